"""A list without names: nobody in it twice, and everybody can show that they stand in it."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.draws.entrants import (
    Proof,
    RepeatedEntrants,
    Tree,
    entrant_list,
    holds,
    leaf_hash,
    proof,
    pseudonym,
    root,
)
from jieneng.engine.draws.tests.week import ENTRANTS, PEOPLE, SALT

# The leaves and tree heads of the reference implementation of Certificate Transparency (RFC 6962).
REFERENCE_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
REFERENCE_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LISTS = st.lists(st.text("0123456789abcdef", min_size=1, max_size=4), min_size=1, max_size=40, unique=True)


def _root_by_the_letter(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, split at the largest power of two below the size."""
    if len(leaves) < 2:
        return hashlib.sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _root_by_the_letter(leaves[:half]) + _root_by_the_letter(leaves[half:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size) -> None:
    lines = tuple(bytes.fromhex(leaf).decode() for leaf in REFERENCE_LEAVES[:size])
    assert root(lines) == REFERENCE_ROOTS[size]


@given(lines=LISTS)
def test_roots_are_what_the_standard_says_by_the_letter(lines) -> None:
    assert root(lines) == _root_by_the_letter([line.encode() for line in lines]).hex()


@given(lines=LISTS)
def test_everybody_in_a_list_can_show_it(lines) -> None:
    tree = Tree(tuple(lines))
    assert all(holds(line, tree.proof(place), tree.root) for place, line in enumerate(lines))


@given(lines=LISTS, data=st.data())
def test_nobody_else_can_show_it(lines, data) -> None:
    tree = Tree(tuple(lines))
    shown = tree.proof(data.draw(st.integers(0, len(lines) - 1)))
    stranger = data.draw(st.text(max_size=4).filter(lambda text: text != lines[shown.index]))
    assert not holds(stranger, shown, tree.root)


@given(lines=LISTS, data=st.data())
def test_a_proof_shows_one_place_and_no_other(lines, data) -> None:
    tree = Tree(tuple(lines))
    index, other = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(-1, len(lines) + 1))
    shown = replace(tree.proof(index), index=other)
    assert holds(lines[index], shown, tree.root) == (other == index)


def test_a_proof_that_is_cut_or_lengthened_shows_nothing() -> None:
    tree = Tree(ENTRANTS)
    shown = tree.proof(7)
    assert holds(ENTRANTS[7], shown, tree.root)
    assert not holds(ENTRANTS[7], replace(shown, path=shown.path[:-1]), tree.root)
    assert not holds(ENTRANTS[7], replace(shown, path=(*shown.path, "00" * 32)), tree.root)
    assert not holds(ENTRANTS[7], shown, root(ENTRANTS[1:]))


@pytest.mark.parametrize(("place", "index", "size"), [(0, 0, 4), (1, 0, 1), (1, 1, 3)])
def test_a_proof_for_a_list_of_another_size_shows_nothing(place, index, size) -> None:
    tree = Tree(("ant", "bee"))
    shown = tree.proof(place)
    assert holds(tree.lines[place], shown, tree.root)
    assert not holds(tree.lines[place], replace(shown, index=index, size=size), tree.root)


def test_a_node_cannot_be_passed_off_as_a_leaf() -> None:
    inner = (leaf_hash("ant") + leaf_hash("bee")).decode("latin-1")
    assert not holds(inner, Proof(0, 1, ()), root(["ant", "bee"]))


def test_there_is_no_proof_beyond_the_list() -> None:
    with pytest.raises(IndexError):
        proof(ENTRANTS, len(ENTRANTS))
    with pytest.raises(IndexError):
        proof(ENTRANTS, -1)


def test_the_same_person_twice_is_refused_and_named() -> None:
    with pytest.raises(RepeatedEntrants) as refused:
        entrant_list([*PEOPLE, "person:3", "person:3"], SALT)
    assert refused.value.entrants == (pseudonym("person:3", SALT),)


@given(people=st.permutations(PEOPLE))
def test_the_list_does_not_tell_who_came_first(people) -> None:
    assert entrant_list(people, SALT) == ENTRANTS


def test_another_draw_has_other_pseudonyms() -> None:
    assert not set(entrant_list(PEOPLE, b"the salt of another draw")) & set(ENTRANTS)


def test_a_pseudonym_is_an_hmac_of_rfc_2104() -> None:
    """Case 6 of RFC 4231: a key longer than a block."""
    expected = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    assert pseudonym("Test Using Larger Than Block-Size Key - Hash Key First", b"\xaa" * 131) == expected


@pytest.mark.parametrize(("person", "salt"), [("person:1", b"short"), ("", SALT)])
def test_a_pseudonym_that_could_be_guessed_is_refused(person, salt) -> None:
    with pytest.raises(ValueError, match="salt"):
        pseudonym(person, salt)
