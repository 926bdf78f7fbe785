from types import SimpleNamespace

from django.http import HttpRequest
from django.urls import path
from pytest_django.fixtures import Settings

from jieneng.ui.context import footer_items, frame
from jieneng.ui.navigation import NavEntry, NavGroup, NavItem, entries, grouped, register


def _nothing(request: HttpRequest) -> None: ...


urlpatterns = [path("notices/", _nothing, name="notices"), path("reporting/", _nothing, name="reporting")]


def _bar(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    register(NavItem("填报", "reporting", order=2, count=lambda request: 3))
    register(NavItem("通知", "notices", order=1, match=("/notices/",)))


def test_entries_stand_in_their_order_with_their_counts(hanna: HttpRequest, settings: Settings) -> None:
    _bar(settings)
    assert [(entry.label, entry.count) for entry in entries(hanna)] == [("通知", 0), ("填报", 3)]


def test_the_entry_of_the_page_one_is_on_is_current(hanna: HttpRequest, settings: Settings) -> None:
    _bar(settings)
    hanna.resolver_match = SimpleNamespace(view_name="reporting")
    assert [entry.label for entry in entries(hanna) if entry.current] == ["填报"]
    hanna.resolver_match, hanna.path = None, "/notices/12/"
    assert [entry.label for entry in entries(hanna) if entry.current] == ["通知"]


def test_an_entry_is_hidden_from_those_it_is_not_for(hanna: HttpRequest, settings: Settings) -> None:
    _bar(settings)
    register(NavItem("通知", "notices", order=1, shown_to=lambda request: False))
    assert [entry.label for entry in entries(hanna)] == ["填报"]


def test_a_stranger_has_no_bar_and_no_count_is_asked(stranger: HttpRequest, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    register(NavItem("通知", "notices", order=1, count=lambda request: 1 // 0))
    assert not frame(stranger)["nav"]


def test_the_foot_shows_only_what_the_operator_has_filled_in(settings: Settings) -> None:
    settings.JIENENG_OPERATOR = {"host": "演示市机关事务管理局", "icp": "演ICP备00000000号", "phone": ""}
    assert [(item["label"], item["text"]) for item in footer_items()] == [
        ("主办单位", "演示市机关事务管理局"),
        ("", "演ICP备00000000号"),
    ]
    assert footer_items()[1]["href"].startswith("https://beian.")


def _seen(label: str, group: str = "", *, current: bool = False) -> NavEntry:
    return NavEntry(label, f"/{label}", current, 0, False, group)


def test_those_of_a_group_stand_together_where_its_first_stands():
    flat = [
        _seen("待办"),
        _seen("场次", "活动"),
        _seen("竞答", "活动", current=True),
        _seen("简讯"),
        _seen("大屏", "活动"),
    ]
    first, group, last = grouped(flat)
    assert (first.label, last.label) == ("待办", "简讯")
    assert isinstance(group, NavGroup)
    assert [entry.label for entry in group.entries] == ["场次", "竞答", "大屏"]
    assert (group.label, group.current) == ("活动", True)


def test_one_of_a_group_alone_stands_by_itself():
    assert grouped([_seen("待办"), _seen("场次", "活动")]) == [_seen("待办"), _seen("场次", "活动")]
