"""Numbers of a text that count nothing that happened."""

import pytest

from jieneng.engine.figures import read


@pytest.mark.parametrize(
    "text",
    [
        "今年是第35个节能宣传周。",
        "演示法院五项举措促节能降耗",
        "两名职工在看展板。 记者 某某摄\n6月9日，启动仪式举行。",
        "践行135出行,3公里骑自行车,5公里乘公交。",
        "在5号楼3层会议室举行,空调不低于26℃。",
        "发布日期：2031-06-20  浏览次数：318次",
        "当日点击量:200次",
        "每单位限报2名,每人1份。",
        "作品不超过3件,视频时长5分钟以内。",
        "至少张贴4张海报。",
        "前10名将获得奖品。",
        "上述三个部门走进社区。",
        "要抓好三个方面、五项要求。",
        "用三个月时间完成整改。",
        "增强“四个意识”,坚定“四个自信”,开展“五个一”活动。",
        "按照《节能100条》组织学习。",
        "开展一次活动,举办一场讲座。",
        "拟发放手册300份。",
        "组织能耗5000吨标准煤以上企业座谈。",
        "联系电话：0571-85551234，邮箱在3号栏。",
        "十四五期间,20人民广场,12部门,30张贴画栏。",
        "示范点1-2个。",
        "16.06.2031  11:07\n\n  本网讯 今天开展宣传。",
        "比分3:2人获奖。",
        "严格按照四类垃圾分类处置。",
        "一年一度的节能宣传周开始了。",
        "通过二次利用改造减少浪费。",
        "电池在三节课后交到德育处。",
        "全市紧紧围绕两个活动主题开展宣传。",
        "该委等14个部门近日已联合印发通知。",
        "各科室、各病区各1名。",
    ],
)
def test_no_statistic_is_read_from(text: str):
    assert [(each.item, each.count, each.unit) for each in read(text).stats] == []


def test_a_notice_asks_and_tells_nothing():
    head = "关于开展节能宣传周活动的通知\n各科室、各中心：\n"
    notice = head + "现将有关事项通知如下：\n组织3场讲座,悬挂横幅2条,参与率达到90%。"
    found = read(notice)
    assert (found.stats, found.rates) == ((), ())


def test_a_notice_may_tell_of_the_year_before():
    notice = "关于开展活动的通知\n各科室：\n去年累计发放手册500份。\n现将有关事项通知如下：\n张贴海报2张。"
    assert [(each.item, int(each.count)) for each in read(notice).stats] == [("手册", 500)]
