"""How a word processor writes the nth number of a list: 三, 甲, ③, Ⅲ, c, 3."""

from __future__ import annotations

from collections.abc import Callable

from jieneng.engine.documents.numbers import DIGITS, numeral_cn

_STEMS, _BRANCHES, _FORMAL = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
Format = Callable[[int], str]


def label(n: int, style: str) -> str:
    """A number in the style that WordprocessingML names (ECMA-376, part 1, 17.18.59); plain digits where it has none.

    >>> [label(3, style) for style in ("chineseCounting", "ideographTraditional", "decimalEnclosedCircle", "bullet")]
    ['三', '丙', '③', '']
    """
    made = _STYLES.get(style)
    return made(n) if made else str(n)


def _counted(n: int) -> str:
    return numeral_cn(n) if 1 <= n <= 99 else str(n)


def _one_by_one(n: int) -> str:
    return "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(n))


def _of(signs: str) -> Format:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


def _letters(first: str) -> Format:
    """a to z, then aa, bb: a word processor doubles the letter."""
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1) if 1 <= n <= 260 else str(n)


def _roman(n: int) -> str:
    if not 1 <= n <= 39:
        return str(n)
    said = ""
    for value, sign in _ROMAN:
        said += sign * (n // value)
        n %= value
    return said


def _run(first: str, length: int) -> Format:
    return _of("".join(chr(ord(first) + at) for at in range(length)))


_STYLES: dict[str, Format] = {
    **dict.fromkeys(("none", "bullet"), lambda n: ""),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",  # what WPS writes for 一、二、三
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _counted,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _one_by_one),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _run("①", 20)),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalZero": lambda n: f"{n:02}",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda n: str(n).translate(_FULL_WIDTH)),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "chineseLegalSimplified": _of(_FORMAL[1:] + "拾"),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
