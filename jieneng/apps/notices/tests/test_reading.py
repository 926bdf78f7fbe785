"""A superior's notice is read, checked by people, and becomes a campaign; what is wrong with it is said first."""

import json
from pathlib import Path

import pytest
from django.http import QueryDict
from django.urls import reverse

import jieneng.demo
from jieneng.apps.notices.actions.drafting import draft
from jieneng.apps.notices.actions.reading_in import confirm, decide, read_in
from jieneng.apps.notices.models import UpperNotice
from jieneng.apps.notices.paper.prefill import addressee_of
from jieneng.apps.notices.reading.added import with_added
from jieneng.apps.notices.reading.answers import answer
from jieneng.apps.notices.reading.content import content_of, upper_due, upper_name
from jieneng.apps.notices.reading.decisions import completed, first_decisions, n_open, posted
from jieneng.apps.notices.reading.incoming import read_or_refuse
from jieneng.apps.notices.reading.kept import kept
from jieneng.apps.notices.reading.page import reader_page
from jieneng.apps.notices.reading.rows import lines
from jieneng.apps.notices.reading.source import marks_of, paragraphs
from jieneng.core.campaigns.models import Campaign
from jieneng.core.orgs.models import Organization, Region
from jieneng.engine.campaign_titles import campaign_title
from jieneng.ui.refusals import Refused

NOTICE = (Path(jieneng.demo.__file__).parent / "content" / "notice.txt").read_text(encoding="utf-8")
DOUBTFUL = """演示省机关事务管理局关于开展2025年公共机构节能宣传周有关活动的通知
演机管发〔2025〕31号
各市机关事务管理局：
一、时间和主题
2025年全国节能宣传周为623日至29日，主题是“节能增效，焕‘新’引领”；6月25日为全国低碳日，主题是“碳路先锋、绿动未来”。
二、主要活动
（一）集中收看启动活动。6月23日上午9时，组织收看。
（二）节能业务集中培训
时间：6月26日14:30
地点：省政府2号楼第3会议室
（三）示范单位授牌
时间：6月26日14:30
地点：省政府2号楼第3会议室
三、有关要求
（一）各市于7月9日（星期四）前将活动总结报省机关事务管理局，材料不超过2000字。
演示省机关事务管理局
2025年6月12日
"""


def reading_of(text):
    return kept(read_or_refuse(text))


def all_confirmed(reading, decisions):
    for row in decisions["rows"].values():
        row["state"] = "ok" if any(row["value"].values()) else "out"
    return decisions


def test_the_figures_of_a_brief_are_kept_with_their_places():
    brief = "云川市开展节能宣传周活动\n6月11日，活动启动，现场展出展板30余块。人均用水量下降2.5%。"
    reading = json.loads(json.dumps(reading_of(brief)))
    (stat,), (rate,) = reading["stats"], reading["rates"]
    assert (stat["item"], stat["count"], stat["unit"], stat["approx"]) == ("展板", 30, "块", True)
    assert brief[slice(*stat["spans"][0])] == "30余块"
    assert (rate["value"], rate["unit"], rate["direction"]) == (2.5, "%", "down")


def test_what_is_certain_is_ticked_and_what_is_disputed_is_open():
    reading = reading_of(DOUBTFUL)
    rows = first_decisions(reading)["rows"]
    assert rows["doc_no"]["state"] == "ok"
    assert rows["period"]["state"] == "open"
    assert {warning["code"] for warning in reading["warnings"]} >= {"weekday", "repaired-date", "same-slot"}
    assert rows["deadlines-0"]["state"] == "open"


def test_one_click_takes_the_other_day_of_a_contradiction():
    reading = reading_of(DOUBTFUL)
    weekday = next(n for n, warning in enumerate(reading["warnings"]) if warning["code"] == "weekday")
    answered = answer(reading, first_decisions(reading), weekday, 1)
    row = answered["rows"]["deadlines-0"]
    assert (row["state"], row["value"]["what"], row["value"]["due"]) == ("ok", "活动总结", "2025-07-10")
    assert answered["answers"] == {str(weekday): 1}


def test_two_activities_at_one_place_and_hour_become_one():
    reading = reading_of(DOUBTFUL)
    same = next(n for n, warning in enumerate(reading["warnings"]) if warning["code"] == "same-slot")
    rows = answer(reading, first_decisions(reading), same, 0)["rows"]
    assert rows["activities-1"]["value"]["title"] == "节能业务集中培训、示范单位授牌"
    assert (rows["activities-1"]["state"], rows["activities-2"]["state"]) == ("ok", "out")


def test_a_confirmed_reading_becomes_a_campaign(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    campaign = confirm(upper, all_confirmed(upper.reading, upper.decisions), edit_no=0, by=town.ines)
    assert campaign.year == 2025
    assert [str(period) for period in campaign.periods.all()] == [
        "全国节能宣传周 2025-06-23 2025-06-29",
        "全国低碳日 2025-06-25 2025-06-25",
    ]
    assert campaign.activities.count() == 8
    assert campaign.activities.get(ord=2).kind == "quiz"
    assert campaign.upper_title.endswith("（演机管节〔2025〕18号）")
    assert [theme.slogan for theme in campaign.themes.all()][1] == "碳路先锋、绿动未来"


def test_open_points_keep_a_reading_from_becoming_a_campaign(town, now):
    upper = read_in(town.city, DOUBTFUL, by=town.ines, now=now)
    with pytest.raises(Refused, match="notice-open-points") as refused:
        confirm(upper, upper.decisions, edit_no=0, by=town.ines)
    assert refused.value.facts["n"] == n_open(upper.decisions)
    assert not Campaign.objects.exists()


def test_a_confirmed_reading_stays_as_it_is(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    confirm(upper, all_confirmed(upper.reading, upper.decisions), edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="notice-already-confirmed"):
        decide(upper, upper.decisions, edit_no=1, by=town.ines)


def test_an_old_page_does_not_overwrite_what_was_decided_since(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    decide(upper, upper.decisions, edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="stale-form"):
        decide(upper, upper.decisions, edit_no=0, by=town.ines)


def test_strangers_to_the_role_do_not_read_in(town, now):
    for person in (town.sam, town.rex, town.ada):
        with pytest.raises(Refused, match="not-allowed"):
            read_in(town.city, NOTICE, by=person, now=now)
    assert not UpperNotice.objects.exists()


def test_a_corrected_value_and_one_left_out_are_kept():
    reading = reading_of(NOTICE)
    data = QueryDict(mutable=True)
    data.update({"themes-0.slogan": "节能增效", "activities-0.kind": "launch"})
    data.setlist("ok", ["themes-0", "activities-0"])
    data.setlist("out", ["themes-1"])
    decisions, problems = posted(reading, first_decisions(reading), data)
    assert problems == {}
    assert decisions["rows"]["themes-0"] == {"state": "ok", "value": {"slogan": "节能增效"}}
    assert decisions["rows"]["themes-1"]["state"] == "out"
    assert decisions["rows"]["activities-0"]["value"]["kind"] == "launch"


BRIEF = "云川市开展节能宣传周活动\n6月11日，活动启动，现场展出展板30余块。人均用水量下降2.5%。"


def test_the_figures_of_a_brief_stand_in_the_draft():
    reading = reading_of(BRIEF)
    page = reader_page(BRIEF, reading, first_decisions(reading), {})
    figures = next(group for group in page.groups if group.label == "数字")
    assert [row.said for row in figures.rows] == ["30块（约数）", "下降2.5%"]
    assert ("sp-n", "数字") in page.legend


def test_a_mark_of_the_source_leads_to_its_row_and_back():
    reading = reading_of(DOUBTFUL)
    page = reader_page(DOUBTFUL, reading, first_decisions(reading), {})
    keys = {piece.key: piece for paragraph in page.source for piece in paragraph.pieces if piece.n}
    rows = [row for group in page.groups for row in group.rows]
    assert {row.number for row in rows} >= {keys["period"].n, keys["doc_no"].n}
    assert "rep" in keys["period"].css
    assert next(row.note for row in rows if row.key == "period") == "原文有缺字，已补全"
    assert "请核对" in next(row.note for row in rows if row.key == "deadlines-0")


def test_what_the_reader_missed_is_added_and_becomes_part_of_the_campaign():
    reading = reading_of(NOTICE)
    data = QueryDict(mutable=True)
    data.update({"themes-new.scope": "other", "themes-new.slogan": "绿色办公", "stats-new.unit": "块"})
    decisions, problems = posted(reading, first_decisions(reading), data)
    key = f"themes-{len(reading['themes'])}"
    assert (problems, decisions["rows"][key]["state"]) == ({}, "ok")
    assert "stats" not in decisions["added"]  # a unit without its thing is nothing yet
    whole = with_added(reading, decisions)
    assert "绿色办公" in [theme["slogan"] for theme in content_of(whole, all_confirmed(whole, decisions)).themes]
    again = posted(reading, decisions, QueryDict(f"ok={key}"))[0]
    assert again["rows"][key] == decisions["rows"][key]


def test_an_issuer_and_a_number_that_were_not_found_are_typed_in():
    reading = reading_of("关于开展2025年节能宣传周活动的通知\n各单位：\n6月23日至29日组织开展节能宣传周活动。")
    first = first_decisions(reading)
    assert first["rows"]["issuer"] == {"state": "open", "value": {"text": ""}}
    assert "doc_no" not in first["rows"]
    page = reader_page("", reading, first, {})
    assert next(row for row in page.groups[0].rows if row.key == "issuer").note == "原文没有读到，请填写"
    assert "doc_no-new.text" in [one.name for blank in page.blanks for one in blank.inputs]
    said = "ok=title&ok=issuer&issuer.text=某局&doc_no-new.text=某办发〔2025〕3号"
    typed, problems = posted(reading, first, QueryDict(said))
    assert not problems
    assert upper_name(typed) == "《关于开展2025年节能宣传周活动的通知》（某办发〔2025〕3号）"
    whole = with_added(reading, typed)
    assert "doc_no-new.text" not in [
        one.name for blank in reader_page("", whole, typed, {}).blanks for one in blank.inputs
    ]
    again, _ = posted(reading, typed, QueryDict("ok=title&ok=doc_no&added=doc_no&doc_no.text=某办发〔2025〕4号"))
    assert again["rows"]["doc_no"] == {"state": "ok", "value": {"text": "某办发〔2025〕4号"}}


def test_an_added_activity_with_a_wrong_day_comes_back_with_its_problem():
    reading = reading_of(NOTICE)
    data = QueryDict(mutable=True)
    data.update({"activities-new.title": "快闪", "activities-new.kind": "quiz", "activities-new.start_date": "后天"})
    decisions, problems = posted(reading, first_decisions(reading), data)
    (key,) = problems
    data = QueryDict(mutable=True)
    data.setlist("added", [key])
    data.update({f"{key}.title": "快闪", f"{key}.kind": "quiz", f"{key}.start_date": "2025-06-24"})
    decisions, problems = posted(reading, first_decisions(reading), data)
    assert (problems, decisions["rows"][key]["value"]["start_date"]) == ({}, "2025-06-24")


def test_what_cannot_be_a_day_is_said_at_its_row():
    reading = reading_of(NOTICE)
    data = QueryDict(mutable=True)
    data.update({"period.start": "2025-06-31", "activities-0.kind": "party", "low_carbon_day.date": "6月25日"})
    problems = posted(reading, first_decisions(reading), data)[1]
    assert set(problems) == {"period", "activities-0", "low_carbon_day"}
    data = QueryDict(mutable=True)
    data.update({"period.start": "2025-06-29", "period.end": "2025-06-23"})
    assert posted(reading, first_decisions(reading), data)[1] == {"period": "结束日期早于开始日期。"}


def test_the_upper_day_is_that_of_the_summary():
    reading = reading_of(NOTICE)
    decisions = all_confirmed(reading, first_decisions(reading))
    assert f"{upper_due(decisions):%m-%d %H:%M}" == "07-09 17:00"
    assert upper_name(decisions).startswith("《演示省机关事务管理局关于组织开展2025年")


def test_the_own_notice_cites_the_upper_one_and_proposes_an_earlier_day(town, now):
    upper = read_in(town.city, NOTICE, by=town.ines, now=now)
    campaign = confirm(upper, all_confirmed(upper.reading, upper.decisions), edit_no=0, by=town.ines)
    upper.refresh_from_db()
    notice = draft(campaign, by=town.ines, upper=upper)
    with pytest.raises(Refused, match="notice-being-drafted"):
        draft(campaign, by=town.ines, upper=upper)
    text = "".join(str(block) for block in notice.document.body["blocks"])
    assert notice.document.title == "云川市机关事务管理局关于开展2025年公共机构节能宣传周活动的通知"
    assert "根据《演示省机关事务管理局关于组织开展2025年" in text
    assert "7月7日（星期一）17:00前" in text
    assert f"{notice.due_at:%m-%d}" == "07-07"


def test_every_character_of_the_source_is_shown_once_however_marks_overlap():
    for text in (NOTICE, DOUBTFUL):
        reading = reading_of(text)
        marks = marks_of(lines(reading), [])
        shown = paragraphs(text, marks)
        assert ["".join(piece.text for piece in each.pieces) for each in shown] == [
            line for line in text.split("\n") if line.strip()
        ]
        anchors = [n for each in shown for piece in each.pieces for n in piece.anchors]
        assert sorted(anchors) == [mark.n for mark in marks]


def test_a_text_without_chinese_is_refused():
    with pytest.raises(Refused, match="not-chinese"):
        read_or_refuse("Lorem ipsum dolor sit amet, " * 20)
    with pytest.raises(Refused, match="empty-text"):
        read_or_refuse("   ")
    with pytest.raises(Refused, match="too-long"):
        read_or_refuse("节" * 1_000_001)


def test_content_takes_only_what_was_confirmed():
    reading = reading_of(NOTICE)
    decisions = all_confirmed(reading, first_decisions(reading))
    decisions["rows"]["activities-0"]["state"] = "out"
    content = content_of(reading, decisions)
    assert len(list(content.activities)) == 7


def test_a_campaign_is_called_what_the_notice_is_about():
    assert campaign_title(2025, "省局关于组织开展2025年“随手关”专项行动的通知") == "2025年“随手关”专项行动"
    assert campaign_title(2025, "关于做好绿色出行月有关工作的通知") == "2025年绿色出行月"
    assert campaign_title(2025, "关于开展2025年全省节能宣传周活动的通知") == "2025年公共机构节能宣传周"
    assert campaign_title(2025, "工作提示") == "2025年公共机构节能宣传周"


def test_a_district_writes_to_its_own_offices():
    district = Organization(name="云台区机关事务服务中心", kind="bureau", level="county", region=Region(name="云台区"))
    assert addressee_of(district) == "区直各单位，各公共机构"


TO_CALL = """演示省机关事务管理局关于开展2025年公共机构节能宣传周活动的通知
各市机关事务管理局，省直各单位：
根据《上级通知》（演机管〔2025〕12号）要求，6月23日至29日为2025年全国节能宣传周。
（一）节能业务培训。6月26日14:30在省政府2号楼第3会议室召开，各市节能管理人员参加。
请各市于7月9日17:00前将活动总结通过电子邮件报省机关事务管理局节能处，邮箱jnc@yanshi.example。
联系人：经办人，电话：13800005678，0000-86112233
演示省机关事务管理局
2025年6月12日
"""


def test_to_whom_it_goes_and_what_it_cites_have_a_row_each():
    reading = reading_of(TO_CALL)
    rows = {line.key: line for line in lines(reading)}
    assert rows["addressees"].values == {"text": "各市机关事务管理局，省直各单位"}
    assert rows["cited_doc_nos"].values == {"text": "演机管〔2025〕12号"}
    assert len(rows["addressees"].spans) >= 1


def test_how_to_hand_in_and_who_takes_part_can_be_put_right(town, now):
    upper = read_in(town.city, TO_CALL, by=town.ines, now=now)
    page = reader_page(upper.text, upper.reading, upper.decisions, {})
    inputs = {each.name: each for group in page.groups for row in group.rows for each in row.inputs}
    for name in ("to", "via", "channel", "email", "who"):
        assert f"deadlines-0.{name}" in inputs
    for name in ("participants", "mode", "method"):
        assert f"activities-0.{name}" in inputs
    sent = {
        "activities-0.participants": "各市、县节能管理人员",
        "activities-0.mode": "offline",
        "deadlines-0.via": "paper",
    }
    data = QueryDict(mutable=True)
    data.update(sent)
    decisions, problems = posted(upper.reading, upper.decisions, data)
    assert problems == {}
    assert decisions["rows"]["deadlines-0"]["value"]["via"] == "paper"
    campaign = confirm(upper, all_confirmed(upper.reading, decisions), edit_no=0, by=town.ines)
    activity = campaign.activities.get(ord=1)
    assert (activity.participants, activity.mode) == ("各市、县节能管理人员", "offline")


def test_what_was_decided_before_there_were_such_inputs_is_shown_with_them():
    reading = reading_of(TO_CALL)
    old = first_decisions(reading)
    old["rows"]["deadlines-0"] = {"state": "ok", "value": {"what": "总结", "due": "2025-07-09", "time": ""}}
    del old["rows"]["addressees"]
    rows = completed(reading, old)["rows"]
    assert (rows["deadlines-0"]["state"], rows["deadlines-0"]["value"]["what"]) == ("ok", "总结")
    assert rows["deadlines-0"]["value"]["email"] == "jnc@yanshi.example"
    assert rows["addressees"]["value"]["text"]


def test_numbers_to_call_are_masked_once_it_is_checked(town, now):
    upper = read_in(town.city, TO_CALL, by=town.ines, now=now)
    ines, address = town.client(town.ines), reverse("notices:upper", args=[upper.pk])
    page = ines.get(address).content.decode()
    assert "13800005678" in page
    assert "0000-86112233" in page
    confirm(upper, all_confirmed(upper.reading, upper.decisions), edit_no=0, by=town.ines)
    page = ines.get(address).content.decode()
    assert "13800005678" not in page
    assert "86112233" not in page
    assert page.count("138****5678") >= 2  # in the source and in the row
    assert "2025年7月9日" in page
