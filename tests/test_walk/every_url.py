"""Every address of the platform by its name, and for each an example in the populated town."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.test_walk.world import World

Example = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One URL pattern: its whole name, the names of what it captures, its view."""

    name: str
    captures: frozenset[str]
    view: Any


def every_address() -> list[Address]:
    """All URL patterns of the platform, in the order of the urls."""
    return list(_walk(get_resolver().url_patterns, (), frozenset()))


def _walk(patterns: list[Any], spaces: tuple[str, ...], captures: frozenset[str]) -> Iterator[Address]:
    for pattern in patterns:
        caught = captures | frozenset(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, caught)
        elif isinstance(pattern, URLPattern):
            yield Address(":".join((*spaces, pattern.name or "?")), caught, pattern.callback)


def path_of(name: str, world: World) -> str:
    """The address of the example."""
    return reverse(name, kwargs=EXAMPLES[name](world))


def _nothing(world: World) -> dict[str, Any]:
    return {}


def _pk(key: str) -> Example:
    return lambda world: {"pk": getattr(world, key).pk}


def _code(of: Callable[[World], str], **more: Callable[[World], Any]) -> Example:
    return lambda world: {"code": of(world)} | {name: value(world) for name, value in more.items()}


def _at(pk: str, **more: Callable[[World], Any]) -> Example:
    return lambda world: {"pk": getattr(world, pk).pk} | {name: value(world) for name, value in more.items()}


def _notice_code(world: World) -> str:
    return str(world.notice.public_code)


def _campaign_code(world: World) -> str:
    return str(world.campaign.public_code)


def _brief_code(world: World) -> str:
    return str(world.issued.document.code)


def _letter_code(world: World) -> str:
    return str(world.open_letter.code)


EXAMPLES: dict[str, Example] = {
    "healthz": _nothing,
    "readyz": _nothing,
    "people:sign_in": _nothing,
    "people:code": _nothing,
    "people:sign_out": _nothing,
    "people:change_password": _nothing,
    "people:second_factor": _nothing,
    "people:second_factor_qr": _nothing,
    "people:second_factor_off": _nothing,
    "files:upload": _nothing,
    "files:thumb": _pk("attachment"),
    "files:clean": _pk("attachment"),
    "files:original": _pk("attachment"),
    "notices:received": _nothing,
    "notices:issued": _nothing,
    "notices:uppers": _nothing,
    "notices:new": _nothing,
    "notices:read_in": _nothing,
    "notices:upper": _pk("upper"),
    "notices:save": _pk("upper"),
    "notices:corrections": _nothing,
    "notices:corrections_export": _nothing,
    "notices:corrections_file": _nothing,
    "notices:campaign_new": _nothing,
    "notices:campaign_set_up": _nothing,
    "notices:campaign": _pk("campaign"),
    "notices:campaign_edit": _pk("plan"),
    "notices:campaign_save": _pk("plan"),
    "notices:campaign_copy": _pk("plan"),
    "notices:campaign_publish": _pk("local"),
    "notices:local_new": _pk("campaign"),
    "notices:local_set_up": _pk("campaign"),
    "notices:draft": _pk("plan"),
    "notices:notice": _pk("notice"),
    "notices:edit": _pk("draft"),
    "notices:edit_save": _pk("draft"),
    "notices:audience": _pk("draft"),
    "notices:list_one": _pk("draft"),
    "notices:groups": _pk("draft"),
    "notices:groups_save": _pk("draft"),
    "notices:submit": _pk("draft"),
    "notices:publish": _pk("draft"),
    "notices:withdraw": _pk("untouched"),
    "notices:sign": _pk("notice"),
    "notices:pass_on": _pk("notice"),
    "notices:docx": _pk("notice"),
    "notices:pdf": _pk("notice"),
    "notices:receipts": _pk("notice"),
    "notices:receipts_docx": _pk("notice"),
    "notices:receipts_pdf": _pk("notice"),
    "notices:public": _code(_notice_code),
    "notices:public_qr": _code(_notice_code),
    "notices:public_docx": _code(_notice_code),
    "notices:public_pdf": _code(_notice_code),
    "notices:campaign_public": _code(_campaign_code),
    "notices:campaign_qr": _code(_campaign_code),
    "reporting:index": _nothing,
    "reporting:report": _pk("collection"),
    "reporting:save": _pk("collection"),
    "reporting:autosave": _pk("collection"),
    "reporting:summary": _pk("collection"),
    "reporting:summary_read": _pk("collection"),
    "reporting:summary_take": _pk("collection"),
    "reporting:submit": _pk("collection"),
    "reporting:review": _pk("collection"),
    "reporting:review_one": _at("collection", submission=lambda world: world.waiting.pk),
    "reporting:accept_clean": _pk("collection"),
    "reporting:board": _pk("collection"),
    "reporting:board_at": _at("collection", node=lambda world: world.county.pk),
    "reporting:missing_xlsx": _at("collection", node=lambda world: world.county.pk),
    "reporting:totals": _pk("collection"),
    "reporting:totals_at": _at("collection", node=lambda world: world.county.pk),
    "reporting:totals_xlsx": _at("collection", node=lambda world: world.county.pk),
    "reporting:remind": _at("collection", node=lambda world: world.county.pk),
    "reporting:extend": _at("collection", node=lambda world: world.county.pk),
    "reporting:confirm": _pk("collection"),
    "reporting:confirm_level": _pk("collection"),
    "reporting:take_back": _pk("confirmation"),
    "reporting:submission": _pk("accepted"),
    "reporting:version": _at("accepted", no=lambda world: 1),
    "reporting:receipt": _pk("accepted"),
    "reporting:withdraw": _pk("waiting"),
    "reporting:correct": _pk("accepted"),
    "reporting:accept": _pk("waiting"),
    "reporting:return": _pk("waiting"),
    "publicity:briefs": _nothing,
    "publicity:past": _nothing,
    "publicity:past_read": _nothing,
    "publicity:past_keep": _nothing,
    "publicity:compose": lambda world: {"collection": world.collection.pk},
    "publicity:make": lambda world: {"collection": world.collection.pk},
    "publicity:brief": _pk("brief"),
    "publicity:write": _pk("brief"),
    "publicity:autosave": _pk("brief"),
    "publicity:drop_writing": _pk("brief"),
    "publicity:versions": _pk("brief"),
    "publicity:version": _at("brief", no=lambda world: 1),
    "publicity:restore": _at("brief", no=lambda world: 1),
    "publicity:figure": _at("brief", key=lambda world: world.figure),
    "publicity:refresh": _pk("brief"),
    "publicity:recompose": _pk("brief"),
    "publicity:picks": _pk("brief"),
    "publicity:pick_text": _at("brief", submission=lambda world: world.accepted.pk),
    "publicity:pick_photo": _at(
        "brief", submission=lambda world: world.accepted.pk, attachment=lambda world: world.attachment.pk
    ),
    "publicity:arrange": _pk("brief"),
    "publicity:consent": _pk("brief"),
    "publicity:submit": _pk("brief"),
    "publicity:issue": _pk("brief"),
    "publicity:do_issue": _pk("brief"),
    "publicity:docx": _pk("brief"),
    "publicity:pdf": _pk("brief"),
    "publicity:public_pdf": _code(_brief_code),
    "publicity:public": _code(_brief_code),
    "publicity:public_docx": _code(_brief_code),
    "publicity:public_photo": _code(_brief_code, attachment=lambda world: world.attachment.pk),
    "papers:papers": _nothing,
    "papers:new": _nothing,
    "papers:begin": lambda world: {"kind": "letter"},
    "papers:make": lambda world: {"kind": "letter"},
    "papers:paper": _pk("letter"),
    "papers:edit": _pk("letter"),
    "papers:save": _pk("letter"),
    "papers:submit": _pk("letter"),
    "papers:issue": _pk("letter"),
    "papers:docx": _pk("letter"),
    "papers:pdf": _pk("letter"),
    "papers:public": _code(_letter_code),
    "papers:public_docx": _code(_letter_code),
    "papers:public_pdf": _code(_letter_code),
    "openness:public_list": _nothing,
    "openness:public_feed": _nothing,
    "openness:public_report": _code(_notice_code, kind=lambda world: "notice"),
    "openness:public_receipt": _code(lambda world: str(world.error.code)),
    "openness:errors": _nothing,
    "openness:error": _pk("error"),
    "openness:answer": _pk("error"),
    "openness:paper": lambda world: {"pk": world.notice.document_id},
    "openness:public_check": _nothing,
    "openness:public_sealed": _code(lambda world: str(world.issued.document.code)),
    "openness:sealing": lambda world: {"pk": world.notice.document_id},
    "openness:scan": lambda world: {"pk": world.notice.document_id},
    "openness:seal": lambda world: {"pk": world.notice.document_id},
    "openness:seal_take_back": lambda world: {"pk": world.notice.document_id},
    "openness:describe": lambda world: {"pk": world.notice.document_id},
    "portal:home": _nothing,
    "portal:desk": _nothing,
    "portal:account": _nothing,
    "portal:choose": _nothing,
    "portal:roles": _nothing,
    "portal:slips": _nothing,
    "portal:organization_template": _nothing,
    "portal:people_template": _nothing,
    "portal:organization": _pk("county"),
    "portal:organization_export": _pk("county"),
    "portal:organization_new": _pk("county"),
    "portal:organization_edit": _pk("county"),
    "portal:organization_close": _pk("spare"),
    "portal:organization_move": _pk("spare"),
    "portal:organization_import": _pk("county"),
    "portal:organization_import_do": _pk("county"),
    "portal:grant": _pk("county"),
    "portal:end_grant": _pk("grant"),
    "portal:person_new": _pk("county"),
    "portal:appoint": _pk("county"),
    "portal:people_import": _pk("county"),
    "portal:people_import_do": _pk("county"),
    "portal:hand_over": _at("school", person_pk=lambda world: world.sam.pk),
    "portal:release": _pk("post"),
    "portal:person": _pk("sam"),
    "portal:person_reset": _pk("sam"),
    "portal:person_second_factor_off": _pk("tess"),
    "portal:person_off": _pk("sam"),
    "portal:person_on": _pk("gone"),
    "portal:trail": _nothing,
    "portal:trail_verify": _nothing,
    "portal:trail_export": _nothing,
    "portal:trail_file": _nothing,
}
