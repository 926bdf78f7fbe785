"""What people see of notices: the right page for each, nothing for strangers, one effect for two clicks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jieneng.apps.notices.actions.reading_in import read_in
from jieneng.apps.notices.actions.receiving import sign
from jieneng.apps.notices.agenda import to_do
from jieneng.apps.notices.models import Notice, Receipt, UpperNotice
from jieneng.apps.notices.tests.cascade import again, campaign_of, drafted, passed_on, published
from jieneng.apps.notices.tests.test_reading import DOUBTFUL, NOTICE
from jieneng.core.agenda.registry import entries
from jieneng.core.campaigns.models import Campaign
from jieneng.core.collections.models import Collection
from jieneng.core.facts.folding import fold_all
from jieneng.core.orgs.acting import posts_of

SCRIPT = "<script>alert(1)</script>"
FIVE = (
    DOUBTFUL.replace("6月25日为全国低碳日", "6月25日（星期一）为全国低碳日")
    .replace("（一）集中收看启动活动。6月23日上午9时", "（一）集中收看启动活动。6月24日（星期三）上午9时")
    .replace("将活动总结报", "将2024年活动总结报")
    .replace("二、主要活动", f"主题是“节能增效，焕新引领”。{SCRIPT}\n二、主要活动")
)


def post(client, view, *args, **data):
    return client.post(reverse(f"notices:{view}", args=args), {"_key": uuid4().hex, **data})


def page(client, view, *args, **query):
    return client.get(reverse(f"notices:{view}", args=args), query)


def text(response):
    return response.content.decode()


def test_who_sees_no_business_data_is_told_so(town):
    for url in ("/notices/", "/notices/issued/", "/notices/uppers/"):
        assert "不查看业务数据" in town.client(town.olga).get(url).content.decode()


def test_a_pasted_text_becomes_a_campaign_and_a_draft_by_pages_alone(town):
    ines = town.client(town.ines)
    town.person("rita", "市局综合岗", "city", "reporter", "reviewer", "issuer")
    rita = town.client(town.rita)
    answer = post(rita, "read_in", text=NOTICE)
    upper = UpperNotice.objects.get()
    assert answer.url == reverse("notices:upper", args=[upper.pk])
    ok = [key for key, row in upper.decisions["rows"].items() if any(row["value"].values())]
    answer = post(rita, "save", upper.pk, edit_no=0, ok=ok, adopted="1", do="confirm")
    campaign = Campaign.objects.get()
    assert answer.url == reverse("notices:campaign", args=[campaign.pk])
    assert "开展节能知识竞答" in text(page(rita, "campaign", campaign.pk))
    answer = post(ines, "draft", campaign.pk)
    notice = Notice.objects.get()
    assert answer.url == reverse("notices:edit", args=[notice.pk])
    assert "根据《演示省机关事务管理局关于组织开展2025年" in text(page(ines, "edit", notice.pk))


def test_the_reader_shows_all_warnings_and_escapes_the_source(town, now):
    upper = read_in(town.city, FIVE, by=town.ines, now=now)
    assert len(upper.reading["warnings"]) >= 5
    shown = text(page(town.client(town.ines), "upper", upper.pk))
    for warning in upper.reading["warnings"]:
        assert warning["sentence"][:8] in shown
    assert SCRIPT not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert shown.count('name="answer"') == sum(len(each["suggestions"]) for each in upper.reading["warnings"])


def test_one_click_answers_a_warning_and_keeps_what_was_typed(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    client = town.client(town.ines)
    post(client, "save", upper.pk, edit_no=0, answer="0:1", **{"themes-0.slogan": "改过的主题"})
    upper.refresh_from_db()
    assert upper.decisions["answers"] == {"0": 1}
    assert upper.decisions["rows"]["themes-0"]["value"]["slogan"] == "改过的主题"
    assert "已选“按7月10日（星期四）”" in text(page(client, "upper", upper.pk))


def test_a_wrong_day_is_shown_at_its_row_and_nothing_is_kept(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    client = town.client(town.ines)
    answer = post(client, "save", upper.pk, edit_no=0, **{"period.start": "昨天", "themes-0.slogan": "新"})
    assert answer.status_code == 422
    assert "“昨天”不能识别" in text(answer)
    upper.refresh_from_db()
    assert upper.decisions["rows"]["themes-0"]["value"]["slogan"] != "新"


@pytest.mark.parametrize(
    ("data", "said"),
    [({"text": "  "}, "没有填写"), ({"text": "only English " * 9}, "没有中文"), ({"text": ""}, "没有填写")],
)
def test_what_cannot_be_read_is_said_above_the_text(town, data, said):
    answer = post(town.client(town.ines), "read_in", **data)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not UpperNotice.objects.exists()


def test_strangers_find_nothing(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    notice = published(town, now)
    draft = drafted(town, now)
    rex, sam = town.client(town.rex), town.client(town.sam)
    for name, pk in (("upper", upper.pk), ("campaign", notice.campaign_id), ("notice", notice.pk), ("docx", notice.pk)):
        assert page(rex, name, pk).status_code == 404
    for name in ("receipts", "edit", "audience"):
        assert page(sam, name, notice.pk).status_code == 404
    for name in ("sign", "pass_on", "publish", "submit", "edit_save"):
        assert post(rex, name, notice.pk).status_code == 404
    for client in (rex, sam, town.client(town.root), town.client(town.cora)):
        assert page(client, "notice", draft.pk).status_code == 404
    assert post(rex, "save", upper.pk, edit_no=0).status_code == 404
    assert page(Client(), "notice", notice.pk).status_code == 302


def test_who_sees_but_may_not_do_is_told_so(town, now):
    notice = drafted(town, now)
    rob = town.client(town.rob)
    assert page(rob, "notice", notice.pk).status_code == 200
    answer = post(rob, "publish", notice.pk, edit_no=notice.document.edit_no)
    assert answer.status_code == 403
    assert "签发人" in text(answer)
    assert not again(notice).is_published


def test_two_clicks_publish_once(town, now):
    notice = drafted(town, now)
    client = town.client(town.ines)
    sent = {"_key": uuid4().hex, "edit_no": notice.document.edit_no}
    address = reverse("notices:publish", args=[notice.pk])
    first, second = client.post(address, sent), client.post(address, sent)
    other_tab = post(client, "publish", notice.pk, edit_no=notice.document.edit_no)
    assert first.url == second.url == reverse("notices:notice", args=[notice.pk])
    assert other_tab.status_code == 409
    assert Collection.objects.count() == 1


def test_the_school_signs_and_is_asked_for_one_report(town, now):
    first = published(town, now)
    third = passed_on(town, first, now)
    sam = town.client(town.sam)
    shown = text(page(sam, "notice", third.pk))
    assert "签收" in shown
    assert "只填一次" in shown
    assert Receipt.objects.get(organization=town.school).read_at is not None
    post(sam, "sign", third.pk)
    post(sam, "sign", third.pk)
    assert Receipt.objects.signed().filter(organization=town.school).count() == 1
    assert page(sam, "notice", third.pk).context["may_sign"] is False


def test_the_agenda_asks_to_sign_and_to_pass_on_once_each(town, now):
    first = published(town, now)

    def owed(person):
        return [
            (entry.kind, entry.url) for entry in entries(posts_of(person)[0], now) if entry.kind in ("签收", "转发")
        ]

    address = reverse("notices:notice", args=[first.pk])
    assert owed(town.sam) == [("签收", address)]
    assert owed(town.cora) == [("签收", address), ("转发", address)]
    assert owed(town.ines) == owed(town.rex) == []
    second = passed_on(town, first, now + timedelta(minutes=1))
    assert owed(town.sam) == [("签收", reverse("notices:notice", args=[second.pk]))]
    assert owed(town.cora) == []


def test_the_issuer_sees_who_has_not_signed_at_every_depth(town, now):
    first = published(town, now)
    second = passed_on(town, first, now)
    sign(second, town.school, by=town.sam, now=now)
    fold_all(now)
    ines, cora = town.client(town.ines), town.client(town.cora)
    board = page(ines, "receipts", first.pk).context["board"]
    rows = {row.name: (row.n_addressed, row.n_signed, row.n_passed_on) for row in board.rows}
    assert rows == {"直属单位": (1, 0, 0), "望岭县机关事务服务中心": (3, 2, 1), "石桥县机关事务服务中心": (2, 0, 0)}
    assert (board.total.n_addressed, board.total.n_unsigned) == (6, 4)
    opened = page(ines, "receipts", first.pk, open=f"level-{town.county.path}")
    assert [each.name for each in opened.context["names"]] == ["望岭县人民医院"]
    assert "未签收 4 家：云川市图书馆" not in opened.context["sentence"]
    assert "望岭县人民医院" in opened.context["sentence"]
    lower = page(cora, "receipts", second.pk).context["board"]
    assert (lower.total.n_addressed, lower.total.n_signed) == (2, 1)
    deeper = page(ines, "receipts", first.pk, node=town.county.path).context["board"]
    assert deeper.total == lower.total
    assert page(ines, "receipts", first.pk, node=town.city2.path).status_code == 404


def test_what_only_the_counties_pass_on_to_is_counted_too(town, now):
    first = published(town, now, only_next=True)
    passed_on(town, first, now)
    fold_all(now)
    board = page(town.client(town.ines), "receipts", first.pk).context["board"]
    rows = {row.name: row.n_addressed for row in board.rows}
    assert rows == {"直属单位": 1, "望岭县机关事务服务中心": 3, "石桥县机关事务服务中心": 1}
    assert board.total.n_addressed == 5


def test_the_draft_is_changed_by_its_page_and_its_text_comes_back_as_typed(town, now):
    notice = drafted(town, now)
    client = town.client(town.ines)
    typed = "依据有关要求，通知如下。\n一、有关要求\n（一）不跳号。\n（三）跳了号的照原样。\n1.数字开头的不在其下"
    sent = {"title": "新标题", "text": typed, "addressee": "各县", "asks": "addressed", "due_on": "2099-07-01"}
    post(
        client,
        "edit_save",
        notice.pk,
        edit_no=notice.document.edit_no,
        due_time="09:30",
        categories="education",
        **sent,
    )
    notice = again(notice)
    assert (notice.document.title, notice.asks, notice.audience.categories) == ("新标题", "addressed", ["education"])
    assert f"{notice.due_at.astimezone(now.astimezone().tzinfo):%Y}" == "2099"
    assert page(client, "edit", notice.pk).context["form"].initial["text"] == typed
    assert page(client, "edit", notice.pk).context["n_reached"] == 2


def test_a_day_after_the_upper_one_is_said_and_the_typed_text_stays(town, now):
    first = published(town, now)
    cora = town.client(town.cora)
    post(cora, "pass_on", first.pk)
    own = Notice.objects.get(organization=town.county)
    late = (first.due_at + timedelta(days=2)).date().isoformat()
    sent = {"title": "转发", "text": "请照办。" * 3, "due_on": late, "due_time": "17:00"}
    answer = post(cora, "edit_save", own.pk, edit_no=own.document.edit_no, **sent)
    assert answer.status_code == 422
    assert "晚于上级要求" in text(answer)
    assert "请照办。请照办。" in text(answer)


def test_an_organisation_is_added_or_left_out_by_name(town, now):
    notice = drafted(town, now)
    client = town.client(town.ines)
    found = page(client, "audience", notice.pk, name="第一中学").context["found"]
    assert [each.name for each, _ in found] == ["望岭县第一中学", "石桥县第一中学"]
    before = page(client, "notice", notice.pk).context["n_reached"]
    post(client, "list_one", notice.pk, organization=town.school.pk, wish="out")
    assert page(client, "notice", notice.pk).context["n_reached"] == before - 1
    assert not again(notice).audience.includes(town.school)
    post(client, "list_one", notice.pk, organization=town.school.pk, wish="rule")
    assert page(client, "notice", notice.pk).context["n_reached"] == before
    assert post(client, "list_one", notice.pk, organization=town.school3.pk, wish="in").status_code == 404


def test_the_public_page_needs_no_login_and_shows_only_what_is_published(town, now):
    draft = drafted(town, now)
    assert page(Client(), "public", draft.public_code).status_code == 404
    assert page(Client(), "public_qr", draft.public_code).status_code == 404
    notice = published(town, now, title=f"通知{SCRIPT}", text=f"正文{SCRIPT}")
    shown = text(page(Client(), "public", notice.public_code))
    assert SCRIPT not in shown
    assert shown.count("&lt;script&gt;") >= 2
    picture = page(Client(), "public_qr", notice.public_code)
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    file = page(Client(), "public_docx", notice.public_code)
    assert file.content[:2] == b"PK"


def test_the_campaign_is_seen_on_a_phone_once_it_is_published(town, now):
    campaign = campaign_of(town)
    assert page(Client(), "campaign_public", campaign.public_code).status_code == 404
    notice = published(town, now)
    shown = text(page(Client(), "campaign_public", notice.campaign.public_code))
    assert "收看启动活动" in shown
    assert "节能增效" in shown
    assert page(Client(), "campaign_qr", notice.campaign.public_code).status_code == 200


def test_a_campaign_is_changed_until_its_report_is_asked_for(town, now):
    campaign = campaign_of(town)
    client = town.client(town.ines)
    form = page(client, "campaign_edit", campaign.pk).context["forms"]
    sent = {"title": "新名称", "year": "2026", "edit_no": "0"}
    for rows in (form.themes, form.periods, form.activities):
        sent |= {f"{rows.prefix}-TOTAL_FORMS": "2", f"{rows.prefix}-INITIAL_FORMS": "1"}
    sent |= {"themes-0-DELETE": "on", "periods-0-DELETE": "on"}
    sent |= {"activities-0-kind": "quiz", "activities-0-title": "知识竞答", "activities-0-start_date": "2026-06-23"}
    sent |= {"activities-0-passed_on": "on", "activities-1-kind": "launch"}
    assert post(client, "campaign_save", campaign.pk, **sent).status_code == 302
    campaign.refresh_from_db()
    assert campaign.title == "新名称"
    assert [str(activity) for activity in campaign.activities.all()] == ["知识竞答"]
    wrong = {**sent, "edit_no": "1", "activities-0-end_date": "2026-06-01"}
    assert "结束日期早于开始日期" in text(post(client, "campaign_save", campaign.pk, **wrong))
    notice = published(town, now)
    assert page(client, "campaign_edit", notice.campaign_id).status_code == 409


def test_a_campaign_can_be_set_up_without_a_text_from_above(town):
    client = town.client(town.ines)
    sent = {"title": "本级活动", "year": "2026"}
    for prefix in ("themes", "periods", "activities"):
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    answer = post(client, "campaign_set_up", **sent)
    assert answer.url == reverse("notices:campaign", args=[Campaign.objects.get().pk])


def test_lists_show_what_came_in_and_what_went_out_by_year(town, now):
    first = published(town, now)
    passed_on(town, first, now)
    read_in(town.city, NOTICE, by=town.ines, now=now)
    ines, sam = town.client(town.ines), town.client(town.sam)
    assert len(page(sam, "received").context["page"].rows) == 2
    assert page(sam, "received", year="2001").context["page"].rows == []
    assert [each.notice for each in page(ines, "issued").context["page"].rows] == [first]
    assert len(page(ines, "uppers", year="2025").context["page"].rows) == 1
    assert page(sam, "uppers").context["page"].rows == []


def test_pages_follow_each_other_by_their_last_row(town, now, monkeypatch):
    monkeypatch.setattr("jieneng.apps.notices.queries.lists.SIZE", 2)
    made = [published(town, now + timedelta(minutes=n), asks="nobody", due_at=None) for n in range(5)]
    for client, name in ((town.client(town.sam), "received"), (town.client(town.ines), "issued")):
        seen, query = [], {}
        while True:
            shown = page(client, name, **query).context["page"]
            seen += [entry.notice for entry in shown.rows]
            if not shown.next_url:
                break
            query = {"before": shown.next_url.rpartition("before=")[2]}
        assert seen == made[::-1]


@pytest.mark.parametrize("name", ["received", "issued", "uppers", "new", "campaign_new"])
def test_empty_lists_and_first_pages_open(town, name):
    assert page(town.client(town.ines), name).status_code == 200


def test_the_number_of_queries_does_not_grow(town, now, django_assert_max_num_queries):
    for n in range(8):
        published(town, now + timedelta(minutes=n), asks="nobody", due_at=None)
    first = published(town, now + timedelta(minutes=9))
    passed_on(town, first, now)
    upper = read_in(town.city, FIVE, by=town.ines, now=now)
    ines, sam = town.client(town.ines), town.client(town.sam)
    page(sam, "notice", first.pk)
    for client, name, args, most in (
        (sam, "received", (), 8),
        (ines, "issued", (), 9),
        (ines, "uppers", (), 5),
        (ines, "upper", (upper.pk,), 7),
        (ines, "notice", (first.pk,), 17),
        (sam, "notice", (first.pk,), 20),
        (ines, "receipts", (first.pk,), 24),
        (ines, "campaign", (first.campaign_id,), 23),
    ):
        with django_assert_max_num_queries(most):
            assert page(client, name, *args).status_code == 200
    with django_assert_max_num_queries(6):
        list(to_do(posts_of(town.sam)[0], now))


def test_the_docx_carries_the_title_as_its_name(town, now):
    notice = published(town, now)
    file = page(town.client(town.sam), "docx", notice.pk)
    assert file.status_code == 200
    assert "filename*=UTF-8''%E5%85%B3" in file["Content-Disposition"]
