"""A list read in parts has the same root and the same proofs as the whole tree."""

import pytest

from jieneng.engine.draws.entrants import RepeatedEntrants, Tree, holds
from jieneng.engine.draws.long_lists import PART, part_with, parts_of, proof_in, root_over


def lines(n):
    return tuple(f"{number:06}" for number in range(n))


@pytest.mark.parametrize("n", [0, 1, 2, 255, 256, 257, 511, 512, 513, 768, 1_000, 1_281])
def test_root_and_proofs_are_those_of_the_whole_tree(n):
    everything = lines(n)
    tree, parts = Tree(everything), list(parts_of(everything))
    assert root_over(parts) == tree.root
    for index in {0, 1, n // 2, PART - 1, PART, n - 2, n - 1} & set(range(n)):
        start = index // PART * PART
        proof = proof_in(everything[start : start + PART], index, parts, n)
        assert proof == tree.proof(index)
        assert holds(everything[index], proof, tree.root)
        assert part_with(everything[index], parts) == index // PART


def test_a_list_that_does_not_ascend_is_refused_also_between_two_parts():
    with pytest.raises(ValueError, match="ascend"):
        list(parts_of(["b", "a"]))
    everything = [*lines(PART), "000000"]
    with pytest.raises(ValueError, match="ascend"):
        list(parts_of(everything))
    with pytest.raises(RepeatedEntrants):
        list(parts_of([*lines(PART), lines(PART)[-1]]))


def test_one_part_is_held_at_a_time():
    taken = []

    def telling():
        for line in lines(1_000):
            taken.append(line)
            yield line

    next(parts_of(telling()))
    assert len(taken) == PART


def test_what_comes_before_everything_stands_in_no_part():
    parts = list(parts_of(lines(300)))
    assert part_with("", parts) == -1
    assert part_with("000256x", parts) == 1
