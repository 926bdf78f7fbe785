"""A level sets up a campaign of its own under the one from above: its own activities, the same themes, one report."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.actions.local import set_up_local
from jieneng.apps.notices.actions.passing import pass_on
from jieneng.apps.notices.queries.campaign_page import campaign_page
from jieneng.apps.notices.tests.cascade import campaign_of, passed_on, published
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.actions import Content, ask_for_report, publish
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.actions.opening import Terms
from jieneng.core.collections.models import Collection
from jieneng.core.orgs.models import Audience
from jieneng.ui.refusals import Refused

OWN = {"kind": "quiz", "title": "全县节能知识竞答", "start_date": date(2026, 6, 24)}
INSIDE = {"kind": "meeting", "title": "县中心动员会", "start_date": date(2026, 6, 23), "passed_on": False}


def local(town, upper, where="county", by="cora", activities=(OWN, INSIDE)):
    content = Content(title="望岭县节能宣传周", year=upper.year, activities=activities)
    return set_up_local(upper, town.organizations[where], content, by=town.people[by])


def page(client, view, *args):
    return client.get(reverse(f"notices:{view}", args=args))


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def post(client, view, *args, **data):
    return client.post(reverse(f"notices:{view}", args=args), {"_key": uuid4().hex, **data})


def typed(client, upper):
    """What the form of a local campaign sends as it opens, with one activity typed in."""
    form = page(client, "local_new", upper.pk).context["forms"]
    sent = {"title": form.head.initial["title"], "year": form.head.initial["year"]}
    for rows in (form.themes, form.periods, form.activities):
        sent |= {f"{rows.prefix}-TOTAL_FORMS": len(rows.initial) + 1, f"{rows.prefix}-INITIAL_FORMS": len(rows.initial)}
        sent |= {
            f"{rows.prefix}-{n}-{name}": value for n, row in enumerate(rows.initial) for name, value in row.items()
        }
        sent[f"{rows.prefix}-{len(rows.initial)}-scope"] = "week"  # a browser sends the choices of an empty row too
    sent |= {"activities-0-kind": "quiz", "activities-0-title": "全县节能知识竞答", "activities-0-passed_on": "on"}
    return sent | {"activities-0-start_date": "2026-06-24"}


def test_the_form_begins_with_the_upper_themes_and_days_and_no_activity(town, now):
    upper = published(town, now).campaign
    cora = town.client(town.cora)
    assert "建立本级活动" in text(page(cora, "campaign", upper.pk))
    answer = post(cora, "local_set_up", upper.pk, **typed(cora, upper))
    made = Campaign.objects.get(organization=town.county)
    assert answer.url == reverse("notices:campaign", args=[made.pk])
    assert [theme.slogan for theme in made.themes.all()] == ["节能增效"]
    assert [period.name for period in made.periods.all()] == ["全国节能宣传周"]
    assert [str(activity) for activity in made.activities.all()] == ["全县节能知识竞答"]
    assert made.parent == upper
    assert Entry.objects.filter(action="campaign.set_up").latest("id").person == town.cora


def test_the_report_is_shared_and_asked_once(town, now):
    upper = published(town, now).campaign
    upper.refresh_from_db()
    assert local(town, upper).collection == upper.collection == Collection.objects.get()


def test_what_was_set_up_before_the_report_was_asked_for_shares_it_too(town, now):
    upper = campaign_of(town, "province", "root")
    publish(upper, by=town.root)
    city = local(town, upper, "city", "ines")
    publish(city, by=town.ines)
    county = local(town, city)
    audience = Audience.objects.create(root=town.province, root_path=town.province.path)
    terms = Terms(2026, date(2026, 6, 22), date(2026, 6, 28), opens_at=now, due_at=now + timedelta(days=9))
    asked = ask_for_report(upper, audience, terms, by=town.root)
    for each in (city, county):
        each.refresh_from_db()
        assert each.collection == asked


def test_who_may_not_set_one_up_is_refused(town, now):
    upper = published(town, now).campaign
    draft = campaign_of(town)
    content = Content(title="x", year=2026)
    for campaign, where, by, code in (
        (upper, "school", "sam", "not-allowed"),
        (upper, "city2", "rex", "campaign-not-from-above"),
        (upper, "city", "ines", "campaign-not-from-above"),
        (draft, "county", "cora", "campaign-not-from-above"),
        (upper, "county", "sam", "not-allowed"),
    ):
        with pytest.raises(Refused, match=code):
            set_up_local(campaign, town.organizations[where], content, by=town.people[by])
    local(town, upper)
    with pytest.raises(Refused, match="campaign-already-local"):
        local(town, upper)
    assert Campaign.objects.filter(parent=upper).count() == 1


def test_strangers_find_no_form_and_units_are_offered_none(town, now):
    upper = published(town, now).campaign
    own = local(town, upper)
    rex, sam, ines = town.client(town.rex), town.client(town.sam), town.client(town.ines)
    for client in (rex, ines):
        assert page(client, "local_new", upper.pk).status_code == 404
        assert post(client, "local_set_up", upper.pk).status_code == 404
    for name in ("campaign", "campaign_edit"):
        assert page(rex, name, own.pk).status_code == 404
    assert post(rex, "campaign_publish", own.pk).status_code == 404
    assert page(sam, "campaign", own.pk).status_code == 404  # not published yet
    assert "建立本级活动" not in text(page(sam, "campaign", upper.pk))


def test_who_has_one_is_led_to_it(town, now):
    upper = published(town, now).campaign
    own = local(town, upper)
    cora = town.client(town.cora)
    assert page(cora, "local_new", upper.pk).url == reverse("notices:campaign", args=[own.pk])
    shown = text(page(cora, "campaign", upper.pk))
    assert "建立本级活动" not in shown
    assert own.title in shown


def test_the_pages_of_both_levels_lead_to_each_other(town, now):
    upper = published(town, now).campaign
    own = local(town, upper)
    cora, ines, sam = town.client(town.cora), town.client(town.ines), town.client(town.sam)
    below = text(page(cora, "campaign", own.pk))
    assert "上级活动" in below
    assert reverse("notices:campaign", args=[upper.pk]) in below
    assert own.title not in text(page(ines, "campaign", upper.pk))  # a draft of the level below
    assert post(cora, "campaign_publish", own.pk).status_code == 302
    assert own.title in text(page(ines, "campaign", upper.pk))
    assert "本级及下级活动" in text(page(sam, "campaign", upper.pk))
    assert own.title in text(page(sam, "campaign", own.pk))
    assert own.title not in text(page(town.client(town.root), "campaign", campaign_of(town).pk))


def shown_to(organization, campaign, now):
    seen = campaign_page(Campaign.objects.get(pk=campaign.pk), now, organization)
    return {item.activity.title: (item.level, item.is_own) for day in seen.days for item in day.items}


def test_the_calendar_shows_each_level_what_concerns_it(town, now):
    upper = published(town, now).campaign
    own = local(town, upper)
    publish(own, by=town.cora)
    own.periods.create(ord=1, scope="week", name="宣传周", start=date(2026, 6, 22), end=date(2026, 6, 28))
    from_city = ("", False)
    own_of_county = {"全县节能知识竞答": ("本级", True), "县中心动员会": ("本级", True)}
    assert shown_to(town.county, own, now) == {"收看启动活动": from_city} | own_of_county
    assert shown_to(town.county, upper, now) == {"收看启动活动": from_city} | own_of_county
    from_county = {"全县节能知识竞答": ("望岭县机关事务服务中心", False)}
    assert shown_to(town.school, upper, now) == {"收看启动活动": from_city} | from_county
    assert shown_to(town.school2, upper, now) == {"收看启动活动": ("", False)}
    assert shown_to(town.city, upper, now) == {"收看启动活动": ("", True)}


def test_the_figures_of_local_activities_are_not_asked_again(town, now):
    upper = published(town, now).campaign
    own = local(town, Campaign.objects.get(pk=upper.pk))
    shown = text(page(town.client(town.cora), "campaign", own.pk))
    assert "沿用上级填报，不另填数" in shown
    assert "只填一份" in shown


def test_the_phone_page_shows_the_upper_activities_and_its_own(town, now):
    upper = published(town, now).campaign
    own = local(town, upper)
    assert page(Client(), "campaign_public", own.public_code).status_code == 404
    publish(own, by=town.cora)
    shown = text(page(Client(), "campaign_public", own.public_code))
    for word in ("收看启动活动", "全县节能知识竞答", "云川市机关事务管理局"):
        assert word in shown
    assert "全县节能知识竞答" not in text(page(Client(), "campaign_public", upper.public_code))


def test_a_local_campaign_is_changed_while_the_upper_report_runs(town, now):
    upper = published(town, now).campaign
    own = local(town, Campaign.objects.get(pk=upper.pk))
    cora = town.client(town.cora)
    assert page(cora, "campaign_edit", own.pk).status_code == 200
    sent = {"title": "改过的名称", "year": 2026, "edit_no": 0}
    for prefix in ("themes", "periods", "activities"):
        sent |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    post(cora, "campaign_save", own.pk, **sent)
    own.refresh_from_db()
    assert own.title == "改过的名称"


def test_the_notice_that_is_passed_on_tells_of_it_and_publishes_it(town, now):
    first = published(town, now)
    own = local(town, first.campaign)
    draft = pass_on(first, town.county, by=town.cora, now=now)
    assert "全县节能知识竞答" in str(draft.document.body)
    assert "收看启动活动" in str(draft.document.body)
    draft.delete()
    notice = passed_on(town, first, now)
    own.refresh_from_db()
    assert own.is_published
    assert notice.document.title in text(page(town.client(town.cora), "campaign", own.pk))


def test_only_a_local_campaign_is_published_without_a_notice(town):
    campaign = campaign_of(town)
    assert post(town.client(town.ines), "campaign_publish", campaign.pk).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_levels_below(town, now, django_assert_max_num_queries):
    upper = published(town, now).campaign
    town.person("carl", "石桥县审核员", "county2", "reviewer", "issuer")
    for where, by in (("county", "cora"), ("county2", "carl")):
        publish(local(town, upper, where, by), by=town.people[by])
    clients = (town.client(town.ines), town.client(town.cora), town.client(town.sam))
    for client in clients:
        with django_assert_max_num_queries(23):
            text(page(client, "campaign", upper.pk))
    with django_assert_max_num_queries(23):
        text(page(clients[1], "campaign", Campaign.objects.get(organization=town.county).pk))
    own = Campaign.objects.get(organization=town.county)
    with django_assert_max_num_queries(11):
        text(page(Client(), "campaign_public", own.public_code))
