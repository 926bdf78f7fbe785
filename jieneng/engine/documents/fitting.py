"""How large a red mark is set: fitted to the width of the text, since names of offices are short and long."""

from jieneng.engine.documents.layout import TEXT_WIDTH, TWIPS_PER_PT

LARGEST = {"document": 48.0, "letter": 44.0, "minutes": 42.0, "brief": 36.0}
FILLED = 0.96  # of the width of the text
FILLED_BESIDE_A_WORD = 0.8  # is left for the names of several offices where 文件 stands beside them
WIDEST_GAP = 0.3  # of a character
SMALLEST_UNNARROWED = 32.0
NARROWEST = 0.6


def largest_joint(n_offices: int) -> float:
    """The largest size for the names of several offices, so that text still begins on the first page.

    Source: GB/T 9704-2012, 7.3.3: the first page of a paper has to show some of the body.

    >>> largest_joint(3), largest_joint(8)
    (36.0, 25.0)
    """
    return min(36.0, _halves(200 / n_offices))


def fitted(characters: float, largest: float, *, filled: float = FILLED) -> tuple[float, float, int]:
    """Size in points, gap between characters in points, and width in percent, so that the mark fits the text width.

    A short name is set apart, a longer one smaller, a long one narrower, as red heads are.

    >>> fitted(6, 36), fitted(12, 48), fitted(18, 48)
    ((36, 10.5, 100), (35.0, 0, 100), (32.0, 0, 73))
    """
    pitch = TEXT_WIDTH * filled / TWIPS_PER_PT / max(characters, 1)
    if pitch >= largest:
        return largest, min(_halves(pitch - largest), _halves(largest * WIDEST_GAP)), 100
    if pitch >= SMALLEST_UNNARROWED:
        return _halves(pitch), 0, 100
    size = min(SMALLEST_UNNARROWED, _halves(pitch / NARROWEST))
    return size, 0, int(pitch / size * 100)


def _halves(points: float) -> float:
    return int(points * 2) / 2
