"""What of a web page belongs to the site and not to the notice: scripts, navigation, footers, lists of articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jieneng.engine.sources.packages import Element

_NEVER_SHOWN = """
    script style noscript template head title meta link base iframe frame frameset object embed applet svg math canvas
    audio video source track map nav button input select option textarea datalist progress meter dialog
"""
_NEVER = frozenset(_NEVER_SHOWN.split())
_SITE = frozenset({"footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"})
_NAMES_OF_FURNITURE = """
    nav navbar navigation menu submenu footer foot bottom copyright breadcrumb breadcrumbs crumb crumbs position
    location weizhi dqwz sidebar side aside share sharebox bdsharebuttonbox toolbar pager pagination prevnext qrcode ewm
    erweima search searchbox banner login friendlink friendlinks links related relate xgwd xgyd recommend hot float
    gotop totop barrierfree wza skip
"""
_WORDS = frozenset(_NAMES_OF_FURNITURE.split())
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CUT = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")
_ENCLOSED = re.compile(r"附\s*件|\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)\b", re.IGNORECASE)
_LISTS = frozenset({"ul", "ol", "div", "table", "dl", "section", "p", "td"})
_MOST_TAKEN = 0.4  # of the words of a page; what holds more is not furniture, whatever its name
_LINKED, _LEAST_LINKS = 0.8, 4


def without_site(body: Element) -> Element:
    """The body without what belongs to the site. What is taken away goes from the tree; the words after it stay."""
    _take(body.iter(*_NEVER))
    _take(each for each in body.iter() if _is_hidden(each))
    most = _MOST_TAKEN * _length(body)
    _take(each for each in body.iter() if each is not body and _is_named(each) and _length(each) <= most)
    _take(each for each in body.iter(*_LISTS) if each is not body and _is_list_of_links(each) and _length(each) <= most)
    return body


def _take(elements: Iterable[Element]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is None:
            continue
        before = element.getprevious()
        tail = element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_named(element: Element) -> bool:
    if element.tag in _SITE or (element.get("role") or "").lower() in _ROLES:
        return True
    if element.tag == "header":
        return next(element.iterancestors("article", "main"), None) is None and element.find(".//h1") is None
    return any(word in _WORDS for name in ("id", "class") for word in _words_of(element.get(name) or ""))


def _words_of(name: str) -> list[str]:
    """footer-nav, footerNav and footer_nav say the same."""
    return _CUT.sub(" ", name if any(sign.islower() for sign in name) else name.lower()).lower().split()


def _is_list_of_links(element: Element) -> bool:
    links = list(element.iter("a"))
    if len(links) < _LEAST_LINKS or any(_ENCLOSED.search("".join(link.itertext())) for link in links):
        return False
    return sum(map(_length, links)) >= _LINKED * _length(element)


def _length(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())
