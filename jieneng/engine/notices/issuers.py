"""Who issues a notice or tells a brief: from the title, the red head, the signature, the page's fields, the words."""

from __future__ import annotations

import re

from jieneng.engine.notices.draft import Value
from jieneng.engine.notices.page import Page

ORGAN = (
    r"(?:委员会|办公室|办公厅|管理局|事务局|事务中心|服务中心|管理中心|领导小组|协调小组|人民政府|工作部门|大学|学院|学校|医院|中学|小学|银行|公司|总社|协会"
    r"|联合会|常委会|组委会|工会|团中央|团[省市区县]委|妇联|科协|文明办|(?<!公)司|[局厅委办部署院处校所站])"
)
WHOLE_ISSUER = re.compile(rf"(?=[^\s]{{3}})[\u4e00-\u9fff()·]{{1,30}}{ORGAN}")
FIELD = re.compile(
    r"(?:发布机构|发文机关|发文单位|发布单位|制发机关|发布部门|信息来源|文章来源|来源|供稿单位|作者|供稿|撰稿|发布者|发布人)[^\u4e00-\u9fff\n]{0,6}(?:\n\W{0,4})?"
    r"(?P<name>(?!(?:文章|信息)?来源|作者|时间|日期|发布)[\u4e00-\u9fff()、]{3,30}?)"
    r"(?=浏览|点击|发布|阅读|访问|字号|作者|编辑|[^\u4e00-\u9fff()、]|$)"
)
# What may stand in such a field and can have issued something; newspapers and web sites only pass it on.
LIKE_AN_ORGAN = re.compile(rf"[\u4e00-\u9fff()·]{{2,28}}(?:{ORGAN}|科|队|馆|股|街道|镇|乡|社区|集团|支部|党委)")
GIVEN_BY = re.compile(
    rf"\(\s?(?:供稿|来源|撰稿|文/?图?)?\s?:?\s?(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{ORGAN}|科|街道|镇|乡))(?:\s[\u4e00-\u9fff\s]{{2,8}})?\s?(?:供稿|通讯员[^)]*)?\)"
)
FOOT = re.compile(rf"\n(?P<name>[\u4e00-\u9fff]{{2,24}}?(?:{ORGAN}|科|街道|镇|乡))供稿")
WELCOME = re.compile(r"欢迎(?:访问|光临|来到)(?P<name>[\u4e00-\u9fff]{3,24}?)(?:政府)?(?:官方)?(?:门户)?网站")
# Words that do not begin a name: who is spoken of, or what is followed (记者从市税务局, 根据省教育厅, 我委).
_NO_NAME = (
    r"(?!委|局|厅|现|记者|通讯员|本报|根据|按照|依据|参[与加]|我|各|该|本|此|这|通过|为|在|于|近日|日前|同时|据|深入|走进|走入|进|来到|面向|向|到|对|以|并|还|组织|联合|全"
    r"|辖区|所辖|每|由|从|与|和|及|让|使|将|把|号召|倡导|引导|鼓励)"
)
_ACTOR = (
    rf"(?P<name>{_NO_NAME}(?:[xX×*]{{1,4}})?[\u4e00-\u9fff]{{2,20}}?(?:委员会|办公室|管理局|事务局|事务中心|服务中心|管理中心|人民政府|大学|学院"
    r"|学校|医院|(?:保健|卫生|研究|设计|福利|敬老|疗养|体育|科学|党)院|疾控中心|中学|小学|附[小中]|幼儿园|(?<!各)社区|(?:居|村)委会|党校|政协(?:机关)?|人大(?:机关)?|公司|领导小组|政府|(?:法|检察)院|(?:文化|图书|博物|体育|科技|档案|美术)馆|[局厅委]|(?<![举主承协])办|(?<![此各到四多])处|街道|镇|中心))"
)
ACTS = r"(?:积极|认真|扎实|深入|多措并举|多举措|全面|精心|联合|组织|近日|已|于|带头|率先|切实|广泛|充分)*"
HEADLINE_ACTOR = re.compile(rf"{_ACTOR}{ACTS}(?:开展|举办|举行|召开|启动|参加|推进|落实|部署|紧扣|围绕|助力|践行|做好)")
# 云川学院2031年节能宣传周活动方案, 商务局20XX年节能宣传周活动总结
OWNER = re.compile(rf"{_ACTOR}(?=(?:开展)?(?:(?:19|20)\d\d|20[xX×*]{{2}})年)")
# Who opens a sentence, whatever they do there; and the town of 清溪镇各社区积极开展.
SUBJECT = re.compile(
    rf"(?:^|[\n。;]|近年来,|连日来,|据悉,|日,|日上午,|日下午,|期间,|以来,|,){_ACTOR}(?:机关)?(?:(?:[、与和及][^,。;]{{2,40}}?)?等[^,。;、]{{0,6}}(?:部门|单位|部委)|[、与和及][^,。;]{{2,30}}?)?"
    r"(?=积极|认真|扎实|深入|多措|全面|精心|联合|组织|切实|广泛|充分|高度重视|牢固树立|坚持|利用|采取|采用|迅速|严格|大力|持续|不断|紧密|通过|结合|宣布|将于"
    r"|综合运用|运用|根据|按照|紧扣|聚焦|立足|依托|借助|近日|日前|于|决定|开展|举办|举行|召开|启动|邀请|安排|制定|印发|下发|向|在|把|还|共)"
)
OF_PLACE = re.compile(
    r"(?:^|[\n。,])(?P<name>[\u4e00-\u9fff]{2,8}?(?:镇|街道|乡|区|县|市))各(?:社区|村|单位|部门|镇街|乡镇|学校)[^,。;]{0,6}(?:开展|组织|举办)"
)
# A name that opens the headline without a word of doing: 八角社区节能宣传周活动报道.
OPENS_TITLE = re.compile(rf"{_ACTOR}(?=[\u4e00-\u9fff“:,])")
# 市机关事务局与市环卫中心: two, of which the first is taken; 资产管理与服务处 is one.
FIRST_OF_TWO = re.compile(rf"[\u4e00-\u9fff]{{2,24}}?{ORGAN}(?=[与和及][\u4e00-\u9fff]{{3}})")
NO_PART = re.compile(r"仪式|深入|走[进入]|志愿者|居民|[在到由了]")  # of a name
OFFICE = re.compile(r"(?![\u4e00-\u9fff]{0,4}[省市区县州镇乡校院])[\u4e00-\u9fff]{2,8}[科股室处]")
DEED = re.compile(
    r"^(?:推进|落实|服务|节约|建设|发挥|加强|增强|引领|提[高升]|学习|结合|利用|现)|围绕|宣传(?!部)|活动|开展|营造|积极"
)
MEDIA = re.compile(
    r"网|日报|晚报|晨报|报社|融媒|新闻(?!出版)|电视|广播(?!影视)|频道|记者站|简历|范文|文库|招聘|编辑部|小编|通讯社"
)
PROSE_ACTOR = re.compile(
    rf"(?:^|[\n。,;]|为此|日前|近日|昨日|(?<!根)据|从|由)\s?{_ACTOR}(?:\([^()\n]{{2,30}}\))?{ACTS}"
    r"(?:于[\d年月日至到—-]{3,24},?)?(?:、[^,。;]{2,40}?等[^,。;、]{0,4}(?:部门|单位))?(?:和[^,。;]{2,16})?(?:积极|联合|共同)*"
    r"(?:(?:下发|印发|制发|制定)(?!的)|透露|介绍|获悉|了解到|通报|通过|联合|会同|在[^,。]{2,24},?(?:组织|共同)*(?:举行|举办|开展)"
    r"|(?:、[^,。;、]{3,20}){1,3}(?:联合|共同)?(?:主办|牵头)|开展|举办|举行|召开|(?:紧紧?)?围绕|紧扣|结合|响应|发布|牵头|主办|以(?:围绕)?“|(?<=组织)[^,。;]{2,60}(?:举行|举办|开展|召开|观看|收看))"
)
FLOWING = re.compile(rf"。\s?(?P<name>[\u4e00-\u9fff]{{2,28}}?{ORGAN})\s?(?=(?:20\d\d年\d|[一二][〇○零]..年))")
NO_ORGAN = re.compile(r"^(?:欢迎|进入|返回|关于|登录)|(?:网站|首页)$")
AND_OTHERS = re.compile(r"等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:部门|单位|部委|委办局)$")
RED_HEAD = re.compile(r"(?<=[局厅委办会府处部院校心])(?:文件|通知|公告|通告|函)$")
PASSING_ON = re.compile(r"(?:转发|印发|批转)[^\n]*$")


def issuer_of(page: Page, title: tuple[int, int, int], body: int) -> Value | None:
    """From the title; else from the lines around it, the signature, the page's own fields, in this order."""
    start, about, end = title
    lead = PASSING_ON.sub("", page.text[start:about])
    names = _names(page, start, start + len(lead))
    if names:
        return _one_or_more(names)
    for line_start, line_end in [*_organ_lines(page.text, 0, start), *_organ_lines(page.text, end, body)]:
        names = _names(page, line_start, line_end)
        if names:
            return _one_or_more(names)
    signed = _signature(page, body) or _flowing(page, body)
    return signed or _over_an_office(page, about) or _field(page) or _told_by(page, about, body)


def _over_an_office(page: Page, title_end: int) -> Value | None:
    """Who acts in the headline, where the page names only an office inside (来源:财务科)."""
    field = _field(page)
    title = page.text.rfind("\n", 0, title_end) + 1
    found = HEADLINE_ACTOR.search(page.text, title, title_end) if field and OFFICE.fullmatch(str(field.value)) else None
    return _named(page, found) if found and not NO_PART.search(found["name"]) else None


def _field(page: Page) -> Value | None:
    """What the page names as publisher or source, when it can be an organ."""
    for found in FIELD.finditer(page.text):
        if LIKE_AN_ORGAN.fullmatch(found["name"]) and not MEDIA.search(found["name"]):
            return Value(page.written(*found.span("name")), (page.span(*found.span("name")),), "medium")
    return None


def _told_by(page: Page, title_end: int, body: int) -> Value | None:
    """Of a brief: who gave it in brackets at its end, else who acts in the headline or first in the text."""
    given = [*list(GIVEN_BY.finditer(page.text, body))[-1:], *FOOT.finditer(page.text, body)]
    title_start = page.text.rfind("\n", 0, title_end) + 1
    headings = next((each.start for each in page.sections if each.kind == "part" and each.start > body), len(page.text))
    if given:
        return _named(page, given[0])
    for pattern, begin, end in (
        (OWNER, title_start, title_end),
        (HEADLINE_ACTOR, title_start, title_end),
        (PROSE_ACTOR, body, headings),
        (WELCOME, 0, body),
        (OPENS_TITLE, title_start, title_end),
        (OF_PLACE, body, headings),
        (SUBJECT, body, headings),
    ):
        of_title = pattern in (OWNER, HEADLINE_ACTOR, OPENS_TITLE)
        matches = [pattern.match(page.text, begin, end)] if of_title else pattern.finditer(page.text, begin, end)
        for found in matches:
            if found and not NO_PART.search(found["name"]) and not (pattern is SUBJECT and DEED.search(found["name"])):
                return _named(page, found)
    return None


def _named(page: Page, found: re.Match[str]) -> Value:
    start, end = found.span("name")
    first = FIRST_OF_TWO.match(page.text, start, end)
    end = first.end() if first else end
    return Value(page.written(start, end), (page.span(start, end),), "medium")


def _names(page: Page, start: int, end: int) -> list[Value]:
    found = []
    for part in re.finditer(r"[^\s、,]+", page.text[start:end]):
        words = AND_OTHERS.sub("", RED_HEAD.sub("", part[0]))
        if WHOLE_ISSUER.fullmatch(words) and not NO_ORGAN.search(words):
            at = start + part.start()
            found.append(Value(page.written(at, at + len(words)), (page.span(at, at + len(words)),)))
    return found


def _organ_lines(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """Lines that are nothing but organs' names: the red head above the title, or the issuers under it."""
    lines = [found.span() for found in re.compile(r"[^\n]+").finditer(text, begin, stop)]
    return [
        (start, end)
        for start, end in lines
        if RED_HEAD.search(text[start:end].rstrip())
        or all(WHOLE_ISSUER.fullmatch(part) for part in re.split(r"[ 、]+", text[start:end]))
    ]


def _signature(page: Page, body: int) -> Value | None:
    """The last line after the text that is nothing but an organ's name, mostly just above the date."""
    for found in reversed(list(re.finditer(r"(?:^|\n)([^\n]{3,60})(?=\n|$)", page.text[body:]))):
        at = body + found.start(1)
        words = re.sub(r"\s?(?:\d{4}年.*|[一二][〇○零]..年.*)$", "", found[1])
        names = _names(page, at, at + len(words))
        if names and "".join(str(name.value) for name in names) == re.sub(r"\s", "", page.written(at, at + len(words))):
            return _one_or_more(names)
    return None


def _flowing(page: Page, body: int) -> Value | None:
    """A signature that closes a text without breaks: …认真落实。云川市教育局2031年5月30日."""
    found = FLOWING.search(page.text, body)
    return Value(page.written(*found.span("name")), (page.span(*found.span("name")),), "medium") if found else None


def _one_or_more(names: list[Value]) -> Value:
    spans = tuple(span for name in names for span in name.spans)
    return Value(names[0].value if len(names) == 1 else [name.value for name in names], spans)
