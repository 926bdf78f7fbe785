"""The pages of a call: set up, handed in, sent up, judged blind, voted on, shown publicly, chosen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.participation.agenda import to_do
from jieneng.apps.participation.doors import desk, public
from jieneng.apps.participation.models import Call, Mark, Objection, Recusal, Vote, Work
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.config import clock
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.orgs.acting import posts_of


def send(client, view, /, *args, **data):
    return client.post(reverse(f"participation:{view}", args=args), {"_key": uuid4().hex, **data})


def see(client, view, /, *args, **query):
    return client.get(reverse(f"participation:{view}", args=args), query)


def text(response):
    return response.content.decode()


def kinds_due(person, now):
    return [one.kind for one in to_do(posts_of(person)[0], now)]


@pytest.fixture
def typed(noon):
    """A call as it is typed."""

    def moment(hours):
        return f"{noon + hours * HOUR:%Y-%m-%dT%H:%M}"

    return {
        "opens_at": moment(-1),
        "closes_at": moment(2),
        "recommends_by": moment(4),
        "votes_from": moment(5),
        "votes_until": moment(9),
        "requirements": "围绕节能主题。",
        "n_chosen": "1",
        "scores_needed": "1",
        "notice_days": "5",
        "accounts_only": "on",
        "mb_poster": "5",
        "mb_video": "50",
        "quota_unit": "1",
    }


def test_a_call_from_its_form_to_the_gallery(plan, typed, town, noon):
    activity, expert = plan["works_collection"], town.person("expert", "专家", "city2", "reader")
    phone, people = Client(), (town.ines, town.cora, town.sam, expert)
    with clock.at(noon):
        ines, cora, sam, judge = (town.client(one) for one in people)
        assert "作品征集" in text(see(ines, "home"))
        assert send(ines, "make_call", activity.pk, **(typed | {"mb_poster": "", "mb_video": ""})).status_code == 422
        assert send(ines, "make_call", activity.pk, **typed).status_code == 302
        call = Call.objects.get()
        assert see(sam, "call", call.pk).status_code == 404
        assert see(phone, "public_call", call.code).status_code == 404
        send(ines, "publish_call", call.pk)
        assert send(ines, "save_call", call.pk, **(typed | {"n_chosen": "2"}), edit_no="0").status_code == 302
        assert send(ines, "save_call", call.pk, **typed, edit_no="0").status_code == 409
        assert send(ines, "save_call", call.pk, **typed, edit_no="1").status_code == 302
        assert "本单位可以参加的" in text(see(sam, "home"))
        assert "报送作品" in text(see(sam, "call", call.pk))
        said = {"kind": "poster", "title": "节水海报", "authors": "张三"}
        answer = send(sam, "send_work", call.pk, **said, file=upload(photo()))
        assert answer.status_code == 422
        assert "没有确认版权声明" in text(answer)
        send(sam, "send_work", call.pk, **said, confirms_rights="on", shows_authors="on", file=upload(photo()))
        work = Work.objects.get()
        said |= {"title": "节水人人有责", "shows_authors": "on"}
        send(sam, "send_version", work.pk, **said, confirms_rights="on")
        assert "第 2 版" in text(see(sam, "work", work.pk))
        assert see(town.client(town.hanna), "work", work.pk).status_code == 404
        assert kinds_due(town.sam, noon) == ["推荐"]
        send(sam, "recommend", work.pk)
        assert "节水人人有责" in text(see(cora, "recommending", call.pk))
        send(cora, "recommend", work.pk, **{"from": "list"})
        send(ines, "appoint", call.pk, username="expert")
    with clock.at(noon + 5 * HOUR):
        ines, cora, sam, judge = (town.client(one) for one in people)
        assert kinds_due(town.ines, noon + 5 * HOUR) == ["评审"]
        send(ines, "begin", call.pk)
        assert kinds_due(expert, noon + 5 * HOUR) == ["评审"]
        for name, args in {"judging": [call.pk], "marking": [call.pk, work.pk]}.items():
            page = text(see(judge, name, *args))
            assert work.number in page
            assert "张三" not in page
            assert "望岭县第一中学" not in page
        file = see(judge, "judged_file", call.pk, work.pk)
        assert work.number in file["Content-Disposition"]
        points = {"theme": "36.5", "craft": "27", "fresh": "30"}
        assert send(judge, "mark", call.pk, work.pk, **(points | {"fresh": "31"})).status_code == 422
        send(judge, "mark", call.pk, work.pk, **points, remark="好")
        assert str(Mark.objects.get().total) == "93.5"
        public_page = text(see(phone, "public_work", call.code, work.pk))
        assert "登录后投票" in public_page
        assert "望岭县第一中学" not in public_page
        assert send(phone, "public_vote", call.code, work.pk, work=work.pk).status_code == 403
        assert send(sam, "public_vote", call.code, work.pk, work=work.pk).status_code == 302
        assert send(sam, "public_vote", call.code, work.pk, work=work.pk).status_code == 409
        assert "已为本作品投票" in text(see(sam, "public_work", call.code, work.pk))
    with clock.at(noon + 10 * HOUR):
        ines = town.client(town.ines)
        assert see(ines, "ranking", call.pk).status_code == 409
        send(ines, "finish", call.pk)
        assert "93.50" in text(see(ines, "ranking", call.pk))
        send(ines, "choose", call.pk, work=str(work.pk))
        gallery = text(see(phone, "public_call", call.code))
        assert "拟入选" in gallery
        assert "张三" in gallery
        answer = send(phone, "public_object", call.code, work.pk, text="与某网图片相同")
        objection = Objection.objects.get()
        assert "与某网图片相同" in text(phone.get(answer.url))
        assert kinds_due(town.ines, noon + 10 * HOUR) == ["异议"]
        send(ines, "settle", call.pk, objection.pk, outcome="dismissed", answer="经核查为原创")
        assert "经核查为原创" in text(see(phone, "public_objection", objection.code))
    with clock.at(noon + timedelta(days=7)):
        ines = town.client(town.ines)
        send(ines, "confirm", call.pk)
        assert "入选作品" in text(see(phone, "public_call", call.code))
        assert see(phone, "public_file", call.code, work.pk).status_code == 200


def test_whoever_judges_opens_no_page_that_names_authors(called, handed_in, sent_up, town, noon):
    """A reviewer of the city is an expert as well: what they would see by their post is closed until marks are."""
    call = called(scores_needed=1)
    work = sent_up(handed_in(call))
    with clock.at(noon):
        ines, rob = town.client(town.ines), town.client(town.rob)
        send(ines, "appoint", call.pk, username="rob")
        assert see(rob, "work", work.pk).status_code == 403
        send(ines, "appoint", call.pk, username="cora")
        assert see(town.client(town.cora), "recommending", call.pk).status_code == 403
    with clock.at(noon + 5 * HOUR):
        ines, cora, rob = (town.client(one) for one in (town.ines, town.cora, town.rob))
        send(ines, "begin", call.pk)
        assert "须回避" in text(see(cora, "marking", call.pk, work.pk))
        assert send(cora, "mark", call.pk, work.pk, theme="1", craft="1", fresh="1").status_code == 403
        send(cora, "recuse", call.pk, work.pk, because="本单位推荐")
        assert Recusal.objects.count() == 1
        send(rob, "mark", call.pk, work.pk, theme="1", craft="1", fresh="1")
        send(ines, "finish", call.pk)
        assert see(rob, "work", work.pk).status_code == 200


def test_a_browser_has_one_vote_where_the_organiser_lets_browsers_vote(called, handed_in, sent_up, judged, noon):
    call = called(votes_from=noon + 4 * HOUR, votes_until=noon + 9 * HOUR, accounts_only=False)
    work = sent_up(handed_in(call))
    judged(call)
    with clock.at(noon + 6 * HOUR):
        phone = Client()
        assert [send(phone, "public_vote", call.code, work.pk, work=work.pk).status_code for _ in range(2)] == [
            302,
            409,
        ]
        forger = Client()
        forger.cookies["jieneng_part"] = "p1"
        send(forger, "public_vote", call.code, work.pk, work=work.pk)
        assert Vote.objects.filter(voter="p1").count() == 0
        assert Vote.objects.count() == 2


def test_doors_lead_from_the_campaign(called, plan, town, noon):
    activities = list(plan.values())
    acting = posts_of(town.ines)[0]
    assert desk(acting, activities, noon)[plan["works_collection"].pk].label == "设置作品征集"
    call = called()
    assert desk(acting, activities, noon)[call.activity_id].label == "作品征集"
    assert desk(posts_of(town.sam)[0], activities, noon)[call.activity_id].label == "作品征集"
    assert public(activities, noon)[call.activity_id].label == "看征集"
