"""A county asks a section of its own when it passes the week's notice on: its units answer it, nobody else is asked."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.actions.publishing import publish
from jieneng.apps.notices.models import Notice
from jieneng.apps.notices.tests.cascade import drafted, passed_on, published
from jieneng.apps.publicity.actions import compose
from jieneng.core.collections.actions import Incomplete, Point, accept, return_answer, submit
from jieneng.core.collections.models import Collection, LocalTerms
from jieneng.core.collections.terms import form_for
from jieneng.core.documents.queries import behind
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.totals import total
from jieneng.core.facts.verify import verify
from jieneng.core.forms.models import FormVersion

ASKED = {
    "canteen.diners": {"n": "300", "how": "exact"},
    "canteen.waste_kg": {"n": "410", "how": "approx"},
    "canteen.measures": "按量备餐，提供半份菜。",
}


@pytest.fixture
def week(town, now, raw):
    """Asked by the province, passed on by the city, and with the canteen section by the county."""
    first = published(town, now, "province", "root")
    second = passed_on(town, first, now, "city", "ines", due_at=now + timedelta(days=8))
    third = passed_on(town, second, now, due_at=now + timedelta(days=6), extra_form="local-canteen")
    asked = {key: value for key, value in raw.items() if not key.startswith("publicity_materials.")}
    return SimpleNamespace(first=first, second=second, third=third, collection=Collection.objects.get(), raw=asked)


def hand_in(week, town, now, raw, who="sam", where="school", **options):
    by, organization = town.people[who], town.organizations[where]
    return submit(week.collection, organization, raw, draft_no=0, by=by, now=now, **options)


def keys(week, organization):
    return form_for(week.collection, organization.path).fields.keys()


def test_only_the_units_of_the_county_that_asks_are_asked(week, town, now):
    assert keys(week, town.school) >= {"canteen.diners", "canteen.waste_kg", "canteen.measures"}
    for other in (town.school2, town.library, town.county, town.county2, town.city, town.school3):
        assert not any(key.startswith("canteen.") for key in keys(week, other))
    assert Collection.objects.count() == 1
    section = form_for(week.collection, town.school.path).sections[-1]
    assert section.title == "食堂节约情况（望岭县机关事务服务中心补充）"


def test_the_section_is_kept_as_it_stood_when_it_was_asked(week):
    kept = LocalTerms.objects.get(extra_form__isnull=False).extra_form
    assert FormVersion.objects.get(code="local-canteen") == kept
    assert [section["key"] for section in kept.definition["sections"]] == ["canteen"]


def test_the_answers_count_at_every_level_above(week, town, now):
    with pytest.raises(Incomplete) as refused:
        hand_in(week, town, now, week.raw)
    assert set(refused.value.problems) == {"canteen.diners", "canteen.measures"}
    submission = hand_in(week, town, now, week.raw | ASKED)
    accept(submission, by=town.cora, now=now)
    fold_all(now)
    series = week.collection.series_id
    for node in (town.county, town.city, town.province):
        assert total(series, node.path).sum("canteen.waste_kg") == [410, 1, 1, 0]
        assert total(series, node.path).sum("watch_live.viewers") == [86, 1, 0, 0]
    assert total(series, town.county2.path).sum("canteen.waste_kg") == [0, 0, 0, 0]
    assert verify() == []


def test_the_pages_of_the_report_show_the_section(week, town, now):
    sam, cora, root = town.client(town.sam), town.client(town.cora), town.client(town.root)
    filling = sam.get(reverse("reporting:report", args=[week.collection.pk])).content.decode()
    assert "食堂节约情况（望岭县机关事务服务中心补充）" in filling
    submission = hand_in(week, town, now, week.raw | ASKED)
    for client, name, args in (
        (cora, "review_one", (week.collection.pk, submission.pk)),
        (sam, "submission", (submission.pk,)),
        (root, "submission", (submission.pk,)),
        (sam, "receipt", (submission.pk,)),
    ):
        shown = client.get(reverse(f"reporting:{name}", args=args))
        assert shown.status_code == 200
        if name != "receipt":
            assert "厨余垃圾" in shown.content.decode()
            assert "按量备餐" in shown.content.decode()


def test_a_field_of_the_section_is_given_back_and_answered(week, town, now):
    submission = hand_in(week, town, now, week.raw | ASKED)
    points = [Point("canteen.waste_kg", "implausible", "请核对重量")]
    due = now + timedelta(days=1)
    return_answer(submission, points, text="请核对", reason="implausible", due_at=due, by=town.cora, now=now)
    submission.refresh_from_db()
    shown = town.client(town.sam).get(reverse("reporting:report", args=[week.collection.pk])).content.decode()
    assert "请核对重量" in shown
    again = week.raw | ASKED | {"canteen.waste_kg": {"n": "41", "how": "exact"}}
    answered = submit(
        week.collection, town.school, again, draft_no=submission.draft_no, by=town.sam, now=now,
        notes={"canteen.waste_kg": "已核对"},
    )  # fmt: skip
    accept(answered, by=town.cora, now=now)
    fold_all(now)
    assert total(week.collection.series_id, town.city.path).sum("canteen.waste_kg") == [41, 1, 0, 0]
    assert verify() == []


def test_a_report_that_came_before_the_section_stands_as_it_is(town, now, raw):
    first = published(town, now)
    collection = Collection.objects.get()
    asked = {key: value for key, value in raw.items() if not key.startswith("publicity_materials.")}
    submission = submit(collection, town.school, asked, draft_no=0, by=town.sam, now=now)
    passed_on(town, first, now, extra_form="local-canteen")
    shown = town.client(town.cora).get(reverse("reporting:review_one", args=[collection.pk, submission.pk]))
    assert shown.status_code == 200
    accept(submission, by=town.cora, now=now)
    fold_all(now)
    assert total(collection.series_id, town.city.path).sum("canteen.diners") == [0, 0, 0, 0]
    assert verify() == []


def test_what_the_upper_level_asks_already_is_asked_once(town, now):
    first = published(town, now, "province", "root")
    second = passed_on(town, first, now, "city", "ines", due_at=now + timedelta(days=8), extra_form="local-canteen")
    passed_on(town, second, now, due_at=now + timedelta(days=6), extra_form="local-canteen")
    titles = [section.title for section in form_for(Collection.objects.get(), town.school.path).sections]
    assert titles.count("食堂节约情况（云川市机关事务管理局补充）") == 1
    assert sum("食堂" in title for title in titles) == 1


def test_the_brief_of_any_level_is_composed_and_opened_as_before(week, town, now):
    accept(hand_in(week, town, now, week.raw | ASKED), by=town.cora, now=now)
    fold_all(now)
    for organization, by in ((town.county, town.cora), (town.city, town.ines), (town.province, town.root)):
        brief = compose(week.collection, organization, by=by, now=now)
        viewers = brief.document.citations.get(item="watch_live.viewers")
        assert viewers.sum == [86, 1, 0, 0]
        assert [row.name for row in behind(viewers, seen_by=by, node=organization.path)] == [town.school.name]
        assert town.client(by).get(reverse("publicity:brief", args=[brief.pk])).status_code == 200


def test_the_section_is_chosen_in_the_form_that_passes_on(town, now):
    upper = published(town, now)
    draft = pass_on(upper, town.county, by=town.cora, now=now)
    cora = town.client(town.cora)
    shown = cora.get(reverse("notices:edit", args=[draft.pk])).content.decode()
    assert "本级补充项" in shown
    assert "不补充" in shown
    sent = {"_key": uuid4().hex, "edit_no": draft.document.edit_no, "title": "转发", "text": "请照办。"}
    day = (now + timedelta(days=5)).date().isoformat()
    sent |= {"due_on": day, "due_time": "17:00"}
    address = reverse("notices:edit_save", args=[draft.pk])
    assert cora.post(address, sent | {"_key": uuid4().hex, "extra_form": "week-report"}).status_code == 422
    cora.post(address, sent | {"extra_form": "local-canteen"})
    draft = Notice.objects.get(pk=draft.pk)
    assert draft.extra_form == "local-canteen"
    assert "食堂节约情况" in cora.get(reverse("notices:notice", args=[draft.pk])).content.decode()
    publish(draft, edit_no=draft.document.edit_no, by=town.cora, now=now)
    assert LocalTerms.objects.get().extra_form.code == "local-canteen"


def test_who_asks_first_is_not_offered_it(town, now):
    draft = drafted(town, now)
    shown = town.client(town.ines).get(reverse("notices:edit", args=[draft.pk])).content.decode()
    assert "本级补充项" not in shown
