"""The week's report as it stands in its file."""

import pytest

from jieneng.rulebook import activity_section, figures, form, kinds, local_forms
from jieneng.rulebook import report_forms as loader
from jieneng.rulebook.read import RulebookError
from jieneng.rulebook.report_forms import _check_field, _check_rule, _check_section, _form, _require_free

COUNT = {"key": "a", "label": "人数", "type": "count", "unit": "人", "required": True, "help": "x"}


def test_the_summary_is_asked_for_and_has_at_most_two_thousand_characters():
    fields = {field["key"]: field for section in form("week-report")["sections"] for field in section.get("fields", [])}
    assert fields["account.text"]["limit"] == 2000
    assert fields["account.text"]["required"]
    assert fields["pictures.photos"]["max"] == 9
    assert fields["pictures.photos"]["each_activity"]


def test_the_version_is_a_word():
    assert form("week-report")["version"] == "2025.1"


def test_a_form_handed_out_is_a_copy():
    form("week-report")["sections"].clear()
    assert form("week-report")["sections"]


def test_an_activity_opens_into_the_figures_of_its_kind():
    section = activity_section(kinds()["watch_live"])
    assert [field["key"] for field in section["fields"]] == ["watch_live.viewers", "watch_live.halls"]
    assert all(field["item"] in figures() for field in section["fields"])


@pytest.mark.parametrize("kind", list(kinds()))
def test_the_section_of_a_kind_is_a_section_like_others(kind):
    section = activity_section(kinds()[kind])
    assert _check_section(section, "form", set()) == {figure.item for figure in kinds()[kind].figures}


def test_a_rule_about_an_unknown_field_is_refused():
    rule = {"code": "r", "kind": "error", "when": "a.c > 1", "say": "x", "fields": ["a.b"]}
    with pytest.raises(RulebookError, match=r"rule r.fields: 'a.b' is none of"):
        _check_rule(rule, "form", {"a.c"})


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({key: value for key, value in COUNT.items() if key != "unit"}, "unit is missing"),
        (COUNT | {"type": "number"}, "'number' is none of"),
        (COUNT | {"type": "text"}, "limit is missing"),
        (COUNT | {"maxium": 3}, "unknown key maxium"),
    ],
)
def test_a_slip_in_a_field_is_named(field, says):
    with pytest.raises(RulebookError, match=says):
        _check_field(field, "form: field a")


def test_rows_are_counted_only_into_items_that_exist():
    level = {"key": "level", "label": "级别", "type": "choice", "required": True, "help": "x"}
    level["choices"] = [{"code": "state", "label": "国家级"}]
    rows = {"key": "r", "label": "稿件", "type": "rows", "required": False, "help": "x", "fields": [level]}
    with pytest.raises(RulebookError, match="are not the choices"):
        _check_field(rows | {"count_by": {"field": "level", "items": {"city": "media.city"}}}, "form: field r")
    with pytest.raises(RulebookError, match=r"'media.world' is none of"):
        _check_field(rows | {"count_by": {"field": "level", "items": {"state": "media.world"}}}, "form: field r")


def test_a_key_stands_in_one_section_only():
    section = {"key": "s", "title": "x", "fields": [COUNT]}
    with pytest.raises(RulebookError, match="a stands in two sections"):
        _check_section(section, "form", {"a"})


LOCAL = {"use": "local-terms", "code": "local-x", "version": 1, "title": "x", "source": "x", "rules": []}
LOCAL |= {"sections": [{"key": "x", "title": "x", "fields": [COUNT | {"key": "x.a"}]}]}


@pytest.fixture
def read_as(monkeypatch):
    """read_as(whole): the form `local-x`, read as if its file said this."""

    def read(whole):
        monkeypatch.setattr(loader, "load", lambda name: whole)
        return _form.__wrapped__("local-x")

    return read


def test_only_forms_for_local_terms_are_offered_to_a_level():
    assert local_forms()["local-canteen"] == form("local-canteen")["title"]
    assert "week-report" not in local_forms()


def test_a_local_form_is_read_like_any_other(read_as):
    assert read_as(LOCAL)["sections"] == LOCAL["sections"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"use": "local-term"}, "'local-term' is none of local-terms"),
        ({"use": None}, "use: expected str"),
        ({"sections": [{"activities": True}]}, "asked by the campaign's own form"),
        ({"usage": "local-terms"}, "unknown key usage"),
    ],
)
def test_a_slip_in_a_local_form_is_named(read_as, changed, says):
    with pytest.raises(RulebookError, match=says):
        read_as(LOCAL | changed)


def test_a_local_form_asks_nothing_that_another_form_asks():
    taken = set(figures())
    _require_free("local-canteen", taken)
    assert "canteen.diners" in taken
    with pytest.raises(RulebookError, match=r"canteen\.diners"):
        _require_free("local-canteen", taken)
