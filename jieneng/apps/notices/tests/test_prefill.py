"""What one's own notice says of the activities of the level above."""

from jieneng.apps.notices.paper.prefill import text_of
from jieneng.core.campaigns.actions import Content, set_up


def test_it_speaks_of_those_below_oneself_and_sends_nobody_to_where_something_is_broadcast_from(town):
    watched = {"kind": "watch_live", "title": "收看启动活动", "place": "青岭市", "participants": "各市、各单位干部职工"}
    met = {"kind": "lecture_training", "title": "举办培训", "place": "第二会议室", "mode": "offline"}
    content = Content(
        title="节能宣传周", year=2025, activities=[watched | {"mode": "online", "method": "网络直播"}, met]
    )
    text = text_of(town.city, set_up(town.city, content, by=town.ines), basis="", due_at=None)
    assert "网络直播，各县（区）、各单位干部职工参加" in text
    assert "各市" not in text
    assert "青岭市" not in text
    assert "第二会议室" in text
