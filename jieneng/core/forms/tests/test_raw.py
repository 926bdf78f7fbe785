"""What was typed, as it comes from a posted page."""

from django.http import QueryDict

from jieneng.core.forms.raw import note_of, read
from jieneng.core.forms.tests.declared import small_form

FORM = small_form()


def posted(**fields):
    page = QueryDict(mutable=True)
    page.update({name.replace("__how", ":how"): value for name, value in fields.items()})
    return page


def rows(**cells):
    page = QueryDict(mutable=True)
    page.update({f"articles[{name[1:].split('_')[0]}].{name.split('_')[1]}": value for name, value in cells.items()})
    return read(FORM, page)["articles"]


def test_a_text_and_a_number_are_kept_as_typed():
    raw = read(FORM, posted(text="一是 收看", rooms=" １２ "))
    assert raw["text"] == "一是 收看"
    assert raw["rooms"] == "１２"


def test_a_count_has_its_number_and_how_it_was_counted():
    raw = read(FORM, posted(people="约3万", people__how="approx"))
    assert raw["people"] == {"n": "约3万", "how": "approx"}


def test_a_count_is_exact_unless_something_else_is_said():
    assert read(FORM, posted(people="3"))["people"] == {"n": "3", "how": "exact"}


def test_an_empty_page_has_every_key_and_nothing_typed():
    raw = read(FORM, posted())
    assert raw.keys() == FORM.fields.keys()
    assert raw["text"] == ""
    assert raw["people"] == {"n": "", "how": "exact"}
    assert raw["articles"] == raw["photos"] == []


def test_rows_are_read_by_their_number_whatever_the_order_of_the_names():
    assert rows(r2_media="丙", r0_media="甲", r0_level="state", r10_media="丁") == [
        {"media": "甲", "level": "state"},
        {"media": "丙"},
        {"media": "丁"},
    ]


def test_a_row_in_which_nothing_is_typed_is_none():
    assert rows(r0_media="", r0_level="  ", r1_media="乙") == [{"media": "乙"}]


def test_a_row_beyond_two_hundred_is_not_read():
    assert rows(r199_media="甲", r200_media="乙", r9999_media="丙") == [{"media": "甲"}]


def test_photos_are_rows_of_their_own_field():
    page = QueryDict("photos[0].file=7&photos[0].caption=%E7%AD%BE%E5%90%8D&articles[0].media=x")
    raw = read(FORM, page)
    assert raw["photos"] == [{"file": "7", "caption": "签名"}]
    assert raw["articles"] == [{"media": "x"}]


def test_names_that_the_form_does_not_have_are_passed_over():
    raw = read(FORM, posted(elsewhere="1", csrfmiddlewaretoken="x"))
    assert raw.keys() == FORM.fields.keys()


def test_only_the_wanted_fields_are_read():
    assert read(FORM, posted(text="x", rooms="1"), only=["rooms", "elsewhere"]) == {"rooms": "1"}


def test_line_ends_are_those_of_the_house_and_nul_does_not_reach_the_database():
    assert read(FORM, posted(text="一是\r\n二是\x00。"))["text"] == "一是\n二是。"


def test_a_note_stands_beside_its_figure_and_has_an_end():
    page = QueryDict(mutable=True)
    page["note:people"] = "  含代管机构 "
    page["note:viewers"] = "长" * 900
    assert note_of(page, "people") == "含代管机构"
    assert len(note_of(page, "viewers")) == 500
    assert note_of(page, "rooms") == ""
