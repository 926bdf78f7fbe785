"""The question bank for the knowledge quiz: each question with its key, its reason and the document it rests on."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal, cast, get_args

from jieneng.rulebook.read import RulebookError, load, maybe, need, one_of, only

Topic = Literal["energy", "water", "waste", "food", "law"]
QuestionKind = Literal["single", "multiple", "true_false"]
STATEMENT_OPTIONS = ("正确", "错误")

_KEYS = ("code", "kind", "difficulty", "text", "options", "right", "explanation", "source", "version")
_LETTERS = "ABCDEF"
_HARDEST = 3
_ALIKE = 0.75  # the share of pairs of characters two texts have in common, from which they count as one question


@dataclass(frozen=True)
class Question:
    """One question. `right` holds positions in `options`, from 0; a page may shuffle the options.

    `difficulty` runs from 1 (everyone should know) to 3 (figures and penalties). `source` names law, standard or
    document with its year and, where it has them, article or section. `version` rises when text, options or key
    change, so that a result can say which wording was answered.
    """

    code: str
    topic: Topic
    kind: QuestionKind
    difficulty: int
    text: str
    options: tuple[str, ...]
    right: frozenset[int]
    explanation: str
    source: str
    version: int


@cache
def questions() -> tuple[Question, ...]:
    """The whole bank in the order of its files; a file with an unfair or unfounded question is refused by name."""
    bank = tuple(question for topic in get_args(Topic) for question in _of_topic(topic))
    _refuse_doubles(bank)
    return bank


def _of_topic(topic: Topic) -> list[Question]:
    name = f"questions/{topic}"
    entries = need(load(name), "questions", list, f"{name}.yaml")
    return [_question(topic, entry, f"{name}.yaml: {number}") for number, entry in enumerate(entries, start=1)]


def _question(topic: Topic, entry: Any, at: str) -> Question:
    code = _said(entry, "code", at)
    at = f"{at} ({code})"
    only(entry, _KEYS, at)
    if not code.startswith(f"{topic}-"):
        raise RulebookError(f"{at}: the code must begin with {topic}-")
    kind = cast(QuestionKind, one_of(need(entry, "kind", str, at), get_args(QuestionKind), f"{at}.kind"))
    options = _options(kind, entry, at)
    return Question(
        code=code,
        topic=topic,
        kind=kind,
        difficulty=_difficulty(need(entry, "difficulty", int, at), at),
        text=_said(entry, "text", at),
        options=options,
        right=_right(kind, need(entry, "right", str, at), options, at),
        explanation=_said(entry, "explanation", at),
        source=_said(entry, "source", at),
        version=maybe(entry, "version", int, at) or 1,
    )


def _said(entry: Any, key: str, at: str) -> str:
    value = need(entry, key, str, at)
    if not value.strip():
        raise RulebookError(f"{at}.{key}: must not be empty")
    return value


def _difficulty(value: int, at: str) -> int:
    if not 1 <= value <= _HARDEST:
        raise RulebookError(f"{at}.difficulty: {value} is not between 1 and {_HARDEST}")
    return value


def _options(kind: QuestionKind, entry: Any, at: str) -> tuple[str, ...]:
    """A statement always has the same two; the others list their own, none leaning on its place among them."""
    if kind == "true_false":
        if "options" in entry:
            raise RulebookError(f"{at}: a statement brings no options of its own")
        return STATEMENT_OPTIONS
    options = tuple(need(entry, "options", list, at))
    if any(not isinstance(option, str) or not option.strip() for option in options):
        raise RulebookError(f"{at}.options: each must be words")
    if not 2 <= len(options) <= len(_LETTERS):
        raise RulebookError(f"{at}.options: found {len(options)}, needs 2 to {len(_LETTERS)}")
    if len({option.strip() for option in options}) < len(options):
        raise RulebookError(f"{at}.options: one stands twice")
    if any(option.startswith("以上") for option in options):
        raise RulebookError(f"{at}.options: none may point at the others, they are shuffled")
    return options


def _right(kind: QuestionKind, written: str, options: tuple[str, ...], at: str) -> frozenset[int]:
    """The key as positions: letters ("BD"), or for a statement the word itself."""
    if kind == "true_false":
        return frozenset({STATEMENT_OPTIONS.index(one_of(written, STATEMENT_OPTIONS, f"{at}.right"))})
    right = frozenset(_LETTERS.find(letter) for letter in written)
    if len(right) < len(written) or not right <= set(range(len(options))):
        raise RulebookError(f"{at}.right: {written!r} must name options by their letters, each once")
    if kind == "single" and len(right) != 1:
        raise RulebookError(f"{at}.right: a single choice has exactly one, found {len(right)}")
    if kind == "multiple" and len(right) < 2:
        raise RulebookError(f"{at}.right: a multiple choice has two or more, found {len(right)}")
    return right


def _refuse_doubles(bank: tuple[Question, ...]) -> None:
    codes = [question.code for question in bank]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise RulebookError(f"questions: {', '.join(twice)} stands twice")
    pairs = [(question.code, _pairs(question.text)) for question in bank]
    for (code, one), (other_code, other) in combinations(pairs, 2):
        if len(one & other) >= _ALIKE * len(one | other):
            raise RulebookError(f"questions: {code} and {other_code} ask nearly the same")


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring characters of a text without its punctuation: two texts that share most of them say the same."""
    letters = "".join(letter for letter in text if letter.isalnum())
    return frozenset(letters[at : at + 2] for at in range(max(len(letters) - 1, 1)))
