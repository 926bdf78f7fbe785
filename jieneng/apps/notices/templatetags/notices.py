"""The marked source of a reading as HTML, every text escaped; made here, since a blank between two marks would show."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jieneng.apps.notices.reading.rows import LOOKS
from jieneng.apps.notices.reading.source import Paragraph, Piece

register = template.Library()
_WORDS = LOOKS | {"rep": "原文有缺字，已补全", "con": "有矛盾，请核对"}


@register.filter
def marked(paragraph: Paragraph) -> SafeString:
    """One paragraph of the source.

    >>> print(marked(Paragraph("h", [Piece("<一>、"), Piece("6月", "sp-d", (5,), 5, "week")])))
    <p class="h">&lt;一&gt;、<span id="s5" class="nt-at"></span>\
<mark class="hl sp-d" title="日期" data-row="r-week">6月\u2060<a href="#r-week" class="nt-n">5</a></mark></p>
    """
    inner = format_html_join("", "{}", ((_piece(piece),) for piece in paragraph.pieces))
    return format_html('<p class="{}">{}</p>', paragraph.css, inner)


def _piece(piece: Piece) -> SafeString:
    anchors = format_html_join("", '<span id="s{}" class="nt-at"></span>', ((n,) for n in piece.anchors))
    if not piece.css:
        return format_html("{}{}", anchors, piece.text)
    row = f"r-{piece.key}"
    number = format_html('\u2060<a href="#{}" class="nt-n">{}</a>', row, piece.n) if piece.n else ""
    said = "，".join(_WORDS[look] for look in piece.css.split() if look in _WORDS)
    mark = '{}<mark class="hl {}" title="{}" data-row="{}">{}{}</mark>'
    return format_html(mark, anchors, piece.css, said, row, piece.text, number)
