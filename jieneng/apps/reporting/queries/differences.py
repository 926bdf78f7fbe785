"""One version of a report beside the one before: which figures, texts, photographs and rows have changed."""

from dataclasses import dataclass

from jieneng.apps.reporting.queries.text_changes import Piece, excerpt, n_signs, pieces
from jieneng.core.forms.page_parts import Asked, Line, Page, Part


@dataclass(frozen=True)
class Figure:
    """A figure and what stood there before; `before` is empty when there was no version before."""

    asked: Asked
    before: str = ""
    is_changed: bool = False


@dataclass(frozen=True)
class Text:
    """A text with what came and went."""

    asked: Asked
    pieces: list[Piece]
    n_added: int = 0
    n_removed: int = 0
    is_changed: bool = False

    @property
    def short(self) -> list[Piece]:
        """What changed, with a few words around it; a text without changes in full."""
        return excerpt(self.pieces) if self.is_changed else self.pieces

    @property
    def is_cut(self) -> bool:
        return any(piece.kind == "cut" for piece in self.short)


@dataclass(frozen=True)
class Pictures:
    """Photographs, those that are new, and how many went."""

    asked: Asked
    new: frozenset[str]  # the places of lines
    n_gone: int = 0

    @property
    def is_changed(self) -> bool:
        return bool(self.new or self.n_gone)


@dataclass(frozen=True)
class Rows:
    """Rows, and whether any of them is another than before."""

    asked: Asked
    is_changed: bool


@dataclass(frozen=True)
class Group:
    """The figures of one section."""

    part: Part
    figures: list[Figure]

    @property
    def title(self) -> str:
        """How its figures are called on a return slip: 宣传品　张贴宣传画."""
        return f"{self.part.section.title}　"


@dataclass(frozen=True)
class Compared:
    """A whole report beside the version before it."""

    groups: list[Group]
    texts: list[Text]
    pictures: list[Pictures]
    rows: list[Rows]

    @property
    def n_figures(self) -> int:
        return sum(len(group.figures) for group in self.groups)

    @property
    def n_changed(self) -> int:
        figures = sum(figure.is_changed for group in self.groups for figure in group.figures)
        texts, pictures = sum(text.is_changed for text in self.texts), sum(one.is_changed for one in self.pictures)
        return figures + texts + pictures + sum(rows.is_changed for rows in self.rows)

    @property
    def n_doubtful(self) -> int:
        asked = (figure.asked for group in self.groups for figure in group.figures)
        return sum(bool(one.doubts or one.problem) for one in asked)


def compare(now: Page, before: Page | None) -> Compared:
    """What stands in a version, beside the one before it when there is one."""
    old = {asked.key: asked for part in before.parts for asked in part.fields} if before else {}
    found = Compared([], [], [], [])
    for part in now.parts:
        figures = []
        for asked in part.fields:
            was = old.get(asked.key)
            if asked.field.type == "text":
                found.texts.append(_text(asked, was))
            elif asked.field.type == "photos":
                found.pictures.append(_pictures(asked, was))
            elif asked.field.type in ("rows", "file"):
                found.rows.append(Rows(asked, was is not None and _cells(was.lines) != _cells(asked.lines)))
            else:
                figures.append(_figure(asked, was))
        if figures:
            found.groups.append(Group(part, figures))
    return found


def _figure(asked: Asked, was: Asked | None) -> Figure:
    if was is None:
        return Figure(asked)
    changed = (was.shown, was.how_label) != (asked.shown, asked.how_label)
    return Figure(asked, f"{was.shown} {was.how_label}".rstrip() if was.shown == asked.shown else was.shown, changed)


def _text(asked: Asked, was: Asked | None) -> Text:
    if was is None or was.text == asked.text:
        return Text(asked, [Piece("same", asked.text)])
    found = pieces(was.text, asked.text)
    return Text(asked, found, n_signs(found, "ins"), n_signs(found, "del"), is_changed=True)


def _pictures(asked: Asked, was: Asked | None) -> Pictures:
    if was is None:
        return Pictures(asked, frozenset())
    old, now = {_picture(line) for line in was.lines}, {_picture(line) for line in asked.lines}
    new = frozenset(line.at for line in asked.lines if _picture(line) not in old)
    gone = {file for file, _ in old} - {file for file, _ in now}
    return Pictures(asked, new, len(gone))


def _picture(line: Line) -> tuple[int, str]:
    return line.file.pk, line.cells[0].text if line.cells else ""


def _cells(lines: list[Line]) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in lines]
