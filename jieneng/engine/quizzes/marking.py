"""What answers are worth. They are kept as the letters that stood on the paper, question by question."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from jieneng.engine.quizzes.papers import LETTERS, Asked

_ALLOWED = frozenset(LETTERS)
_SINGLE = frozenset({*LETTERS, ""})  # the usual case
FULL = 100


def written(answers: Iterable[str]) -> str:
    """Answers as they are kept: letters in their order, each once, questions parted by commas.

    Raises ValueError for anything but letters of options.

    >>> written(["c", "BA", "", "D"])
    'C,AB,,D'
    """
    return ",".join([answer if answer in _SINGLE else _one(answer) for answer in answers])


@lru_cache(maxsize=4_096)  # every way to write letters of options, each once, is fewer than two thousand
def _one(answer: str) -> str:
    letters = frozenset(answer.upper())
    if not letters <= _ALLOWED:
        raise ValueError("An answer holds letters of options only")
    return "".join(sorted(letters))


def n_right(paper: Sequence[Asked], answers: str) -> int:
    """How many questions are answered right: every right option and no other. What is missing is wrong.

    >>> n_right([Asked(1, (1, 0), "B"), Asked(2, (0, 1, 2), "AC"), Asked(3, (0, 1), "A")], "B,A,")
    1
    """
    return [asked.key == answer for asked, answer in zip(paper, answers.split(","), strict=False)].count(True)


def points(right: int, of: int) -> int:
    """The score out of a hundred, rounded down: nobody passes who has not reached the mark.

    >>> points(18, 20), points(2, 3)
    (90, 66)
    """
    return right * FULL // of if of else 0


def has_passed(right: int, of: int, mark: int) -> bool:
    """Whether so many right ones reach the mark out of a hundred, exactly.

    >>> has_passed(2, 3, 66), has_passed(2, 3, 67)
    (True, False)
    """
    return right * FULL >= mark * of
