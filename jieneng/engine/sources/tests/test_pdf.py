"""A pdf is read in reading order without its running lines; one without words says so."""

import zlib

import pytest

from jieneng.engine.sources.found import Limits, NotRead
from jieneng.engine.sources.reading import read
from jieneng.engine.sources.tests.papers import assembled, paper, pdf

LINES = ["关于开展2025年节能宣传周活动的通知", "各市机关事务管理局：", "宣传周为6月23日至29日，主题是“节能增效”。"]


@pytest.mark.parametrize(
    ("encoding", "codec"), [("GBK-EUC-H", "gbk"), ("UniGB-UCS2-H", "utf-16-be"), ("UniGB-UTF16-H", "utf-16-be")]
)
def test_the_fonts_of_typesetters_are_read_without_a_table(encoding, codec):
    found = read(pdf([paper(LINES)], encoding=encoding, codec=codec))
    assert (found.kind, found.text.split("\n"), found.pictures) == ("pdf", LINES, ())


def test_page_numbers_and_running_heads_are_dropped_and_the_first_head_stays():
    pages = [
        [(200, 800, "内部资料"), *paper([f"第{n}段讲节约用电用水", "以上共" + "三" * n + "条。"], foot=f"— {n} —")]
        for n in (1, 2, 3)
    ]
    said = read(pdf(pages)).text.split("\n")
    assert said == [line for n in (1, 2, 3) for line in (f"第{n}段讲节约用电用水", "以上共" + "三" * n + "条。")]


def test_a_number_in_the_middle_of_a_page_stays():
    lines = ["参加人数如下", "全体干部职工合计", "300", "以上人数不含未成年人", "请各市各单位如实填写", "请按时报送"]
    assert "300" in read(pdf([paper(lines)])).text.split("\n")


def test_wide_gaps_part_cells_and_narrow_ones_are_closed():
    row = [(72, 700, "序号"), (200, 700, "活动名称"), (400, 700, "时间")]
    said = read(pdf([paper(LINES, first=650) + row])).text
    assert "序号\t活动名称\t时间" in said
    assert "于6月23日" in read(pdf([paper([*LINES, "于 6 月 23 日举办启动活动"])])).text


def scan(words=()):
    picture = zlib.compress(bytes(300))
    return assembled(
        [
            b"<</Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
            b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
            b"<</Length 30>>stream\nq 500 0 0 700 40 40 cm /I Do Q\nendstream",
            b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 595 842]/Contents 2 0 R/Resources<</XObject<</I 1 0 R>>>>>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Catalog/Pages 4 0 R>>",
        ]
    )


def test_a_scan_is_called_a_scan():
    with pytest.raises(NotRead, match="scanned"):
        read(scan())


def test_letters_without_any_chinese_are_not_taken_for_the_notice():
    with pytest.raises(NotRead, match="unmapped"):
        read(pdf([paper(["ABCDEFGHIJKLMNOPQRSTUVWXYZ"])]))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + bytes(900) + b"%%EOF", pdf([paper(LINES)])[:-90]])
def test_half_a_file_is_broken_and_never_half_read(data):
    with pytest.raises(NotRead, match="broken"):
        read(data)


def test_too_many_pages_are_refused_with_the_limit():
    with pytest.raises(NotRead, match="too-many-pages") as no:
        read(pdf([paper(LINES)] * 4), Limits(most_pages=3))
    assert no.value.facts == {"n": 4, "limit": 3}


def test_a_paper_with_a_password_is_locked():
    locked = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>"
    objects = [b"<</Type/Pages/Count 0/Kids[]>>", locked, b"<</Type/Catalog/Pages 1 0 R>>"]
    with pytest.raises(NotRead, match="locked"):
        read(assembled(objects, trailer=f"/Encrypt 2 0 R/ID[<{'01' * 16}><{'01' * 16}>]"))
