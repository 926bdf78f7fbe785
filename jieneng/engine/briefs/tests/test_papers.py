"""Summaries and circulars from values: order of the parts, ties, what is left out; frames; years beside each other."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jieneng.engine.briefs.composing import compose
from jieneng.engine.briefs.editing import merged
from jieneng.engine.briefs.framing import Frame, reframed
from jieneng.engine.briefs.material import Completeness, Correction, Figure
from jieneng.engine.briefs.ranking import Section, ranked
from jieneng.engine.briefs.tests.test_composing import BANNERS, MATERIAL, coverage, text
from jieneng.engine.briefs.yearly import Scope, change, hindrance
from jieneng.engine.documents.blocks import DocNo, Imprint, Masthead, Signature, Table
from jieneng.rulebook.briefs import Comparable
from jieneng.rulebook.compositions import compositions

SECTIONS = (Section("甲县", 10, 8, 2), Section("乙县", 10, 10, 0), Section("丙县", 10, 4, 0), Section("丁县", 5, 5, 0))
REPORTED = Completeness(
    handed_in=coverage("handed_in", 29),
    on_time=coverage("on_time", 27),
    late=coverage("late", 2),
    missing=coverage("missing", 6),
    rate=Figure("rate", "报送率", "{figure}", "%", 829),
    sections=SECTIONS,
)
RULE = Comparable(least_coverage=90, most_shift=10)
counts = st.integers(0, 30)


def circular(**more):
    return compose(replace(MATERIAL, completeness=REPORTED, **more), compositions()["circular"])


def test_equal_parts_share_their_rank_and_time_decides_between_equal_rates():
    assert [(one.rank, one.section.name) for one in ranked(SECTIONS)] == [
        (1, "乙县"),
        (1, "丁县"),
        (3, "甲县"),
        (4, "丙县"),
    ]


def test_the_circular_praises_and_names():
    said = text(circular())
    assert "乙县、丁县应报单位全部按时报送，予以表扬。" in said
    assert "报送率低于95%的有丙县（40.0%）。" in said


def test_its_table_adds_up():
    (table,) = [block for block in circular().blocks if isinstance(block, Table)]
    for _, _, expected, handed_in, on_time, late, missing, _ in table.rows:
        assert int(handed_in) == int(on_time) + int(late)
        assert int(expected) == int(handed_in) + int(missing)


def test_without_completeness_a_circular_has_nothing_to_say():
    bare = compose(MATERIAL, compositions()["circular"])
    assert not [block for block in bare.blocks if isinstance(block, Table)]
    assert "予以表扬" not in text(bare)


def test_a_correction_names_the_earlier_paper():
    fix = Correction("2025年第6期", "悬挂横幅", "2650", replace(BANNERS, key="fix.banners"))
    paper = compose(replace(MATERIAL, corrections=(fix,)), compositions()["brief"])
    assert "更正说明\n2025年第6期所载悬挂横幅2650条，经核对为2641条。" in text(paper)


def test_a_new_frame_leaves_the_prose_as_it_is():
    draft = circular(addressee="各县")
    frame = Frame(
        name="节能工作简讯",
        issuer=MATERIAL.issuer,
        title="",
        number="演机管〔2025〕7号",
        written_on=date(2025, 7, 11),
    )
    issued = reframed(draft, "circular", frame, code="abc")
    assert text(issued) == text(draft)
    assert (issued.title, issued.code) == (draft.title, "abc")
    assert [block.text for block in issued.blocks if isinstance(block, DocNo)] == ["演机管〔2025〕7号"]
    assert [block.date for block in issued.blocks if isinstance(block, Signature)] == ["2025年7月11日"]
    assert sum(isinstance(block, Masthead) for block in issued.blocks) == 1


@pytest.mark.parametrize(
    ("now", "before", "why_not"),
    [
        (Scope(95, 100), Scope(95, 100), ""),
        (Scope(95, 100), None, "unknown"),
        (Scope(89, 100), Scope(95, 100), "now-short"),
        (Scope(95, 100), Scope(89, 100), "before-short"),
        (Scope(111, 111), Scope(100, 100), "moved"),
        (Scope(110, 110), Scope(100, 100), ""),
        (Scope(0, 0), Scope(100, 100), "now-short"),
    ],
)
def test_years_are_compared_only_where_both_are_nearly_whole(now, before, why_not):
    assert hindrance(now, before, RULE) == why_not
    assert (change(110, 100, why_not) == "—") == bool(why_not)


@given(st.lists(st.tuples(counts, counts, counts), max_size=8))
def test_ranks_follow_what_was_reported(numbers):
    order = ranked(Section(str(n), max(e, a + b), a, b) for n, (e, a, b) in enumerate(numbers))
    ranks = [one.rank for one in order]
    assert ranks == sorted(ranks)
    for one, other in pairwise(order):
        assert one.section.standing >= other.section.standing
        assert (one.rank == other.rank) == (one.section.standing == other.section.standing)


texts = st.dictionaries(st.integers(0, 5), st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=6)


@given(base=texts, mine=texts, theirs=texts)
def test_merging_loses_nothing_that_either_wrote(base, mine, theirs):
    put, left = merged(base, mine, theirs)
    assert set(put) == set(theirs)
    for n, written in mine.items():
        if written != base.get(n):
            assert written in [*put.values(), *left]
    for n, written in theirs.items():
        assert put[n] == written or written in base.values()


def foot(paper):
    return paper.blocks[-1] if isinstance(paper.blocks[-1], Imprint) else None


def test_a_brief_says_whom_it_goes_to_until_somebody_writes_otherwise():
    told = replace(MATERIAL, reported="省局", distributed="各县（区）")
    assert foot(compose(told, compositions()["brief"])).lines == (("报", "省局"), ("送", ""), ("发", "各县（区）"))
    written = Imprint((), "", "", (("送", "市领导"),))
    assert foot(compose(replace(told, imprint=written), compositions()["brief"])) == written


def test_a_circular_with_copies_says_who_printed_it_on_which_day():
    bare = compose(MATERIAL, compositions()["circular"])
    assert foot(bare).is_empty
    frame = Frame(name="", issuer="甲局", title="", written_on=date(2025, 7, 20))
    copied = replace(bare, blocks=(*bare.blocks[:-1], Imprint(("乙局",), "", "")))
    assert foot(reframed(copied, "circular", frame)) == Imprint(("乙局",), "甲局", "2025年7月20日")
    assert foot(reframed(bare, "circular", frame)).is_empty
