"""Every address of the platform by its name, and for each an example in the populated town."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.test_walk.examples import Captures, at, code, nothing, pk
from tests.test_walk.parts import parts
from tests.test_walk.world import World


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


def _notice_code(world: World) -> str:
    return str(world.notice.public_code)


def _attached(world: World) -> int:
    """The file of the city's notice."""
    return int(world.notice.document.attached.get().pk)


def _campaign_code(world: World) -> str:
    return str(world.campaign.public_code)


def _brief_code(world: World) -> str:
    return str(world.issued.document.code)


EXAMPLES: dict[str, Captures] = {
    "healthz": nothing,
    "readyz": nothing,
    "people:sign_in": nothing,
    "people:code": nothing,
    "people:sign_out": nothing,
    "people:change_password": nothing,
    "people:second_factor": nothing,
    "people:second_factor_qr": nothing,
    "people:second_factor_off": nothing,
    "files:upload": nothing,
    "files:thumb": pk("attachment"),
    "files:clean": pk("attachment"),
    "files:original": pk("attachment"),
    "notices:received": nothing,
    "notices:issued": nothing,
    "notices:uppers": nothing,
    "notices:new": nothing,
    "notices:read_in": nothing,
    "notices:upper": pk("upper"),
    "notices:save": pk("upper"),
    "notices:corrections": nothing,
    "notices:corrections_export": nothing,
    "notices:corrections_file": nothing,
    "notices:campaign_new": nothing,
    "notices:campaign_set_up": nothing,
    "notices:campaign": pk("campaign"),
    "notices:campaign_edit": pk("plan"),
    "notices:campaign_save": pk("plan"),
    "notices:campaign_copy": pk("plan"),
    "notices:campaign_publish": pk("local"),
    "notices:local_new": pk("campaign"),
    "notices:local_set_up": pk("campaign"),
    "notices:draft": pk("plan"),
    "notices:notice": pk("notice"),
    "notices:edit": pk("draft"),
    "notices:edit_save": pk("draft"),
    "notices:audience": pk("draft"),
    "notices:list_one": pk("draft"),
    "notices:groups": pk("draft"),
    "notices:groups_save": pk("draft"),
    "notices:submit": pk("draft"),
    "notices:publish": pk("draft"),
    "notices:withdraw": pk("untouched"),
    "notices:sign": pk("notice"),
    "notices:pass_on": pk("notice"),
    "notices:docx": pk("notice"),
    "notices:pdf": pk("notice"),
    "notices:attached": at("notice", file=_attached),
    "notices:receipts": pk("notice"),
    "notices:receipts_docx": pk("notice"),
    "notices:receipts_pdf": pk("notice"),
    "notices:public": code(_notice_code),
    "notices:public_qr": code(_notice_code),
    "notices:public_docx": code(_notice_code),
    "notices:public_pdf": code(_notice_code),
    "notices:public_attached": code(_notice_code, file=_attached),
    "notices:campaign_public": code(_campaign_code),
    "notices:campaign_qr": code(_campaign_code),
    "reporting:index": nothing,
    "reporting:report": pk("collection"),
    "reporting:save": pk("collection"),
    "reporting:autosave": pk("collection"),
    "reporting:summary": pk("collection"),
    "reporting:summary_read": pk("collection"),
    "reporting:summary_take": pk("collection"),
    "reporting:submit": pk("collection"),
    "reporting:review": pk("collection"),
    "reporting:review_one": at("collection", submission=lambda world: world.waiting.pk),
    "reporting:accept_clean": pk("collection"),
    "reporting:board": pk("collection"),
    "reporting:board_at": at("collection", node=lambda world: world.county.pk),
    "reporting:missing_xlsx": at("collection", node=lambda world: world.county.pk),
    "reporting:totals": pk("collection"),
    "reporting:totals_at": at("collection", node=lambda world: world.county.pk),
    "reporting:totals_xlsx": at("collection", node=lambda world: world.county.pk),
    "reporting:remind": at("collection", node=lambda world: world.county.pk),
    "reporting:extend": at("collection", node=lambda world: world.county.pk),
    "reporting:confirm": pk("collection"),
    "reporting:confirm_level": pk("collection"),
    "reporting:take_back": pk("confirmation"),
    "reporting:submission": pk("accepted"),
    "reporting:version": at("accepted", no=lambda world: 1),
    "reporting:receipt": pk("accepted"),
    "reporting:withdraw": pk("waiting"),
    "reporting:correct": pk("accepted"),
    "reporting:accept": pk("waiting"),
    "reporting:return": pk("waiting"),
    "publicity:briefs": nothing,
    "publicity:past": nothing,
    "publicity:past_read": nothing,
    "publicity:past_keep": nothing,
    "publicity:compose": lambda world: {"collection": world.collection.pk},
    "publicity:make": lambda world: {"collection": world.collection.pk},
    "publicity:brief": pk("brief"),
    "publicity:write": pk("brief"),
    "publicity:autosave": pk("brief"),
    "publicity:drop_writing": pk("brief"),
    "publicity:versions": pk("brief"),
    "publicity:version": at("brief", no=lambda world: 1),
    "publicity:restore": at("brief", no=lambda world: 1),
    "publicity:figure": at("brief", key=lambda world: world.figure),
    "publicity:refresh": pk("brief"),
    "publicity:recompose": pk("brief"),
    "publicity:picks": pk("brief"),
    "publicity:pick_text": at("brief", submission=lambda world: world.accepted.pk),
    "publicity:pick_telling": at("brief", source=lambda world: "coverage", number=lambda world: world.adopted.pk),
    "publicity:pick_photo": at(
        "brief", submission=lambda world: world.accepted.pk, attachment=lambda world: world.attachment.pk
    ),
    "publicity:arrange": pk("brief"),
    "publicity:consent": pk("brief"),
    "publicity:submit": pk("brief"),
    "publicity:issue": pk("brief"),
    "publicity:do_issue": pk("brief"),
    "publicity:docx": pk("brief"),
    "publicity:pdf": pk("brief"),
    "publicity:public_pdf": code(_brief_code),
    "publicity:public": code(_brief_code),
    "publicity:public_docx": code(_brief_code),
    "publicity:public_photo": code(_brief_code, attachment=lambda world: world.attachment.pk),
    "openness:public_list": nothing,
    "openness:public_feed": nothing,
    "openness:public_column": code(_campaign_code),
    "openness:public_column_feed": code(_campaign_code),
    "openness:public_report": code(_notice_code, kind=lambda world: "notice"),
    "openness:public_receipt": code(lambda world: str(world.error.code)),
    "openness:errors": nothing,
    "openness:error": pk("error"),
    "openness:answer": pk("error"),
    "openness:paper": lambda world: {"pk": world.notice.document_id},
    "openness:public_check": nothing,
    "openness:public_sealed": code(lambda world: str(world.issued.document.code)),
    "openness:sealing": lambda world: {"pk": world.notice.document_id},
    "openness:scan": lambda world: {"pk": world.notice.document_id},
    "openness:seal": lambda world: {"pk": world.notice.document_id},
    "openness:seal_take_back": lambda world: {"pk": world.notice.document_id},
    "openness:describe": lambda world: {"pk": world.notice.document_id},
    "portal:home": nothing,
    "portal:desk": nothing,
    "portal:account": nothing,
    "portal:choose": nothing,
    "portal:roles": nothing,
    "portal:slips": nothing,
    "portal:organization_template": nothing,
    "portal:people_template": nothing,
    "portal:organization": pk("county"),
    "portal:organization_export": pk("county"),
    "portal:organization_new": pk("county"),
    "portal:organization_edit": pk("county"),
    "portal:organization_close": pk("spare"),
    "portal:organization_move": pk("spare"),
    "portal:organization_import": pk("county"),
    "portal:organization_import_do": pk("county"),
    "portal:grant": pk("county"),
    "portal:end_grant": pk("grant"),
    "portal:person_new": pk("county"),
    "portal:appoint": pk("county"),
    "portal:people_import": pk("county"),
    "portal:people_import_do": pk("county"),
    "portal:hand_over": at("school", person_pk=lambda world: world.sam.pk),
    "portal:release": pk("post"),
    "portal:person": pk("sam"),
    "portal:person_reset": pk("sam"),
    "portal:person_second_factor_off": pk("tess"),
    "portal:person_off": pk("sam"),
    "portal:person_on": pk("gone"),
    "portal:trail": nothing,
    "portal:trail_verify": nothing,
    "portal:trail_export": nothing,
    "portal:trail_file": nothing,
}

for part in parts():
    EXAMPLES |= part.ADDRESSES
