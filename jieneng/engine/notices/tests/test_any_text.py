"""Whatever is pasted, the reader answers, and quickly."""

import time
from collections.abc import Iterator
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jieneng.engine.notices import Draft, Span, Unreadable, read, to_json
from jieneng.engine.notices.tests import texts

BITS = (
    *"日月年至“”(）\n：，。@\x00🌱",
    *(
        "一、",
        "（一）",
        "一是",
        "余人",
        "约3名",
        "主题",
        "X月X日",
        "1.",
        "6月31日",
        "2031",
        "附件：",
        "主题是“",
        "前报送",
        "〔20319号",
    ),
)


def spans_of(draft: Draft) -> Iterator[Span]:
    yield from draft.furniture
    for each in fields(draft):
        value = getattr(draft, each.name)
        for item in value if isinstance(value, tuple) else [value] if value is not None else []:
            yield from getattr(item, "spans", ())


@st.composite
def mutations(draw):
    text = draw(st.sampled_from(sorted(texts.ALL.values())))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 40))
        text = text[:at] + draw(st.sampled_from(BITS) | st.text(max_size=4)) + text[at + length :]
    return text


@given(mutations())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_notice_that_was_mangled_is_still_read_and_places_lie_in_it(text):
    draft = read(text)
    for span in spans_of(draft):
        assert 0 <= span.start < span.end <= len(text)
    to_json(draft)


@given(
    st.text(
        alphabet=st.sampled_from("节能宣传周月日年一二1260〔〕()“”至前:：，。\n 关于通知各单位主题将报送"), max_size=300
    )
)
@settings(max_examples=100, deadline=None)
def test_nonsense_is_read_or_refused(text):
    try:
        draft = read(text)
    except Unreadable:
        return
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(draft))


@pytest.mark.parametrize("name", sorted(texts.ALL))
def test_every_place_names_words_of_the_text(name):
    text = texts.ALL[name]
    for span in spans_of(read(text)):
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""


@pytest.mark.parametrize(
    "stuffing",
    [
        "6月1日",
        "节能宣传周",
        "主题是“",
        "关于",
        "各单位,",
        "报送及时",
        "一、活动",
        "“节”",
        "(见附件)",
        "将总结",
        "日至",
        "发改〔2031〕",
        "6月9日以“节能",
        "近百人积极",
        "落实“双碳”",
        "(6月9日)前,",
        "组织活动;",
    ],
)
def test_no_text_makes_the_reader_take_ever_longer(stuffing):
    """Ten times the text takes about ten times as long: nothing backtracks. Both are measured in the same run."""
    short, long = (min(_taken(stuffing, n) for _ in range(3)) for n in (3_000, 30_000))
    assert long < 60 * max(short, 0.001)


def _taken(stuffing, n):
    text = "关于节能的通知各单位：" + stuffing * (n // len(stuffing))
    started = time.perf_counter()
    read(text)
    return time.perf_counter() - started
