"""Where dates and ranges stand in a text, in every form met, before anything is known of the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

import cn2an

from jieneng.engine.texts.clock import HALF_DAY, Clock, clock_at
from jieneng.engine.texts.digit_runs import Reading, is_whole, readings

_NUMERAL = "〇○零一二三四五六七八九十"
# Where a date can begin; each alternative is tried by the half reader below.
# Each alternative looks back at the first character, so that a search skips whatever can begin none; of digits only a
# run that some reader could take.
BEGIN = re.compile(
    rf"[\d今本明去{_NUMERAL}](?:(?<=\d)(?<!\d\d)(?=\d{{0,7}}[-/.年月日号:\s]|(?<=2)0[0-4]\d{{3}})|(?<=[今本明去])年\s?(?=\d)"
    rf"|(?<=[一二])[{_NUMERAL}]{{3}}年|(?<=[{_NUMERAL}])[{_NUMERAL}]?月(?=[{_NUMERAL}]))"
)
ISO = re.compile(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d|/|\2\d{1,3}(?!\d))日?")
ISO_END = re.compile(r"(\d{1,2})[./](\d{1,2})(?![\d./])日?")  # 2018.6.11-6.17
REVERSED = re.compile(r"(\d\d)\.(\d\d)\.(20\d\d)(?!\d)")
NUMERALS = re.compile(rf"(?:([一二][{_NUMERAL}]{{3}})年)?(?:([{_NUMERAL}]{{1,3}})月)?([{_NUMERAL}]{{1,3}})[日号]")
CLOSED = re.compile(
    r"(?:(?P<word>今|本|明|去)年\s?)?(?P<run>(?:\d{4}年|20\d\d\s(?=\d))?\d{1,5}月\d{1,3}|\d{4}年\d{1,4}|\d{1,8}(?:\s\d{1,2})?)"
    r"(?:日|(?<=月\d)号|(?<=月\d\d)号)(?!内|常|均|报|产|志|后|子|用|历|元|薪)"
)
OPEN = re.compile(r"(?:(?P<word>今|本|明|去)年\s?)?(?P<run>(?:\d{4}年?)?\d{1,2}月\d{1,2})(?![\d年月日号个%.])")
RUN_BEFORE_CLOCK = re.compile(r"((?:(?:20\d\d年?)?\d{1,2}月|20[0-3]\d年?)\d{2,6}):[0-5]\d(?!\d)")
GLUED = re.compile(r"(20[0-4]\d年?\d{2,4})(?![\d年月日号])")
LOST_DAY = re.compile(r"为|是|起|前|之前|上午|下午|晚|至|到|开展|举办|举行|召开|在|,|。|;|\)|\(|[-—~]|$", re.MULTILINE)
MONTH_END = re.compile(r"(?:(20\d\d)年)?(1[0-2]|[1-9])月底(?=\s?(?:之|以)?前)")
JOIN = re.compile(r"\s?起?\s?(?:至|到|-{1,2}|[—–]{1,3}|~)\s?")
PAIR = re.compile(r"\s?[、和及]\s?(?=(?:\d{1,2}月)?\d{1,2}[日号])")
WEEKDAY = re.compile(r"\s?\(?\s?(?:星期|周|礼拜)\s?([一二三四五六日天])\s?\)?")
BEFORE = re.compile(r"\s?\)?(?:之前|以前|前(?!后|往|期|来|夕|述)|止|截止)|\s?下班前")
ENDING = re.compile(r"(?:截止(?:日期|时间|日)?|截至|最晚|最迟|不晚于|不迟于)[为是:于到在]{0,2}\s?$")
BLOCKING = frozenset("0123456789.:-/〔[第月")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Half:
    """One day of a mention: its possible readings, whether its marks are all there, and what stands beside it."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    whole: bool
    this_year: int | None = None  # 0 for 今年, 1 for 明年, -1 for 去年
    weekday: int | None = None
    weekday_end: int = 0


@dataclass(frozen=True)
class Mention:
    """A day, a range (``joined`` is "range") or two days ("pair"), with times of day."""

    start: int
    end: int
    first: Half
    last: Half | None
    joined: str
    clock: Clock | None
    last_clock: Clock | None
    before: bool  # 前, 截止: a day to be ready by


def mentions_in(text: str) -> list[Mention]:
    """Every date and range of the text, in order."""
    found: list[Mention] = []
    place = 0
    while (begin := BEGIN.search(text, place)) is not None:
        half = _half_at(text, begin.start())
        if half is None:
            place = begin.end()
            continue
        mention = _extend(text, half)
        found.append(mention)
        place = max(mention.end, begin.end())
    return found


def _half_at(text: str, place: int, *, second: bool = False) -> Half | None:
    if not second and place and text[place - 1] in BLOCKING and not _after_ordinal(text, place):
        return _iso(text, place) if text[place - 1] in "[:" else None
    readers = (_iso, _iso_end, _reversed, _numerals, _closed, _clocked, _open, _glued, _month_end)
    half = next((got for read in readers if (second or read is not _iso_end) and (got := read(text, place))), None)
    if half is not None and not second and half.readings[0].month is None and not text[place].isdigit():
        return half if half.this_year is not None else None  # 十七日 alone says too little
    if half is None:
        return None
    weekday = WEEKDAY.match(text, half.end)
    if weekday is None:
        return half
    number = WEEKDAYS.index(weekday[1].replace("天", "日"))
    return Half(half.start, half.end, half.readings, half.whole, half.this_year, number, weekday.end())


def _after_ordinal(text: str, place: int) -> bool:
    """Whether the dot or colon before the place closes a label or an ordinal (1.6月13日, 时间:6月13日)."""
    return (text[place - 1] == ":" and (place < 2 or not text[place - 2].isdigit())) or bool(
        re.search(r"(?:^|[\n。;])\s?\d{1,2}\.$", text[max(0, place - 6) : place])
    )


def _iso(text: str, place: int) -> Half | None:
    found = ISO.match(text, place)
    if found is None:
        return None
    return _known(found.start(), found.end(), f"{int(found[1])}年{int(found[3])}月{int(found[4])}")


def _iso_end(text: str, place: int) -> Half | None:
    found = ISO_END.match(text, place)
    after_iso = ISO.search(text, max(0, place - 14), place)
    return _known(place, found.end(), f"{int(found[1])}月{int(found[2])}") if found and after_iso else None


def _reversed(text: str, place: int) -> Half | None:
    found = REVERSED.match(text, place)
    if found is None:
        return None
    return _known(found.start(), found.end(), f"{found[3]}年{int(found[2])}月{int(found[1])}")


def _numerals(text: str, place: int) -> Half | None:
    found = NUMERALS.match(text, place)
    if found is None:
        return None
    year = "".join(
        str("〇一二三四五六七八九".find(each.replace("○", "〇").replace("零", "〇"))) for each in found[1] or ""
    )
    month, day = _number(found[2]) if found[2] else None, _number(found[3])
    if day is None or not (year.isdigit() or not year) or (found[2] and month is None) or (year and not month):
        return None
    return _known(found.start(), found.end(), f"{year + '年' if year else ''}{f'{month}月' if month else ''}{day}")


@lru_cache(maxsize=256)
def _number(numeral: str) -> int | None:
    """A Chinese numeral below one hundred.

    >>> _number("十一"), _number("二十三"), _number("六"), _number("六六")
    (11, 23, 6, None)
    """
    try:
        return int(cn2an.cn2an(numeral, "strict"))
    except ValueError:
        return None


def _known(start: int, end: int, run: str) -> Half | None:
    got = readings(run)
    return Half(start, end, got, True) if got else None


def _closed(text: str, place: int) -> Half | None:
    found = CLOSED.match(text, place)
    if found is None:
        return None
    run = re.sub(r"(?<=^20\d\d)\s", "年", found["run"]).replace(" ", "月")
    got = readings(run)
    at_start = place == 0 or text[place - 1] in "\n。;,:("
    got = tuple(each for each in got if not each.dropped or at_start)
    got = tuple(each for each in got if each.month is None) or got  # 12日 is the 12th, never 1月2日
    if not got:
        return None
    start = place + (1 if all(each.dropped for each in got) else 0)
    whole = is_whole(found["run"]) and (got[0].month is None or "月" in found["run"]) and not got[0].dropped
    return Half(start, found.end(), got, whole, _this_year(found["word"]))


def _clocked(text: str, place: int) -> Half | None:
    """A run glued to the time that follows: 202451509:00 is 2024, 5, 15 and 09:00."""
    found = RUN_BEFORE_CLOCK.match(text, place)
    if found is None:
        return None
    for n_hour in (2, 1):
        run, hour = found[1][:-n_hour], found[1][-n_hour:]
        got = [each for each in readings(run) if each.month and not each.dropped and each.last_day is None]
        if hour.isdigit() and int(hour) < 24 and got:
            return Half(place, place + len(run), tuple(got), False)
    return None


def _open(text: str, place: int) -> Half | None:
    """A month and a number without 日: the first half of a range (6月14-20日), or the mark was lost (6月19为)."""
    found = OPEN.match(text, place)
    if found is None:
        return None
    got = tuple(each for each in readings(found["run"]) if not each.dropped)
    join = JOIN.match(text, found.end())
    ranged = join is not None and re.compile(r"(?:\d{1,2}月)?\d{1,2}[日号]").match(text, join.end()) is not None
    if not got or not (ranged or LOST_DAY.match(text, found.end()) or clock_at(text, found.end())):
        return None
    return Half(place, found.end(), got, ranged and is_whole(found["run"]), _this_year(found["word"]))


def _glued(text: str, place: int) -> Half | None:
    """A run that begins with a year and ends its line, or begins a range: 202459, 2024513至28日."""
    found = GLUED.match(text, place)
    if found is None:
        return None
    line_start = place == 0 or text[place - 1] == "\n"
    signed = place > 0 and text[place - 1] in " 局厅委办府室处部会"
    ends = found.end() == len(text) or text[found.end()] == "\n"
    join = JOIN.match(text, found.end())
    ranged = join is not None and re.compile(r"\d{1,4}[日号]").match(text, join.end()) is not None
    if not (ranged or (ends and (line_start or signed))):
        return None
    got = tuple(each for each in readings(found[1]) if each.year and not each.dropped and each.last_day is None)
    return Half(place, found.end(), got, False) if got else None


def _month_end(text: str, place: int) -> Half | None:
    """8月底前: by the last day of the month."""
    found = MONTH_END.match(text, place)
    if found is None:
        return None
    last = calendar.monthrange(int(found[1] or 2023), int(found[2]))[1]
    return _known(place, found.end(), f"{found[1] + '年' if found[1] else ''}{found[2]}月{last}")


def _this_year(word: str | None) -> int | None:
    return {"今": 0, "本": 0, "明": 1, "去": -1}.get(word) if word else None


def _extend(text: str, first: Half) -> Mention:
    """Take in what follows the first day: its time, the other end of the range, and 前."""
    end = max(first.end, first.weekday_end)
    clock = clock_at(text, end)
    if clock:
        end = clock.end
    elif half_day := HALF_DAY.match(text, end):
        end = half_day.end()
    joined, last, last_clock = "", None, None
    for pattern, name in ((JOIN, "range"), (PAIR, "pair")):
        join = pattern.match(text, end)
        if join is None:
            continue
        last = _half_at(text, join.end(), second=True)
        if last is not None:
            joined, end = name, max(last.end, last.weekday_end)
            last_clock = clock_at(text, end)
        elif clock is not None and name == "range":
            last_clock = clock_at(text, join.end(), late=clock.late)
        end = last_clock.end if last_clock else end
        break
    if joined == "pair" and clock is None:
        clock, last_clock = last_clock, clock_at_join(text, end)
        end = last_clock.end if last_clock else end
    before = (
        BEFORE.match(text, end) is not None or ENDING.search(text[max(0, first.start - 10) : first.start]) is not None
    )
    return Mention(first.start, end, first, last, joined, clock, last_clock, before)


def clock_at_join(text: str, place: int) -> Clock | None:
    """The time after a dash: the end of 9:00-11:00 once 9:00 is read."""
    join = JOIN.match(text, place)
    return clock_at(text, join.end()) if join else None
