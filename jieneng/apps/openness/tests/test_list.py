"""The list of what is published: only what is open, filtered by the address, a page at a time, and as a feed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from jieneng.apps.openness.queries import SIZE, asked_of, page_of
from jieneng.apps.openness.tests.conftest import anybody
from jieneng.core.documents.disclosing import Description, describe
from jieneng.core.documents.models import Disclosure

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(**query):
    return [item.entry.document.title for item in page_of(asked_of(query)).rows]


@pytest.fixture
def three(disclosed, town):
    """A notice and a brief of the city, a repealed notice of the county on another subject."""
    disclosed("市局通知", number="云机管节〔2025〕1号")
    disclosed("市局简讯", kind="brief")
    repealed = disclosed("县中心通知", at="county", by="cora")
    said = Description("open", "waste", "notice", validity="repealed", invalid_since=repealed.written_on)
    describe(repealed, said, edit_no=0, by=town.cora, because="已由新通知代替")


def test_the_latest_stands_first_and_everybody_may_read_it(three):
    page = anybody().get("/open/").content.decode()
    assert page.index("县中心通知") < page.index("市局简讯") < page.index("市局通知")
    assert "云机管节〔2025〕1号" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "brief"}, ["市局简讯"]),
        ({"subject": "waste"}, ["县中心通知"]),
        ({"validity": "valid"}, ["市局简讯", "市局通知"]),
        ({"issuer": "望岭县"}, ["县中心通知"]),
        ({"issuer": "没有这家"}, []),
        ({"year": "1999"}, []),
        ({"kind": "nonsense", "subject": "nonsense", "year": "x"}, ["县中心通知", "市局简讯", "市局通知"]),
    ],
)
def test_the_address_filters(three, query, found):
    assert titles(**query) == found


def test_what_is_withheld_stands_neither_in_the_list_nor_in_the_feed(disclosed, town):
    paper = disclosed("不该公开的通知")
    said = Description("request", "publicity", "notice")
    describe(paper, said, edit_no=0, by=town.ines, because="依申请公开")
    assert "不该公开的通知" not in anybody().get("/open/").content.decode()
    assert "不该公开的通知" not in anybody().get("/open/feed.atom").content.decode()


def test_it_goes_on_page_by_page_without_counting(disclosed, now):
    made = [disclosed(f"第{n}号通知") for n in range(SIZE + 2)]
    Disclosure.objects.filter(document__in=made[:5]).update(opened_at=now - timedelta(days=1))  # the same moment
    first = page_of(asked_of({}))
    query = dict(part.split("=") for part in first.next_url[1:].split("&"))
    second = page_of(asked_of(query))
    seen = [item.entry.pk for item in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows)) == (SIZE, 2)
    assert len(set(seen)) == SIZE + 2
    assert second.next_url == ""


def test_a_list_takes_few_queries_however_long_it_is(disclosed, django_assert_max_num_queries):
    for n in range(12):
        disclosed(f"第{n}号通知")
    with django_assert_max_num_queries(4):
        anybody().get("/open/")


def test_an_empty_list_says_what_to_do(db):
    assert "暂无公开的文件" in anybody().get("/open/").content.decode()
    assert "清除条件" in anybody().get("/open/?kind=brief").content.decode()


def test_the_feed_names_title_issuer_moment_and_address(three):
    answer = anybody().get("/open/feed.atom?kind=notice")
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["县中心通知", "市局通知"]
    assert entries[1].find(f"{ATOM}link").get("href").startswith("http://127.0.0.1:8000/there/")
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "云川市机关事务管理局"
    assert entries[1].findtext(f"{ATOM}published")


def test_it_may_be_kept_for_a_minute_by_who_is_not_signed_in(three, town):
    assert anybody().get("/open/")["Cache-Control"] == "public, max-age=60"
    assert "no-store" in town.client(town.sam).get("/open/")["Cache-Control"]
