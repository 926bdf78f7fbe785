"""Papers as web pages."""

from html.parser import HTMLParser

from jieneng.engine.documents.blocks import (
    Addressee,
    Attachments,
    DocNo,
    Document,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paragraph,
    Photo,
    Photos,
    Run,
    Signature,
    Table,
    Title,
)
from jieneng.engine.documents.html import to_html

CANARY = "<script>alert('x')</script>\"'&"


class Reader(HTMLParser):
    """Collects tags and attributes, and whether every tag is closed in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_every_text_is_escaped_everywhere():
    x = CANARY
    document = Document(
        (
            Masthead(x, "document", x, x, x),
            DocNo(x),
            Title(x),
            Addressee(x),
            Heading(x, 1),
            Paragraph((Run(x), Run(x, x))),
            Table((x,), ((x,),), caption=x),
            Photos((Photo(b"", x, x),)),
            Attachments((x, x)),
            Signature(x, x, sealed=True),
            Note(x),
            Imprint((x,), x, x),
        ),
        code=x,
    )
    page = Reader(to_html(document, photo_url=lambda ref: f"/files/{ref}"))
    assert "script" not in page.tags
    assert page.open == []
    assert page.text.count(CANARY) == 23
    assert {name for name, _ in page.attributes} == {"class", "scope", "src", "alt", "loading"}


def test_a_paper_has_the_same_words_on_the_web_as_on_paper(notice):
    text = Reader(to_html(notice)).text
    for words in ("一、时间和主题", "（一）报什么", "1.照片", "（1）几张", "附件：1.活动安排表", "（此件公开发布）"):
        assert words in text
    assert "市直各单位：" in text
    assert "抄送：演示省机关事务管理局。" in text
    assert "2025年6月10日印发" in text


def test_a_cited_figure_is_made_by_the_caller(brief):
    html = to_html(brief, lambda key, text: f'<button data-key="{key}">{text}</button>')
    assert '宣传画<button data-key="posters">33200余</button>套' in html
    assert '<button data-key="trainings">76</button>' in html


def test_the_brief_has_classes_for_the_style_sheet_and_no_style_of_its_own(brief):
    html = to_html(brief, photo_url=lambda ref: f"/files/{ref}.jpg")
    for css in ("doc-masthead-brief", "doc-title", "doc-h1", "doc-p", "doc-table", "doc-photos", "doc-code"):
        assert css in html
    assert "style=" not in html
    assert '<td>云川市</td><td class="num">4,118</td>' in html
    assert '<img src="/files/p1.jpg" alt="照片1" loading="lazy"><figcaption>照片1</figcaption>' in html
    assert "节能宣传周活动情况</h2>" in html


def test_without_an_address_a_photo_is_its_caption(brief):
    assert "<img" not in to_html(brief)


def test_minutes_and_attached_parts_have_their_words_on_the_web_too(minutes):
    text = Reader(to_html(minutes)).text
    assert "出席：办公室、节能科、后勤中心负责人" in text
    assert "附件各月用电安排表" in text


def test_the_signers_of_an_upward_paper_stand_beside_its_number():
    html = to_html(Document((DocNo("云机管发〔2025〕3号", ("甲某", "乙某")),)))
    assert "<span>云机管发〔2025〕3号</span><span>签发人：甲某　乙某</span>" in html
