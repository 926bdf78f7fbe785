"""Credit codes and region codes."""

import pytest

from jieneng.engine.codes import (
    CREDIT_CHARACTERS,
    CREDIT_WEIGHTS,
    check_credit_code,
    complete_credit_code,
    region_level,
    region_parent,
    region_prefix,
)

RIGHT = "91350100M000100Y43"


def test_the_weights_are_those_printed_in_the_standard():
    assert CREDIT_WEIGHTS == (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@pytest.mark.parametrize("code", ["", RIGHT[:-1], RIGHT + "0"])
def test_a_credit_code_has_eighteen_characters(code):
    assert check_credit_code(code) == "length"


@pytest.mark.parametrize("code", [RIGHT.lower(), RIGHT.replace("M", "I"), "9135010AM000100Y43", "91350100Ｍ000100Y43"])
def test_a_credit_code_has_only_its_own_characters(code):
    assert check_credit_code(code) == "characters"


def test_every_single_slip_of_the_pen_is_found():
    slips = [
        RIGHT[:place] + wrong + RIGHT[place + 1 :]
        for place in range(18)
        for wrong in CREDIT_CHARACTERS
        if wrong != RIGHT[place]
    ]
    assert check_credit_code(RIGHT) is None
    assert all(check_credit_code(code) in ("check-digit", "characters") for code in slips)


def test_swapped_neighbours_are_found():
    for place in range(17):
        swapped = RIGHT[:place] + RIGHT[place + 1] + RIGHT[place] + RIGHT[place + 2 :]
        assert swapped == RIGHT or check_credit_code(swapped) is not None


def test_any_made_up_code_is_right_once_completed():
    endings = {complete_credit_code(f"12520102{n:09d}")[-1] for n in range(200)}
    assert all(check_credit_code(complete_credit_code(f"12520102{n:09d}")) is None for n in range(200))
    assert endings == set(CREDIT_CHARACTERS)


@pytest.mark.parametrize("text", ["", "1252010200000000", "1252010200000000I"])
def test_what_cannot_begin_a_credit_code_is_not_completed(text):
    with pytest.raises(ValueError, match="17 characters"):
        complete_credit_code(text)


@pytest.mark.parametrize(
    ("code", "level", "parent", "prefix"),
    [
        ("520000", "province", None, "52"),
        ("520100", "city", "520000", "5201"),
        ("520102", "county", "520100", "520102"),
        ("429004", "county", "429000", "429004"),
    ],
)
def test_a_region_code_tells_its_level_its_parent_and_its_prefix(code, level, parent, prefix):
    assert (region_level(code), region_parent(code), region_prefix(code)) == (level, parent, prefix)


@pytest.mark.parametrize("code", ["", "52", "52010", "5201020", "52010x", "５２０１０２", "000000"])
def test_what_is_no_region_code_is_refused(code):
    with pytest.raises(ValueError, match="region code"):
        region_level(code)
