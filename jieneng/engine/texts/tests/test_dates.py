"""Every form of date met, and every damage."""

from datetime import date

import pytest

from jieneng.engine.texts.clean import clean
from jieneng.engine.texts.dates import resolve
from jieneng.engine.texts.mentions import mentions_in


def days(text, year=2031):
    return [(when.first, when.last) for when in resolve(mentions_in(clean(text).text), year=year)]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("6月13日", (6, 13), (6, 13)),
        ("2031年06月13日", (6, 13), (6, 13)),
        ("2031 年 6 月 13 日", (6, 13), (6, 13)),
        ("２０３１年６月１３日", (6, 13), (6, 13)),
        ("今年6月13日", (6, 13), (6, 13)),
        ("二〇三一年六月十三日", (6, 13), (6, 13)),
        ("二○三一年六月二十三日", (6, 23), (6, 23)),
        ("2031-06-13", (6, 13), (6, 13)),
        ("2031/6/13", (6, 13), (6, 13)),
        ("13.06.2031", (6, 13), (6, 13)),
        ("6月11日至17日", (6, 11), (6, 17)),
        ("8月23日到8月29日", (8, 23), (8, 29)),
        ("6月29日—7月5日", (6, 29), (7, 5)),
        ("17日——6月23日", (6, 17), (6, 23)),
        ("6月11至17日", (6, 11), (6, 17)),
        ("6月14-20日", (6, 14), (6, 20)),
        ("自6月11日起至17日止", (6, 11), (6, 17)),
        ("7月2日、3日", (7, 2), (7, 3)),
        ("6月29日至5日", (6, 29), (7, 5)),
        ("2031.6.11-2031.6.17", (6, 11), (6, 17)),
        ("2031.6.11-6.17", (6, 11), (6, 17)),
        ("二〇三一年六月十一日至十七日", (6, 11), (6, 17)),
        ("六月十一日", (6, 11), (6, 11)),
    ],
)
def test_a_date_is_read_in_every_form(written, first, last):
    assert days(f"定于{written}举行。") == [(date(2031, *first), date(2031, *last))]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("516日", (5, 16), (5, 16)),
        ("75日", (7, 5), (7, 5)),
        ("2031513日至28日", (5, 13), (5, 28)),
        ("2031629日至75日", (6, 29), (7, 5)),
        ("203159", (5, 9), (5, 9)),
        ("203151509:00-09:50", (5, 15), (5, 15)),
        ("61723日", (6, 17), (6, 23)),
        ("165日至7日", (6, 5), (6, 7)),
        ("26 13 日", (6, 13), (6, 13)),
        ("6月19为全国低碳日", (6, 19), (6, 19)),
        ("20316月13日", (6, 13), (6, 13)),
    ],
)
def test_lost_characters_are_put_back(written, first, last):
    (when,) = resolve(mentions_in(clean(f"安排\n{written}\n").text), year=2031)
    assert (when.first, when.last) == (date(2031, *first), date(2031, *last))
    assert when.repaired


@pytest.mark.parametrize(
    "written",
    ["第33个", "3号楼", "0000-86001234", "20302031年度", "X月X日", "13月45日", "2.51%", "135出行", "1.4万人", "日常"],
)
def test_what_is_no_date_is_not_read_as_one(written):
    assert days(f"共{written}参加。") == []


def test_twelve_alone_is_a_day_of_the_month_named_before():
    assert days("6月11日启动，12日上午培训。") == [
        (date(2031, 6, 11), date(2031, 6, 11)),
        (date(2031, 6, 12), date(2031, 6, 12)),
    ]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("6月13日上午9时", "09:00", None),
        ("6月13日下午3∶00", "15:00", None),
        ("6月13日9点半", "09:30", None),
        ("6月13日下午2:30-5:00", "14:30", "17:00"),
        ("6月13日上午9时至6月14日下午5时", "09:00", "17:00"),
        ("6月13日（星期五）17:00前", "17:00", None),
    ],
)
def test_times_of_day_are_read_beside_the_date(written, start, end):
    (when,) = resolve(mentions_in(clean(f"于{written}举行").text), year=2031)
    assert (when.start_time, when.end_time) == (start, end)


def test_a_stated_weekday_decides_between_two_readings():
    (when,) = resolve(mentions_in("2031122日(星期二)召开"), year=2031)
    assert (when.first, when.ambiguous) == (date(2031, 12, 2), False)


def test_the_reading_nearest_to_the_week_is_taken():
    (when,) = resolve(mentions_in("111日召开"), year=2031, anchor=date(2031, 10, 25))
    assert (when.first, when.ambiguous) == (date(2031, 11, 1), True)


def test_a_due_day_after_a_week_in_december_lies_in_the_next_year():
    due, told = resolve(mentions_in("于1月6日前报送，1月6日已开展"), year=2031, anchor=date(2031, 12, 15))
    assert (due.first, due.ambiguous) == (date(2032, 1, 6), False)
    assert told.first == date(2031, 1, 6)
    (summer,) = resolve(mentions_in("于1月6日前报送"), year=2031, anchor=date(2031, 7, 1))
    assert summer.first == date(2031, 1, 6)
