"""What people put right in a reading is kept as an example, without persons and numbers to call."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from jieneng.apps.notices.actions.examples import export, exported
from jieneng.apps.notices.actions.reading_in import confirm, decide, read_in
from jieneng.apps.notices.models import ReadingCorrection
from jieneng.apps.notices.queries import corrections
from jieneng.apps.notices.reading.answers import answer
from jieneng.apps.notices.reading.corrected import corrected, passage
from jieneng.apps.notices.reading.decisions import first_decisions, posted
from jieneng.apps.notices.tests.test_reading import DOUBTFUL, NOTICE, all_confirmed, reading_of
from jieneng.core.audit.models import Entry
from jieneng.ui.refusals import Refused

CONTACTS = "\n（联系人：某经办人，0000-86001234，jnc@yanshi.example，材料不超过1500字）\n"


def decided(reading, ok=(), **typed):
    data = QueryDict(mutable=True)
    data.setlist("ok", list(ok))
    data.update({name.replace("__", "-", 1).replace("_", ".", 1): value for name, value in typed.items()})
    return posted(reading, first_decisions(reading), data)[0]


def test_a_corrected_value_is_kept_with_the_line_around_it(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    decisions = decided(upper.reading, ["themes-0", "doc_no"], themes__0_slogan="节能增效，焕新引领")
    decide(upper, decisions, edit_no=0, by=town.ines)
    (kept,) = ReadingCorrection.objects.all()
    assert (kept.field, kept.right) == ("themes.slogan", "节能增效，焕新引领")
    assert kept.read == upper.reading["themes"][0]["slogan"]
    assert kept.passage.startswith("2025年全国节能宣传周为623日至29日，主题是")
    assert kept.reader == upper.reading["reader"]


def test_the_last_word_stands_and_what_was_taken_back_is_no_correction(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    decide(upper, decided(upper.reading, ["doc_no"], doc__no=""), edit_no=0, by=town.ines)
    decisions = decided(upper.reading, ["themes-0"], themes__0_slogan="另一个主题")
    decide(upper, decisions, edit_no=1, by=town.ines)
    upper.refresh_from_db()
    decide(upper, first_decisions(upper.reading), edit_no=2, by=town.ines)
    assert not ReadingCorrection.objects.exists()


def test_what_was_missed_is_kept_with_nothing_read(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    decisions = decided(upper.reading, **{"themes__new_slogan": "通知", "themes__new_scope": "other"})
    confirm(upper, all_confirmed(upper.reading, decisions), edit_no=0, by=town.ines)
    missed = ReadingCorrection.objects.get(field="themes.slogan", right="通知")
    assert missed.read == ""
    assert "通知" in missed.passage


def test_contacts_are_left_out_and_cut_out_of_what_stands_near_them():
    text = NOTICE + CONTACTS
    reading = reading_of(text)
    decisions = first_decisions(reading)
    for row in decisions["rows"].values():
        row["state"] = "ok"
        row["value"] = {name: f"{said}改" for name, said in row["value"].items()}
    found = list(corrected(text, reading, decisions))
    assert found
    assert not [each for each in found if each.field.startswith("contacts")]
    assert not [each for each in found if "86001234" in each.passage or "jnc@" in each.passage]
    assert all(len(each.passage) <= 200 for each in found)


def test_a_number_to_call_is_cut_out_of_a_passage():
    text = "请拨打热线0000-86001234咨询节能产品"
    reading = {"contacts": []}
    assert passage(text, reading, ((2, 5),)) == "打热线"
    assert passage("热线0000-86001234展示节能产品", reading, ((0, 2),)) == "热线（略）展示节能产品"


def test_making_one_activity_of_two_is_no_correction():
    reading = reading_of(DOUBTFUL)
    same = next(n for n, warning in enumerate(reading["warnings"]) if warning["code"] == "same-slot")
    decisions = answer(reading, first_decisions(reading), same, 0)
    assert not [each for each in corrected(DOUBTFUL, reading, decisions) if each.field.startswith("activities")]


def test_the_system_administrator_takes_the_examples_away_and_it_is_written_down(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    decisions = decided(upper.reading, ["themes-0"], themes__0_slogan="节能增效，焕新引领")
    decide(upper, decisions, edit_no=0, by=town.ines)
    sue = town.client(town.person("sue", "市局系统管理员", "city", "system_admin"))
    page = sue.get(reverse("notices:corrections")).content.decode()
    assert "主题：主题" in page
    assert "焕新引领" not in page
    sent = sue.post(reverse("notices:corrections_export"), {"_key": "k" * 20})
    (line,) = sue.get(sent.url).content.decode().splitlines()
    example = json.loads(line)
    assert set(example) == {"field", "text", "read", "right"}
    assert example["right"] == "节能增效，焕新引领"
    assert Entry.objects.get(action="reader.export").changes == {"n": 1}


def test_an_export_takes_the_latest_as_many_as_fit(town, now, monkeypatch):
    monkeypatch.setattr(corrections, "MOST", 1)
    for slogan in ("节能增效，焕新引领", "绿色低碳，美丽家园"):
        upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
        decide(upper, decided(upper.reading, ["themes-0"], themes__0_slogan=slogan), edit_no=0, by=town.ines)
    sue = town.person("sue", "市局系统管理员", "city", "system_admin")
    entry = export(town.city, by=sue)
    assert entry.changes == {"n": 1}
    assert [each["right"] for each in exported(entry.pk, town.city, entry.at, by=sue)] == ["绿色低碳，美丽家园"]


def test_nobody_else_takes_them_away(town):
    for person in (town.ines, town.ada, town.sam):
        answered = town.client(person).get(reverse("notices:corrections"))
        assert answered.status_code == 403


def test_an_export_is_fetched_by_who_wrote_it_down(town):
    sue = town.client(town.person("sue", "市局系统管理员", "city", "system_admin"))
    assert sue.get(reverse("notices:corrections_file"), {"of": "12345"}).status_code == 409


def test_a_correction_names_no_person():
    assert {field.name for field in ReadingCorrection._meta.concrete_fields} == {
        "id", "upper", "place", "field", "read", "right", "passage", "reader", "at",
    }  # fmt: skip


def test_values_that_were_not_confirmed_are_no_examples():
    reading = reading_of(DOUBTFUL)
    decisions = decided(reading, [], themes__0_slogan="另一个")
    with pytest.raises(StopIteration):
        next(each for each in corrected(DOUBTFUL, reading, decisions))


def test_an_export_needs_its_role(town):
    with pytest.raises(Refused, match="not-allowed"):
        export(town.city, by=town.ines)
