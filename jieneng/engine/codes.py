"""Codes that come with a check: unified social credit codes and administrative region codes."""

from typing import Literal

CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

CreditCodeProblem = Literal["length", "characters", "check-digit"]
RegionLevel = Literal["province", "city", "county"]


def check_credit_code(code: str) -> CreditCodeProblem | None:
    """What is wrong with a unified social credit code (统一社会信用代码), or None when it is right.

    Expected are 18 half-width characters, capitals, without I, O, S, V, Z; characters 3 to 8 are a region's digits.
    Source: GB 32100-2015, 4 and annex A.

    >>> check_credit_code("91350100M000100Y43")
    >>> check_credit_code("91350100M000100Y34")
    'check-digit'
    """
    if len(code) != 18:
        return "length"
    if not (_drawn_from(code, CREDIT_CHARACTERS) and _drawn_from(code[2:8], "0123456789")):
        return "characters"
    return None if complete_credit_code(code[:17]) == code else "check-digit"


def complete_credit_code(first17: str) -> str:
    """The first 17 characters with their check character: weights 3^i mod 31, the remainder taken from 31.

    Raises ValueError when there are not 17 characters of the alphabet. Source: GB 32100-2015, annex A.

    >>> complete_credit_code("91350100M000100Y4")
    '91350100M000100Y43'
    """
    if len(first17) != 17 or not _drawn_from(first17, CREDIT_CHARACTERS):
        raise ValueError(f"not the first 17 characters of a credit code: {first17!r}")
    total = sum(CREDIT_CHARACTERS.index(c) * weight for c, weight in zip(first17, CREDIT_WEIGHTS, strict=True))
    return first17 + CREDIT_CHARACTERS[-total % 31]


def region_level(code: str) -> RegionLevel:
    """The level of a six-digit region code (GB/T 2260). Raises ValueError when it is not one.

    >>> region_level("520000"), region_level("520100"), region_level("520102")
    ('province', 'city', 'county')
    """
    if len(code) != 6 or not _drawn_from(code, "0123456789") or code.startswith("00"):
        raise ValueError(f"not a six-digit region code: {code!r}")
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def region_parent(code: str) -> str | None:
    """The code of the region above; None above a province.

    Counties run by the province itself (429004) get their code's own collective parent (429000).

    >>> region_parent("520102"), region_parent("520100"), region_parent("520000")
    ('520100', '520000', None)
    """
    above = {"county": code[:4] + "00", "city": code[:2] + "0000", "province": None}
    return above[region_level(code)]


def region_prefix(code: str) -> str:
    """The digits that all codes within the region begin with.

    >>> region_prefix("520000"), region_prefix("520100"), region_prefix("520102")
    ('52', '5201', '520102')
    """
    return code[: {"province": 2, "city": 4, "county": 6}[region_level(code)]]


def _drawn_from(text: str, alphabet: str) -> bool:
    return all(character in alphabet for character in text)
