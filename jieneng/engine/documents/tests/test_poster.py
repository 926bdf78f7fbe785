"""The poster: one sheet of the size that was asked for, with the words on it, whatever was typed and however long."""

import io

import pypdfium2
import pytest
import segno

from jieneng.engine.documents.poster import Poster, build, markup


def _poster(**said):
    drawn = io.BytesIO()
    segno.make("https://a.example/c/1/").save(drawn, kind="svg")
    words = {
        "title": "节能宣传周",
        "host": "云川市机关事务管理局",
        "address": "https://a.example/c/1/",
        "call": "扫码看活动",
    }
    return Poster(**words | {"qr": drawn.getvalue(), "lines": (("时间", "6月23日至29日"),)} | said)


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("a3", 842)])
def test_it_is_one_sheet_of_its_size_with_its_words(fonts, size, width):
    poster = _poster(slogan="节能增效，焕“新”引领", over="活动")
    data = build(poster, size, fonts=fonts)
    paper = pypdfium2.PdfDocument(data)
    assert (len(paper), round(paper[0].get_width())) == (1, width)
    read = "".join(paper[0].get_textpage().get_text_bounded().split())
    assert all(words in read for words in ("节能宣传周", "6月23日至29日", "云川市机关事务管理局", "扫码看活动"))
    assert data == build(poster, size, fonts=fonts)


def test_however_long_it_stays_on_one_sheet(fonts):
    long = "推动绿色低碳发展" * 15
    poster = _poster(title=long, slogan=long, over=long, host=long[:100], lines=(("时间", long), ("地点", long)))
    assert len(pypdfium2.PdfDocument(build(poster, "a4", fonts=fonts))) == 1


def test_nothing_that_was_typed_acts(fonts):
    assert '"\\") #panic(\\"x"' in markup(_poster(title='") #panic("x'), "a4")
    build(_poster(title='") #panic("x', slogan="#let x = 1\n$y$"), "a4", fonts=fonts)
