"""What is to be handed in by when, to whom, through which channel."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jieneng.engine.notices.draft import Deadline
from jieneng.engine.notices.page import Page
from jieneng.engine.texts.dates import When
from jieneng.engine.texts.spans import Span

VERB = (
    r"(?:报送|上报|报至|报到|报回|反馈|发送|提交|(?<![板海简墙日晚周月电手小画])报(?!告|道|刊|纸|名|栏|社|表|送)|寄|交(?!通|流|易|互|接)"
    r"|发至|发到|传至|送|填报|上传|回复|投稿|推荐|函告|反馈至|汇总)(?!平台|系统|栏目|渠道|制度)"
)
VERBS = re.compile(VERB)
ENROL = re.compile(r"(?:报名|申报|征集|征稿|投稿|报送|截稿|接收|收稿|递交|交稿)[^,。;]{0,8}\Z")
DONE = re.compile(r"完成|张贴|悬挂|落实|制定|部署|确定|报名|开展")
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,20}){1,4}", re.ASCII)
OBJECT = re.compile(
    rf"(?:将|把)(?P<what>[^,。;]{{2,60}}?)(?=\s?{VERB}|\(|(?:以|通过|经|用|由|并|及时|同时|统一|一并|分别|加盖|于|电子版|纸质版"
    rf"|书面)[^,。;]{{0,60}}?{VERB}|,[^。;]{{0,40}}?{VERB})"
)
OBJECT_BEFORE = re.compile(r"(?:将|把)(?P<what>[^,。;将把]{2,40}?)(?:务必|请)?[,于在]{0,2}\Z")
AFTER_VERB = re.compile(rf"{VERB}(?P<what>[\u4e00-\u9fff“”《》、]{{2,30}}?)(?=[,。;(]|$|至|到|发)")
TO = re.compile(
    r"(?:报送|上报|报至|反馈|发送|提交|报|寄|交|发|送|传)(?:至|到|给|往)?(?P<to>[\u4e00-\u9fff()、]{1,30}?(?:局|厅|委|办|处|司|科|室|中心|部|院|政府"
    r"|小组|公司|工会|团委)(?:[\u4e00-\u9fff]{0,20}?(?:处|司|科|室|中心|部|办))?)(?=[,。;(:]|$|邮箱|电子|指定|汇总|备案|[A-Za-z])"
)
TO_BEFORE = re.compile(
    rf"向(?P<to>[\u4e00-\u9fff()]{{2,24}}?(?:局|厅|委|办|处|司|科|室|中心|部|院|政府|小组))(?={VERB}|提)"
)
CHANNEL = re.compile(rf"(?:通过|登录|在)(?P<how>[^,。;:]{{2,60}}?)(?={VERB})")
PLATFORM = re.compile(r"平台|系统|网站|网页|栏目|小程序|问卷|云|政钉|钉钉|政易|政通|OA|公文交换|门户")
MADE_WITH = (
    ("email", re.compile(r"邮箱|邮件|@|电子邮")),
    ("wechat", re.compile(r"微信")),
    ("qq", re.compile(r"QQ|qq群")),
    ("platform", PLATFORM),
    ("paper", re.compile(r"纸质|书面|盖章|传真")),
)
WHO = re.compile(
    r"(?:^|[,。;:\n)])\s?(?:\d{1,2}[.、])?(?:请)?(?P<who>(?:各|参加|有关|省直|市直|区直|县直|入选|参会|参训|全[市省区县]|中央|申报|获奖)[^,。;:]{1,60}?)(?=要|应|须|需"
    r"|请|于|将|在|及时|认真|根据|结合|做好|对|务必|,)"
)
REPORTER = re.compile(
    rf"(?P<who>(?:各|中央|省|市|区|县|州|直属|其他|高校)[\u4e00-\u9fff、]{{1,20}}?)(?:的)?(?:材料|总结|回执|信息|作品)?(?:请)?{VERB}(?:至"
    rf"|到)?(?:邮箱|电子邮箱|指定邮箱)?\s?:?\s?$"
)
FORMED = re.compile(r"(?:形成|撰写|整理|汇编|提炼)(?:成|出)?(?P<what>[^,。;:]{2,24}?)(?=[,;]|$)")
SITUATION = re.compile(r"[,;](?P<what>[^,。;:]{2,24}(?:情况|总结|材料|信息|报告|名单))\s?[请于应须需在]*\s?\Z")
EMPTY_WORD = re.compile(r"(?:作品|材料)?(?:接收|接受|报名|上报|提交|报送|截止|截稿|征稿|征集)")
GENERIC = re.compile(r"(?:有关|相关|上述)?(?:材料|情况|资料|报告|总结)")
SUMMED_UP = re.compile(r"(?:总结|对)(?P<of>[^,。;]{4,40}?)(?:的)?情况")
TASK = re.compile(r"\)?(?:之前|以前|前|止)?,?(?P<what>[^,。;]{2,40})")
TASK_NEAR = 60  # characters after a day in which the verb of a task stands
ABOUT_REPORTING = re.compile(r"(?:报送|上报|提交).{0,8}(?:方式|时间|要求)")  # such a heading names nothing to hand in
HANDED_IN = re.compile(r"材料|总结|报告|作品|信息|表格|回执|名单|方案|照片|视频")
PROMPT = re.compile(r"(?:及时|适时|每日|每天|随时|定期|按时|按要求|活动结束后)[^,。;\n]{0,40}")
MASKED_DAY = re.compile(r"[xX×✕*]{1,2}月[xX×✕*]{1,2}日|(?<![\d年月])[_ ]{2,}月[_ ]{2,}日")
NEXT = 160  # characters after the sentence in which mail boxes are still named


@dataclass(frozen=True)
class Asked:
    """What is asked for: the dated requests, and the places of requests without a day."""

    deadlines: tuple[Deadline, ...]
    undated: tuple[Span, ...]


def requests_of(page: Page, stop: int) -> Asked:
    """Every deadline before ``stop`` (the list of attachments, the signature)."""
    found: list[Deadline] = []
    for when in page.whens:
        if when.start >= stop or not when.before:
            continue
        start, end = page.sentence(when.start)
        if VERBS.search(page.text, when.end, end) or VERBS.search(page.text, start, when.start):
            found.extend(_same_object(each, found) for each in _deadlines(page, when, start, end))
        elif ENROL.search(page.text, start, when.start):
            found.extend(_deadlines(page, when, start, end))
        elif done := DONE.search(page.text, when.end, min(end, when.end + TASK_NEAR)):
            found.append(_task(page, when, end, done.start()))
    return Asked(tuple(found), tuple(_undated(page, stop)))


def _deadlines(page: Page, when: When, start: int, end: int) -> list[Deadline]:
    what = _what(page, when, start, end)
    to = TO.search(page.text, when.end, end) or TO_BEFORE.search(page.text, start, end)
    how = CHANNEL.search(page.text, when.end, end)
    channel = page.written(*how.span("how")) if how and _via(how["how"]) else None
    boxes = _boxes(page, when, end)
    one = Deadline(
        what=what,
        due=when.last,
        time=when.end_time or when.start_time,
        to=page.written(*to.span("to")) if to else None,
        via=_via(channel) if channel else "email" if boxes else _via(page.text[when.start : end]),
        channel=channel,
        email=None,
        who=_who(page, start, when.start),
        spans=(page.span(when.start, when.end), *((page.span(*to.span("to")),) if to else ())),
        confidence=when.confidence,
        repaired=when.repaired,
    )
    if not boxes:
        return [one]
    return [replace(one, email=email, who=who or one.who, spans=(*one.spans, span)) for email, who, span in boxes]


def _same_object(deadline: Deadline, before: list[Deadline]) -> Deadline:
    """ "…于9日前报送总结；省直单位于4日前报送": the second clause names who and leaves out what."""
    return replace(deadline, what=before[-1].what) if before and deadline.what == deadline.who else deadline


def _task(page: Page, when: When, end: int, done: int) -> Deadline:
    """Something to be done (not handed in) by a day; ``done`` is where its verb stands, mostly in the first clause."""
    words = TASK.match(page.text[when.end : end])
    if words and when.end + words.end() <= done:
        words = TASK.match(page.text[done:end])
    what = words["what"] if words else page.text[when.end : end]
    return Deadline(what, when.last, when.end_time or when.start_time, None, None, None, None, None,
                    (page.span(when.start, when.end),), when.confidence, when.repaired)  # fmt: skip


def _what(page: Page, when: When, start: int, end: int) -> str:
    """The object of 将…报送, else what follows the verb, what was written before, what stands before the day."""
    found = (
        OBJECT.search(page.text, when.end, end)
        or OBJECT_BEFORE.search(page.text, start, when.start)
        or OBJECT.search(page.text, start, when.start)
    )
    if found:
        what = page.written(*found.span("what"))
        if GENERIC.fullmatch(found["what"]):
            of = SUMMED_UP.search(page.text, start, when.start)
            return page.written(*of.span("of")) + "情况" + what if of else what
        return what
    for found in AFTER_VERB.finditer(page.text, when.end, end):
        if not re.match(r"[至到给]|[\u4e00-\u9fff]{0,14}(?:局|处|厅|办|科|邮箱)$", found["what"]):
            return page.written(*found.span("what"))
    formed = list(FORMED.finditer(page.text, start, when.start))
    if formed:
        return page.written(*formed[-1].span("what"))
    before = re.search(
        r"(?P<what>[\u4e00-\u9fff“”《》、]{2,24}?)(?:的)?(?:报送|提交|上报|征集|投稿|报名)?(?:截止|截至|请|务必|须|需|应)?(?:时间|日期)?(?:为|是"
        r"|:|于|在)?$",
        page.text[start : when.start],
    )
    if before and not EMPTY_WORD.fullmatch(before["what"]):
        return before["what"]
    if before and "报名" in before["what"]:
        return "报名"
    last = SITUATION.search(page.text, start, when.start)
    if last:
        return page.written(*last.span("what"))
    for section in page.ancestry(page.section_at(when.start)):
        title = section.title(page.text).strip()
        named = ABOUT_REPORTING.search(title) and HANDED_IN.search(page.text, start, when.start)
        return named[0] if named else title
    return "材料"


def _who(page: Page, start: int, end: int) -> str | None:
    found = WHO.search(page.text, max(0, start - 1), end)
    if found is None:
        return None
    return re.sub(r"^请", "", page.written(*found.span("who")))


def _boxes(page: Page, when: When, end: int) -> list[tuple[str, str | None, Span]]:
    """The mail boxes named in the sentence or just after it, with the reporters each is for."""
    limit = page.text.find("\n", end)
    limit = min(len(page.text) if limit < 0 else limit, end + NEXT)
    following = [each for each in page.whens_in(when.end, limit) if each.before]
    limit = following[0].start if following else limit
    found: list[tuple[str, str | None, Span]] = []
    sentence = page.sentence(when.start)[0]
    for email in (*EMAIL.finditer(page.text, when.end, limit), *EMAIL.finditer(page.text, sentence, when.start)):
        if email[0] in {each[0] for each in found}:
            continue
        clause = re.split(r"[,。;(]", page.text[when.start : email.start()])[-1]
        who = REPORTER.search(clause)
        found.append((email[0], who["who"] if who else None, page.span(*email.span())))
    split = [each for each in found if each[1]]
    return found if len(split) >= 2 else found[:1]


def _via(words: str) -> str | None:
    return next((name for name, pattern in MADE_WITH if pattern.search(words)), None)


def _undated(page: Page, stop: int) -> list[Span]:
    """Requests to hand something in that name no day, or only X月X日."""
    found: list[Span] = []
    reached = 0
    for verb in re.finditer(r"报送|上报|反馈|提交|报至", page.text[:stop]):
        if verb.start() < reached:
            continue
        start, reached = page.sentence(verb.start())
        end = reached
        if page.whens_in(start, end):
            continue
        section = page.section_at(verb.start())
        if end - start < 12 or (section and any(when.before for when in page.whens_in(section.start, section.end))):
            continue
        if PROMPT.search(page.text, start, end) or MASKED_DAY.search(page.text, start, end):
            found.append(page.span(start, end))
    return found
