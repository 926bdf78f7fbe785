"""A form as a page and as a paper's table: what stands where, and what it says."""

from types import SimpleNamespace

from jieneng.core.forms.checks import flags
from jieneng.core.forms.definition import form_from
from jieneng.core.forms.page import Found, file_ids, page, typed
from jieneng.core.forms.table import blocks, rows
from jieneng.core.forms.values import clean

PHOTO = {"key": "caption", "label": "说明", "type": "text", "limit": 20, "required": True}
FORM = form_from(
    {
        "code": "small",
        "version": "1",
        "title": "小表",
        "sections": [
            {
                "key": "watch",
                "title": "收看",
                "activity": "a1",
                "fields": [
                    {
                        "key": "viewers@2",
                        "label": "观看人数",
                        "type": "count",
                        "unit": "人",
                        "item": "v",
                        "soft_max": 500,
                    },
                    {"key": "halls", "label": "会场", "type": "count", "unit": "处", "required": True},
                ],
            },
            {"key": "text", "title": "总结", "fields": [{"key": "text", "label": "总结", "type": "text", "limit": 50}]},
            {
                "key": "photos",
                "title": "照片",
                "fields": [
                    {"key": "p", "label": "照片", "type": "photos", "each_activity": True, "max": 3, "fields": [PHOTO]}
                ],
            },
        ],
    }
)
RAW = {
    "viewers@2": {"n": "1200", "how": "approx"},
    "halls": {"n": "", "how": "none"},
    "text": "一是收看。\n二是张贴。",
    "p": [{"file": "7", "caption": "现场", "activity": "a1"}, {"file": "8", "caption": "", "activity": ""}],
}


def of(shown, key):
    return next(asked for part in shown.parts for asked in part.fields if asked.key == key)


def test_figures_stand_apart_from_texts_and_photographs():
    shown = page(FORM, RAW)
    assert [part.section.key for part in shown.figures] == ["watch"]
    assert [part.section.key for part in shown.wide] == ["text", "photos"]


def test_an_id_can_be_said_in_a_selector():
    assert of(page(FORM, RAW), "viewers@2").id == "f-viewers-2"


def test_what_was_stored_is_shown_as_it_would_be_typed():
    values = clean(FORM, RAW).values
    assert typed(FORM, values)["viewers@2"] == {"n": "1200", "how": "approx"}
    shown = page(FORM, typed(FORM, values), open_keys=())
    assert (of(shown, "viewers@2").shown, of(shown, "viewers@2").how_label) == ("1,200", "约数")
    assert of(shown, "halls").shown == "未统计"


def test_only_open_fields_have_inputs():
    shown = page(FORM, RAW, open_keys={"text"})
    templates = {asked.key: asked.template for part in shown.parts for asked in part.fields}
    assert templates == {
        "viewers@2": "report_forms/shown.html",
        "halls": "report_forms/shown.html",
        "text": "report_forms/text.html",
        "p": "report_forms/photos_shown.html",
    }


def test_a_photograph_that_is_not_ones_own_is_not_shown():
    mine = SimpleNamespace(pk=7)
    lines = of(page(FORM, RAW, Found(files={7: mine})), "p").lines
    assert [(line.file, line.activity_title) for line in lines] == [(mine, "收看")]
    assert file_ids(FORM, RAW) == {7, 8}


def test_a_section_says_how_far_it_is():
    def states(raw, **found):
        return [part.state for part in page(FORM, raw, Found(**found)).parts][:2]

    assert states({}) == [("idle", "未填"), ("idle", "未填")]
    assert states(RAW) == [("done", "已填"), ("done", "已填")]
    doubts = flags(FORM, clean(FORM, RAW).values)
    assert states(RAW, flags=doubts)[0] == ("back", "1 处待核对")
    problems = clean(FORM, {}).problems
    assert page(FORM, {}, Found(problems=problems)).problems[0].key == "halls"


def test_a_paper_gets_a_table_of_figures_and_the_text():
    values = clean(FORM, RAW).values
    assert [(row.label, row.value, row.unit, row.how) for row in rows(FORM, values)] == [
        ("观看人数", "1,200", "人", "约数"),
        ("会场", "未统计", "处", ""),
    ]
    kinds = [type(block).__name__ for block in blocks(FORM, values)]
    assert kinds == ["Heading", "Table", "Heading", "Paragraph", "Paragraph"]
