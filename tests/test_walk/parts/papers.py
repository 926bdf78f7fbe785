"""Papers that are written by hand: a letter that is being drafted, and one that anybody may read."""

from typing import Any

from django.test import Client

from jieneng.apps.papers import actions
from jieneng.apps.papers.paper import Said
from jieneng.core.documents.attaching import Given
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.files.actions import keep
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.models import Organization
from tests.test_walk.examples import Sent, at, code, fields, no_fields, nothing, pk
from tests.test_walk.world import CODE, World


def _letter_code(world: World) -> str:
    return str(world.open_letter.code)


def _changed(world: World, client: Client) -> dict[str, Any]:
    """Another title and text; the file is taken off and another one put in its place."""
    off = {"off": world.letter.attached.get().pk, "files": upload(photo(), "新清单.jpg")}
    return {"title": "关于再次商请的函", "edit_no": world.letter.edit_no} | off


ADDRESSES = {
    "papers:papers": nothing,
    "papers:new": nothing,
    "papers:begin": lambda world: {"kind": "letter"},
    "papers:make": lambda world: {"kind": "letter"},
    "papers:paper": pk("letter"),
    "papers:edit": pk("letter"),
    "papers:save": pk("letter"),
    "papers:submit": pk("letter"),
    "papers:issue": pk("letter"),
    "papers:docx": pk("letter"),
    "papers:pdf": pk("letter"),
    "papers:attached": at("letter", file=lambda world: world.letter.attached.get().pk),
    "papers:public": code(_letter_code),
    "papers:public_docx": code(_letter_code),
    "papers:public_pdf": code(_letter_code),
    "papers:public_attached": code(_letter_code, file=lambda world: world.open_letter.attached.get().pk),
}
DEEDS = {
    "papers:make": Sent("ines", fields(title="关于商请协助的函", do="save"), is_own=True),
    "papers:save": Sent("ines", _changed),
    "papers:submit": Sent("ines", no_fields),
    "papers:issue": Sent("ines", lambda world, _: {"edit_no": world.letter.edit_no}),
}


def populate(world: World) -> None:
    world.made["letter"] = _letter(world, "letter", world.city, world.ines)
    world.made["open_letter"] = _open_letter(world, "open_letter", world.city, world.ines)


def elsewhere(world: World) -> None:
    world.away["letter"] = _letter(world, "foreign_letter", world.city2, world.rex)
    world.away["open_letter"] = _open_letter(world, "foreign_open_letter", world.city2, world.rex)


def _letter(world: World, name: str, where: Organization, by: Any) -> Any:
    """A letter that is being drafted."""
    mark = world.mark
    values = {"addressee": mark(f"addressee-{name}", "市统计局"), "copies_to": [mark(f"copies-{name}", "市财政局")]}
    said = Said(mark(f"title-{name}", "关于提供数据的函"), mark(f"text-{name}", "请予支持"), values, number_code=CODE)
    kept = keep(upload(photo(), mark(f"file-{name}", "清单") + ".jpg"), organization=where)
    files = Given(((mark(f"attachment-{name}", "数据清单"), kept),))
    return actions.draft("letter", where, said, by=by, files=files)


def _open_letter(world: World, name: str, where: Organization, by: Any) -> Any:
    """A letter that was issued and that anybody may read."""
    issued = actions.issue(_letter(world, name, where, by), edit_no=0, by=by, now=world.now)
    said = Description("open", "affairs", "letter")
    describe(issued, said, edit_no=issued.disclosure.edit_no, by=by, because=world.mark(f"opening-{name}", "应当公开"))
    return issued


def more(world: World) -> None:
    n = len(world.made)
    world.made[f"letter{n}"] = _letter(world, f"letter{n}", world.city, world.ines)
    world.made[f"open_letter{n}"] = _open_letter(world, f"open_letter{n}", world.city, world.ines)
