"""Numbers, hashes and the chain are such that a stranger can check them and learn nothing."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.quizzes.marking import n_right, written
from jieneng.engine.quizzes.papers import Asked
from jieneng.engine.quizzes.receipts import chained, digest_of, number_of, said_number, typed_number

SECRET = b"a secret of one quiz only"


def test_a_hundred_thousand_numbers_do_not_meet():
    assert len({number_of(SECRET, str(no), 1) for no in range(100_000)}) == 100_000


@given(st.integers(0, 10**9))
def test_a_number_read_out_is_understood(no):
    number = number_of(SECRET, str(no), 1)
    assert typed_number(said_number(number).lower()) == number


def test_a_stranger_works_the_chain_out_again():
    receipts = [(f"{no:012d}", digest_of(f"{no:012d}", "k" * 32, "A,B", no)) for no in range(5)]
    links = list(chained(receipts, first="quiz 1"))
    value = hashlib.sha256(b"quiz 1").hexdigest()
    for link, (number, digest) in zip(links, receipts, strict=True):
        value = hashlib.sha256((value + digest).encode()).hexdigest()
        assert (link.number, link.value) == (number, value)


def test_a_changed_receipt_changes_every_link_after_it():
    receipts = [(f"{no:012d}", f"{no:064x}") for no in range(5)]
    before = [link.value for link in chained(receipts, first="q")]
    receipts[2] = (receipts[2][0], "f" * 64)
    after = [link.value for link in chained(receipts, first="q")]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False, False, False]


@pytest.mark.parametrize("numbers", [["B", "A"], ["A", "A"]])
def test_another_order_is_refused(numbers):
    with pytest.raises(ValueError, match="by their numbers"):
        list(chained([(number, "") for number in numbers], first="q"))


@given(st.lists(st.lists(st.sampled_from("ABCDEF"), max_size=6).map("".join), min_size=1, max_size=30))
def test_answers_are_kept_the_same_however_they_are_typed(answers):
    kept = written(answers)
    assert written([answer.lower()[::-1] for answer in answers]) == kept
    assert written(kept.split(",")) == kept
    paper = [Asked(no, (), "".join(sorted(set(answer)))) for no, answer in enumerate(answers)]
    assert n_right(paper, kept) == len(answers)


@pytest.mark.parametrize("answer", ["G", "1", "A B", "甲"])
def test_an_answer_is_letters_of_options(answer):
    with pytest.raises(ValueError, match="letters of options"):
        written([answer])
