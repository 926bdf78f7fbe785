"""The marked source of a reading as HTML, every text escaped; made here, since a blank between two marks would show."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jieneng.apps.notices.reading.source import Paragraph, Piece

register = template.Library()


@register.filter
def marked(paragraph: Paragraph) -> SafeString:
    """One paragraph of the source.

    >>> marked(Paragraph("h", [Piece("一、"), Piece("6月<3>日", "sp-d", (5,), 5)]))
    '<p class="h">一、<span id="s5" class="nt-at"></span><mark class="hl sp-d">6月&lt;3&gt;日<sup>5</sup></mark></p>'
    """
    inner = format_html_join("", "{}", ((_piece(piece),) for piece in paragraph.pieces))
    return format_html('<p class="{}">{}</p>', paragraph.css, inner)


def _piece(piece: Piece) -> SafeString:
    anchors = format_html_join("", '<span id="s{}" class="nt-at"></span>', ((n,) for n in piece.anchors))
    if not piece.css:
        return format_html("{}{}", anchors, piece.text)
    number = format_html("<sup>{}</sup>", piece.n) if piece.n else ""
    return format_html('{}<mark class="hl {}">{}{}</mark>', anchors, piece.css, piece.text, number)
