"""Blocks into a pdf in the layout of GB/T 9704-2012: the same bytes for the same blocks, day and fonts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from jieneng.engine.documents.blocks import Document, Photo, Photos
from jieneng.engine.documents.faces import MissingFonts, chosen
from jieneng.engine.documents.markup import faces_markup, markup
from jieneng.engine.documents.pictures import for_paper

UNDATED = date(2000, 1, 1)
ARCHIVE = "a-2b"
LAYOUT = files(__package__).joinpath("paper.typ").read_bytes()


def build(document: Document, *, fonts: Sequence[Path], made_on: date = UNDATED) -> bytes:
    """The paper as a pdf: PDF/A-2b for archives, tagged, with text that can be searched.

    Where a character is in none of the fonts the archive form does not allow it, and the paper is a plain PDF 1.7.

    `fonts` are folders with font files; a folder that is not there is passed over. `made_on` is the day written into
    the file. Raises MissingFonts where no Chinese type is found, ValueError for a photo without bytes,
    typst.TypstError for one that is no picture.
    """
    pictures = {f"photo-{n}": _bytes(photo) for n, photo in enumerate(_photos(document))}
    return typeset(markup(document), {"paper.typ": LAYOUT, **pictures}, fonts=fonts, made_on=made_on)


def typeset(main: str, beside: Mapping[str, bytes], *, fonts: Sequence[Path], made_on: date) -> bytes:
    """Typst source into a pdf, with the files that lie beside it by name; faces.typ, the types, is always there."""
    known = _known(tuple(fonts))
    made_at = datetime.combine(made_on, time(), tzinfo=UTC)
    with TemporaryDirectory(prefix="jieneng-paper-") as folder:  # Typst takes pictures from files alone
        root = Path(folder)
        (root / "faces.typ").write_text(faces_markup(chosen(known.families())), encoding="utf-8")
        (root / "main.typ").write_text(main, encoding="utf-8")
        for name, data in beside.items():
            (root / name).write_bytes(data)
        try:
            return _compiled(root, known, made_at, ARCHIVE)
        except typst.TypstError:
            return _compiled(root, known, made_at, None)


def _compiled(root: Path, known: typst.Fonts, made_at: datetime, standard: Any) -> bytes:
    main = root / "main.typ"
    return bytes(typst.compile(main, root=root, font_paths=known, timestamp=made_at, pdf_standards=standard))


def is_ready(fonts: Sequence[Path]) -> bool:
    """Whether there is type in these folders to set a paper in."""
    try:
        return bool(chosen(_known(tuple(fonts)).families()))
    except MissingFonts:
        return False


@cache
def _known(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts in the folders, read once in a process."""
    there = [str(folder) for folder in folders if folder.is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)


def _photos(document: Document) -> Iterator[Photo]:
    for block in document.blocks:
        if isinstance(block, Photos):
            yield from block.items


def _bytes(photo: Photo) -> bytes:
    if not photo.data:
        raise ValueError(f"the photo {photo.ref or photo.caption!r} has no bytes")
    return for_paper(photo.data)
