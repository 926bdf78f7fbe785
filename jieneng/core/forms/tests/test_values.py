"""Texts, choices, days, photos, files and rows: what is stored, and every problem at once."""

import pytest

from jieneng.core.forms.tests.declared import FIELDS, small_form
from jieneng.core.forms.values import clean, length

FORM = small_form()
RIGHT = {"text": "一是"}


def cleaned(**typed):
    return clean(FORM, RIGHT | typed)


def problems(**typed):
    return {key: problem.code for key, problem in cleaned(**typed).problems.items()}


def article(**cells):
    return {"media": "云川日报", "level": "city", "date": "2025-06-24"} | cells


def required(at):
    return small_form(FIELDS[at] | {"required": True})


def test_an_answer_with_only_what_is_required_is_right():
    reading = clean(FORM, RIGHT)
    assert reading.problems == {}
    assert reading.values.keys() == FORM.fields.keys()
    assert reading.values["text"] == "一是"


def test_all_problems_are_found_at_once():
    assert problems(text="", people={"n": "很多"}, day="明天", level="village") == {
        "text": "form-field-missing",
        "people": "form-not-a-number",
        "day": "form-date-unknown",
        "level": "form-choice-unknown",
    }


def test_a_text_of_blanks_is_missing():
    assert problems(text=" \n　") == {"text": "form-field-missing"}


def test_the_limit_of_a_text_counts_no_blanks_and_no_line_ends():
    assert problems(text="一二三四五\n\n　六七 八九十") == {}
    assert problems(text="一二三四五六七八九十。") == {"text": "form-text-too-long"}
    assert cleaned(text="一二三四五六七八九十。").problems["text"].facts == {"n": 11, "limit": 10}


@pytest.mark.parametrize(("text", "n"), [("", 0), (" 　\t\n", 0), ("节能 降碳", 4), ("A4 纸", 3), ("，。", 2)])
def test_a_length_is_the_number_of_characters_one_can_see(text, n):
    assert length(text) == n


DAYS = [
    "2025-06-23",
    "2025-6-23",
    "2025年6月23日",
    "2025年6月23",
    "2025/6/23",
    "2025.6.23",
    "２０２５－６－２３",
    " 2025-6-23",
]
NO_DAYS = ["2025-02-30", "6月23日", "2025-13-1", "20250623", "2025-06-23 10:00", "0000-1-1", "明天"]


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_may_be_typed_in_many_ways(typed):
    assert cleaned(day=typed).values["day"] == "2025-06-23"


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_day_is_refused(typed):
    assert problems(day=typed) == {"day": "form-date-unknown"}
    assert cleaned(day=typed).values["day"] is None


def test_a_required_day_must_be_given():
    assert clean(required(6), {}).problems["day"].code == "form-field-missing"
    assert clean(required(6), {"day": "明天"}).problems["day"].code == "form-date-unknown"


def test_a_choice_is_one_of_those_offered():
    assert cleaned(level="city").values["level"] == "city"
    assert cleaned(level="").values["level"] is None
    assert problems(level="市级") == {"level": "form-choice-unknown"}


def test_a_required_choice_must_be_made():
    assert clean(required(5), {}).problems["level"].code == "form-field-missing"


def test_a_tick_is_there_or_not():
    assert cleaned(low_energy="on").values["low_energy"] is True
    assert cleaned(low_energy="").values["low_energy"] is False
    assert cleaned().values["low_energy"] is False


def test_a_file_is_named_by_its_number():
    assert cleaned(list="17").values["list"] == 17
    assert cleaned(list="../17").values["list"] is None
    assert cleaned(list="9" * 5000).values["list"] is None
    assert clean(required(8), {}).problems["list"].code == "form-field-missing"


def test_photos_are_stored_with_file_caption_and_activity():
    reading = cleaned(photos=[{"file": "7", "caption": " 签名墙 ", "activity": "a1"}, {"file": 8, "caption": "会场"}])
    assert reading.problems == {}
    assert reading.values["photos"] == [
        {"file": 7, "caption": "签名墙", "activity": "a1"},
        {"file": 8, "caption": "会场", "activity": ""},
    ]


def test_a_photo_without_a_file_is_no_photo():
    assert cleaned(photos=[{"file": "", "caption": "签名墙"}, {"caption": "x"}]).values["photos"] == []


def test_a_photo_needs_a_caption_of_its_own():
    reading = cleaned(photos=[{"file": "7", "caption": "会场"}, {"file": "8", "caption": " "}])
    assert reading.problems["photos"].code == "form-caption-missing"
    assert reading.problems["photos"].facts == {"n": 2}


def test_a_caption_is_not_cut_but_asked_to_be_shorter():
    reading = cleaned(photos=[{"file": "7", "caption": "六月二十三日上午会场"}])
    assert reading.problems["photos"].code == "form-text-too-long"
    assert "照片第1张说明" in reading.problems["photos"].sentence


def test_there_may_be_so_many_photos_and_no_more():
    photo = {"file": "7", "caption": "会场"}
    assert problems(photos=[photo] * 2) == {}
    assert problems(photos=[photo] * 3) == {"photos": "form-too-many-photos"}


def test_required_photos_must_be_there():
    assert clean(required(7), {"photos": [{"caption": "会场"}]}).problems["photos"].code == "form-too-few-photos"


def test_rows_are_cleaned_column_by_column():
    reading = cleaned(articles=[article(), {"media": "人民日报", "level": "state", "link": "x"}])
    assert reading.problems == {}
    assert reading.values["articles"] == [
        {"media": "云川日报", "level": "city", "date": "2025-06-24"},
        {"media": "人民日报", "level": "state", "date": None},
    ]


def test_a_problem_in_a_row_names_the_row_and_the_column():
    reading = cleaned(articles=[article(), article(level="village"), article(media="")])
    assert reading.problems.keys() == {"articles"}
    assert reading.problems["articles"].code == "form-choice-unknown"
    assert reading.problems["articles"].field == "刊播稿件第2行媒体级别"


def test_there_may_be_so_many_rows_and_no_more():
    assert problems(articles=[article()] * 3) == {}
    assert problems(articles=[article()] * 4) == {"articles": "form-above-limit"}


def test_required_rows_must_be_there():
    assert clean(required(9), {}).problems["articles"].code == "form-field-missing"
    assert not clean(required(9), {"articles": [article()]}).problems


def test_without_rows_there_is_an_empty_list():
    assert cleaned().values["articles"] == []


def test_a_tick_beside_a_photo_is_kept_as_yes_or_no():
    consent = {"key": "consent", "label": "同意公开", "type": "flag"}
    at = next(at for at, entry in enumerate(FIELDS) if entry["key"] == "photos")
    form = small_form(FIELDS[at] | {"fields": [*FIELDS[at]["fields"], consent]})
    typed = [{"file": "7", "caption": "会场", "consent": "1"}, {"file": "8", "caption": "门口"}]
    stored = clean(form, RIGHT | {"photos": typed}).values["photos"]
    assert [photo["consent"] for photo in stored] == [True, False]
