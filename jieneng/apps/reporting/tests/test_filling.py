"""Sam fills in, saves, is told what is wrong, submits, withdraws; nobody else's report comes into it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.apps.reporting.tests.pages import form_of, picture, typed
from jieneng.core.campaigns.tallying import place_of, tally
from jieneng.core.collections.actions import accept
from jieneng.core.collections.actions import submit as hand_in
from jieneng.core.collections.models import Collection, LocalTerms, Submission
from jieneng.core.collections.queries.standing import standing
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.models import Series
from jieneng.core.files import disk
from jieneng.core.files.models import Attachment
from jieneng.core.forms.models import FormVersion
from jieneng.core.orgs.models import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(town):
    return town.client(town.sam)


@pytest.fixture
def url(collection):
    return f"/reporting/{collection.pk}/report/"


def post(client, url, button, **changed):
    """Open the page, change what is said, press the button."""
    page = client.get(url)
    return client.post(url + button, form_of(page, "report") | changed)


def test_the_page_says_what_is_asked_by_whom_and_until_when(sam, url):
    page = sam.get(url).content.decode()
    for said in (
        "节能宣传周情况报告",
        "望岭县第一中学",
        "报望岭县机关事务服务中心",
        "还有",
        "收看启动活动",
        "6月23日（星期一）",
    ):
        assert said in page
    assert "至少参加过一项活动的人数" in page  # 填表说明 stands beside the field
    for how in ("精确", "约数", "未统计"):
        assert how in page


def test_a_report_is_saved_and_handed_in_without_scripts(sam, url, raw):
    assert post(sam, url, "save", **typed(raw)).url == url
    page = sam.get(url)
    assert form_of(page, "report")["watch_live.viewers"] == "86"
    handed_in = sam.post(url + "submit", form_of(page, "report"))
    submission = Submission.objects.get()
    assert handed_in.url == f"/reporting/submissions/{submission.pk}/receipt/"
    assert submission.state == "waiting"
    receipt = sam.get(handed_in.url).content.decode()
    assert f"{submission.pk}-{submission.version.digest[:12]}" in receipt
    assert "等待审核" in receipt
    assert "望岭县机关事务服务中心" in receipt
    assert sam.get(url).url == handed_in.url  # the form is closed now


def test_every_problem_stands_at_its_field_and_in_the_summary(sam, url, raw):
    wrong = typed(raw) | {"account.text": "", "watch_live.viewers": "约3万"}
    answer = post(sam, url, "submit", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("“观看人数”应为数字，当前为“约3万”。") == 2
    assert 'href="#f-account-text"' in page
    assert 'value="约3万"' in page  # what was typed is not lost
    assert not Submission.objects.exists()


def test_doubtful_figures_are_asked_about_and_then_taken(sam, url, raw):
    much = typed(raw) | {"overview.participants": "500"}
    answer = post(sam, url, "submit", **much)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "属实，提交" in page
    assert "参加活动人数大于本单位人数" in page
    said = form_of(answer, "report") | {"note:overview.participants": "含家属", "confirmed": "1"}
    assert sam.post(url + "submit", said).status_code == 302
    assert Submission.objects.get().version.notes == {"overview.participants": "含家属"}


def test_pressing_submit_twice_hands_in_once(sam, url, raw):
    said = form_of(sam.get(url), "report") | typed(raw)
    first, second = (sam.post(url + "submit", said) for _ in range(2))
    assert first.url == second.url
    assert Submission.objects.get().versions.count() == 1


def test_typing_is_saved_by_itself_and_the_page_learns_its_new_number(sam, url):
    said = form_of(sam.get(url), "report") | {"account.text": "一是"}
    first = sam.post(url + "autosave", said).json()
    assert first["set"] == {"draft_no": "1"} == {"draft_no": str(first["draft_no"])}
    assert first["saved"] in first["saved_at"] or first["saved_at"]
    second = sam.post(url + "autosave", said | first["set"] | {"account.text": "一是收看"}).json()
    assert second["draft_no"] == 2
    assert Submission.objects.get().draft["account.text"] == "一是收看"


def test_a_second_window_does_not_overwrite_the_first(sam, url):
    window = form_of(sam.get(url), "report")
    sam.post(url + "autosave", window | {"account.text": "第一窗"})
    headers = {"X-Requested-With": "fetch"}
    stale = sam.post(url + "autosave", window | {"account.text": "第二窗"}, headers=headers)
    assert stale.status_code == 409
    assert stale.json()["sentence"]
    saved = sam.post(url + "save", window | {"account.text": "第二窗"})
    assert saved.status_code == 409
    assert "第二窗" in saved.content.decode()  # to be copied
    assert Submission.objects.get().draft["account.text"] == "第一窗"


def test_saving_twice_in_a_sitting_is_no_fault(sam, url):
    for text in ("一", "二"):
        assert post(sam, url, "save", **{"account.text": text}).status_code == 302
    assert Submission.objects.get().draft["account.text"] == "二"


def test_rows_are_added_and_taken_away_by_the_server(sam, url):
    added = post(sam, url, "save", step="add:coverage.articles")
    assert added.url == f"{url}?more=coverage.articles#f-coverage-articles"
    page = sam.get(added.url)
    row = {"coverage.articles[0].media": "云川日报", "coverage.articles[0].level": "city"}
    sam.post(url + "save", form_of(page, "report") | row)
    assert Submission.objects.get().draft["coverage.articles"][0]["media"] == "云川日报"
    post(sam, url, "save", step="drop:coverage.articles:0")
    assert Submission.objects.get().draft["coverage.articles"] == []


def test_photographs_come_with_the_form_and_come_out_clean(sam, url, town):
    said = form_of(sam.get(url), "report")
    files = [picture("一.jpg"), picture("二.jpg", 80)]
    answer = sam.post(url + "save", said | {"pictures.photos:files": files, "step": "upload"})
    assert answer.url == f"{url}#pictures"
    first, second = Attachment.objects.order_by("id")
    page = sam.get(url)
    assert f"/files/{first.pk}/thumb" in page.content.decode()
    assert b"Some Phone" not in disk.path_of(first.sha256, disk.CLEAN).read_bytes()
    named = form_of(page, "report") | {"pictures.photos[0].caption": "收看现场", "pictures.photos[0].activity": "a1"}
    sam.post(url + "save", named | {"step": "drop:pictures.photos:1"})
    kept = Submission.objects.get().draft["pictures.photos"]
    assert kept == [{"file": str(first.pk), "caption": "收看现场", "activity": "a1"}]
    assert second.pk


def test_photographs_are_kept_when_the_report_is_not_complete(sam, url):
    said = form_of(sam.get(url), "report") | {"account.text": "写了一半"}
    answer = sam.post(url + "submit", said | {"pictures.photos:files": [picture()]})
    assert answer.url == f"{url}?check=1"
    page = sam.get(answer.url).content.decode()
    assert "写了一半" in page
    assert "第 1 张照片没有说明" in page
    assert Attachment.objects.count() == 1


def test_a_lie_about_a_photograph_is_refused_in_words(sam, url):
    answer = sam.post(
        url + "save", form_of(sam.get(url), "report") | {"pictures.photos:files": [_program()], "step": "upload"}
    )
    assert answer.status_code == 422
    assert "类型不能接收" in answer.content.decode()


def test_somebody_elses_photograph_is_not_found(sam, town, url, raw):
    town.client(town.hanna).post("/files/", {"file": picture()})
    theirs = Attachment.objects.get().pk
    photo = {"pictures.photos[0].file": str(theirs), "pictures.photos[0].caption": "别家的"}
    said = form_of(sam.get(url), "report") | typed(raw) | photo
    assert sam.post(url + "save", said).status_code == 302
    assert f"/files/{theirs}/" not in sam.get(url).content.decode()
    fresh = form_of(sam.get(url), "report") | photo
    assert sam.post(url + "submit", fresh).status_code == 404


def test_what_is_typed_is_text_and_never_part_of_the_page(sam, url):
    attack = "</textarea><script>alert(1)</script>"
    post(sam, url, "save", **{"account.text": attack, "overview.people": '"><img src=x>'})
    page = sam.get(url).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_after_the_day_the_page_says_late_and_takes_it(sam, url, raw, collection):
    past = collection.opens_at + timedelta(hours=1)
    Collection.objects.update(due_at=past)
    assert "记为迟报" in sam.get(url).content.decode()
    post(sam, url, "submit", **typed(raw))
    assert Submission.objects.get().is_late
    Submission.objects.get()


def test_after_the_closing_hour_the_page_is_refused_with_whom_to_ask(sam, url, collection):
    Collection.objects.update(
        due_at=collection.opens_at + timedelta(hours=1), closes_at=collection.opens_at + timedelta(hours=2)
    )
    answer = sam.get(url)
    assert answer.status_code == 409
    assert "延期" in answer.content.decode()


def test_who_is_not_asked_does_not_find_the_page(town, url, collection):
    stranger = town.person("rea", "青岭填报员", "school3", "reporter")
    assert town.client(stranger).get(url).status_code == 404
    assert town.client(stranger).post(url + "autosave", {}).status_code == 404


def test_who_does_not_fill_in_is_told_so(town, url):
    assert town.client(town.cora).get(url).status_code == 200  # Cora reports for the county too
    reader = town.person("ray", "学校查看员", "school", "reader")
    assert town.client(reader).get(url).status_code == 403


def test_a_report_is_withdrawn_before_it_is_reviewed(sam, town, collection, raw, now, url):
    submission = hand_in(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    receipt = sam.get(f"/reporting/submissions/{submission.pk}/receipt/")
    key = form_of(receipt, "")
    assert sam.post(f"/reporting/submissions/{submission.pk}/withdraw", key).url == url
    submission.refresh_from_db()
    assert submission.state == "draft"
    foreign = town.client(town.hanna)
    assert foreign.get(f"/reporting/submissions/{submission.pk}/receipt/").status_code == 404
    assert foreign.post(f"/reporting/submissions/{submission.pk}/withdraw", {"_key": "k" * 20}).status_code == 404


def test_last_years_figures_stand_beside_and_a_nought_too_many_is_noticed(sam, town, collection, raw, now, url):
    hand_in(collection, town.school, raw, draft_no=0, by=town.sam, now=now)
    submission = Submission.objects.get()
    Submission.objects.update(state="accepted", accepted_version=submission.version)
    this_year = _next_year(collection)
    page = sam.get(f"/reporting/{this_year.pk}/report/").content.decode()
    assert "去年" in page
    answer = post(
        sam, f"/reporting/{this_year.pk}/report/", "submit", **typed(raw) | {"publicity_materials.posters": "400"}
    )
    assert "10 倍" in answer.content.decode()


def test_a_section_of_the_county_stands_in_the_report(sam, town, collection, url):
    field = {"key": "county.trees", "label": "植树", "type": "count", "unit": "棵", "item": "county.trees"}
    section = {"key": "county", "title": "县里另要的", "fields": [field]}
    extra = FormVersion.objects.keep(
        {"code": "county", "version": "1", "title": "县", "sections": [section], "rules": []}
    )
    LocalTerms.objects.create(
        collection=collection,
        organization=town.county,
        org_path=town.county.path,
        due_at=collection.due_at,
        extra_form=extra,
    )
    assert "县里另要的" in sam.get(url).content.decode()


def test_the_form_costs_the_same_whoever_else_is_asked(sam, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        sam.get(url)


def _next_year(collection):
    root = collection.organization
    series = Series.objects.create(kind="collection", name="明年", year=collection.year + 1, root_path=root.path)
    audience = Audience.objects.create(root=root, root_path=root.path)
    return Collection.objects.create(
        title="明年的报告", organization=root, org_path=root.path, form_version=collection.form_version,
        audience=audience, series=series, year=collection.year + 1, period_start=collection.period_start,
        period_end=collection.period_end, opens_at=collection.opens_at, due_at=collection.due_at,
    )  # fmt: skip


def _program():
    return SimpleUploadedFile("照片.jpg", b"MZ\x90\0" + b"\0" * 300, content_type="image/jpeg")


def test_what_the_platform_has_counted_stands_beside_what_the_unit_adds(town, collection, sam, url, now):
    live = collection.campaigns.get().activities.get(kind="watch_live")
    tally(live, live.start_date, place_of(town.school, 2025), {"watch_live.viewers": 1086, "watch_live.minutes": 40})
    tally(live, live.start_date, place_of(town.hospital, 2025), {"watch_live.viewers": 5})
    fold_all(now)
    page = " ".join(sam.get(url).content.decode().split())
    assert '平台已计 <b class="num">1,086</b> 人，汇总时相加。上面只填没有在平台参加的人' in page
    assert '收看时长 <b class="num">40</b> 分钟' in page
    assert "平台外观看人数" in page
    assert "平台外张贴宣传画" not in page  # of which the platform counts nothing
    county = " ".join(town.client(town.cora).get(url).content.decode().split())
    assert (
        '平台已计 <b class="num">0</b> 人' in county
    )  # so that nobody types who has watched elsewhere on the platform


def test_who_took_part_on_the_platform_is_not_asked_again_and_nobody_counts_twice(town, collection, sam, url, raw, now):
    """A year ago the school had 300 viewers; now 290 watched on the platform, and six beside it on a television."""
    live = collection.campaigns.get().activities.get(kind="watch_live")
    tally(live, live.start_date, place_of(town.school, 2025), {"watch_live.viewers": 290})
    fold_all(now)
    nothing = {"n": "", "how": "exact"}
    beside = {"watch_live.viewers": {"n": "6", "how": "exact"}, "watch_live.halls": nothing}
    assert post(sam, url, "save", **typed(raw | beside | {"watch_live.viewers": nothing})).url == url
    page = " ".join(sam.get(url).content.decode().split())
    part = page.partition('data-keys="watch_live.viewers watch_live.halls "')[2].partition(">")[0]
    assert 'data-fixed="watch_live.viewers "' in part  # nothing need be typed
    post(sam, url, "save", **typed(raw | beside))
    sam.post(url + "submit", form_of(sam.get(url), "report"))
    answer = Submission.objects.get()
    assert answer.version.values["watch_live.viewers"]["n"] == 6
    desk = " ".join(
        town.client(town.cora).get(f"/reporting/{collection.pk}/review/{answer.pk}/").content.decode().split()
    )
    assert "平台外观看人数" in desk
    assert "平台另计 290" in desk
    accept(answer, by=town.cora, now=now)
    fold_all(now)
    assert standing(collection, town.city.path).sum("watch_live.viewers")[0] == 296
