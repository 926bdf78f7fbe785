"""The lists of a desk, as the shared template shows them."""

from django.template.loader import render_to_string

from jieneng.ui.listings import Button, Line, Listing, Mark, are_empty

LINE = Line(
    "旧物换新",
    "/x/",
    "宣传周",
    ("<b>", Mark("wait", "进行中")),
    (Button("卡", "/c/", is_deed=True), Button("柜台", "/d/")),
)


def shown(*listings: Listing) -> str:
    return render_to_string("ui/parts/listings.html", {"listings": listings})


def test_a_line_has_a_link_cells_and_buttons() -> None:
    page = shown(Listing("兑换", ("活动", "时间", "状态"), [LINE]))
    assert '<a href="/x/">旧物换新</a><small class="m3">宣传周</small>' in page
    assert "&lt;b&gt;" in page
    assert 'class="st st-wait"' in page
    assert '<form method="post" action="/c/">' in page
    assert 'name="_key"' in page
    assert '<a class="btn btn-sm" href="/d/">柜台</a>' in page


def test_a_list_without_lines_is_not_shown() -> None:
    nothing = Listing("兑换", ("活动",), [])
    assert "兑换" not in shown(nothing)
    assert are_empty([nothing])
    assert not are_empty([nothing, Listing("场次", ("活动",), [LINE])])
