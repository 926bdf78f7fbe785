"""Which type a pdf is set in: what officials name where it is there, else what may be passed on freely."""

from collections.abc import Collection, Mapping
from typing import Final

# For each type of the standard the faces that serve, best first, by the family name in the font file. The first two
# are sold with office software and are an office's own to provide; Fandol has a true 仿宋 and 楷体; Noto, which is
# always there, has neither, so Song stands in their place.
FACES: Final[Mapping[str, tuple[str, ...]]] = {
    "biaosong": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FandolSong", "Noto Serif SC"),
    "fangsong": ("FangSong_GB2312", "FangSong", "FandolFang R", "FandolFang", "Noto Serif SC"),
    "kaiti": ("KaiTi_GB2312", "KaiTi", "FandolKai", "Noto Serif SC"),
    "heiti": ("SimHei", "FandolHei", "Noto Sans SC"),
    "songti": ("SimSun", "FandolSong", "Noto Serif SC"),
}


class MissingFonts(LookupError):
    """No Chinese type in the folders that were given: a paper would be a page of empty boxes."""


def chosen(known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each type the faces that are there, best first: a later one serves characters that the first lacks.

    Raises MissingFonts for a type that no known face serves.

    >>> chosen(["SimSun", "Noto Serif SC", "Noto Sans SC"])["songti"]
    ('SimSun', 'Noto Serif SC')
    """
    found = {role: tuple(face for face in faces if face in known) for role, faces in FACES.items()}
    lacking = [f"{role} ({', '.join(FACES[role])})" for role, faces in found.items() if not faces]
    if lacking:
        raise MissingFonts(f"no face for {'; '.join(lacking)}")
    return found
