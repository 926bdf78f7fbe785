"""Blocks into a pdf in the layout of GB/T 9704-2012: the same bytes for the same blocks, day and fonts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from jieneng.engine.documents.blocks import Document, Photo, Photos
from jieneng.engine.documents.markup import markup

UNDATED = date(2000, 1, 1)
FREE_FACES = ("Noto Serif SC", "Noto Sans SC")
LAYOUT = files(__package__).joinpath("paper.typ").read_bytes()


class MissingFonts(LookupError):
    """No Chinese type in the folders that were given: a paper would be a page of empty boxes."""


def build(document: Document, *, fonts: Sequence[Path], made_on: date = UNDATED) -> bytes:
    """The paper as a pdf (PDF 1.7, tagged, text that can be searched).

    `fonts` are folders with font files; the faces that officials name come first where they are there, else those that
    may be passed on. `made_on` is the day written into the file. Raises MissingFonts where neither is there, ValueError
    for a photo without bytes, typst.TypstError for one that is no picture.
    """
    made_at = datetime.combine(made_on, time(), tzinfo=UTC)
    with TemporaryDirectory(prefix="jieneng-paper-") as folder:  # Typst takes pictures from files alone
        root = Path(folder)
        (root / "paper.typ").write_bytes(LAYOUT)
        (root / "main.typ").write_text(markup(document), encoding="utf-8")
        for n, photo in enumerate(_photos(document)):
            (root / f"photo-{n}").write_bytes(_bytes(photo))
        return bytes(typst.compile(root / "main.typ", root=root, font_paths=_faces(tuple(fonts)), timestamp=made_at))


@cache
def _faces(folders: tuple[Path, ...]) -> typst.Fonts:
    """The faces in the folders, read once in a process. Raises MissingFonts."""
    there = [str(folder) for folder in folders if folder.is_dir()]
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)
    missing = sorted(set(FREE_FACES) - set(faces.families()))
    if missing:
        raise MissingFonts(f"no {' and no '.join(missing)} in {', '.join(map(str, folders)) or 'no folder'}")
    return faces


def _photos(document: Document) -> Iterator[Photo]:
    for block in document.blocks:
        if isinstance(block, Photos):
            yield from block.items


def _bytes(photo: Photo) -> bytes:
    if not photo.data:
        raise ValueError(f"the photo {photo.ref or photo.caption!r} has no bytes")
    return photo.data
