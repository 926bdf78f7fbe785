"""Who can be asked: persons, telephones and mail boxes of the contact lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jieneng.engine.notices.draft import Contact
from jieneng.engine.notices.page import Page
from jieneng.engine.notices.requests import EMAIL
from jieneng.engine.texts.spans import Span

ZONE = re.compile(
    r"联\s?系\s?人|联系方式|联系电话|咨询电话|联系单位|联络人|经办人|咨询人|业务咨询|(?<=[(,;])\s?电话\s?:(?=[^\n]{0,60}(?:邮箱|传真|@|\)))"
)
PHONE = re.compile(
    r"(?<![\d.@A-Za-z-])(?:\(?0\d{2,3}\)?\s?[-—–]?\s?\d{7,8}(?:(?:[-—–]|转)\d{1,4}(?!\d))?|1[3-9]\d{9}"
    r"|[2-8]\d{6,7}(?:(?:[-—–]|转)\d{1,4}(?!\d))?)(?![\d@年月])"
)
NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff](?:\s{1,2}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}))(?=$"
    r"|[\s、,;:()\d]|先生|女士|同志|电话|联系)"
)
LABEL = re.compile(
    r"联\s?系\s?人(?:及(?:联系)?(?:电话|方式))?|联系(?:电话|方式|单位|邮箱)|咨询电话|办公电话|电\s?话|手\s?机|传\s?真|邮\s?箱|电子邮[箱件]|地\s?址|邮\s?编|经办人"
    r"|联络人|(?:E-?mail)"
)
NOT_A_NAME = re.compile(
    r"电话|邮箱|传真|手机|地址|邮编|联系|办公|单位|同上|姓名|职务|[局厅处科室委办部院]$|附件|[年月日]|以下|如下|有关|各|请"
)
# Nearly nobody has a name of four characters without one of these before it; organs have (中国科协, 节能中心).
COMPOUND = re.compile(
    r"欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙"
    r"|宇文|司徒|鲜于|司空|令狐|呼延|第五"
)
LONGEST_NAME = 3
FAX = re.compile(r"传\s?真\s?:?\s?$")
# A box named right behind a telephone is the person's as well, even when reports go there too.
BESIDE_PHONE = re.compile(r"\d\s?[,;、]?\s?(?:电子)?(?:邮\s?箱|邮件|信箱)(?:地址)?\s?:?\s?\Z")
LONGEST = 400


@dataclass(frozen=True)
class _Token:
    kind: str  # name, phone, email
    text: str
    span: Span


def contacts_of(page: Page, skip: tuple[Span, ...]) -> tuple[Contact, ...]:
    """One contact for each person on each telephone; ``skip`` are places already read as something else."""
    found: list[Contact] = []
    reached = 0
    for zone in ZONE.finditer(page.text):
        if zone.start() < reached:
            continue
        end = _zone_end(page.text, zone.start())
        tokens = _tokens(page, zone.start(), end, skip)
        found.extend(_paired(tokens))
        reached = end
    return tuple(dict.fromkeys(found))


def _zone_end(text: str, start: int) -> int:
    """The line, and the lines after it as long as they hold a telephone or a mail box."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    while end < len(text) and end - start < LONGEST:
        after = text.find("\n", end + 1)
        after = len(text) if after < 0 else after
        line = text[end + 1 : after]
        if len(line) > 60 or not (PHONE.search(line) or EMAIL.search(line) or LABEL.match(line)):
            break
        end = after
    return min(end, start + LONGEST)


def _tokens(page: Page, start: int, end: int, skip: tuple[Span, ...]) -> list[_Token]:
    masked = LABEL.sub(lambda found: ":" * len(found[0]), page.text[start:end])
    found: list[tuple[int, _Token]] = []
    for email in EMAIL.finditer(masked):
        span = page.span(start + email.start(), start + email.end())
        if span not in skip or BESIDE_PHONE.search(page.text, start, start + email.start()):
            found.append((email.start(), _Token("email", email[0], span)))
    masked = EMAIL.sub(lambda each: " " * len(each[0]), masked)
    for phone in PHONE.finditer(masked):
        if FAX.search(page.text[start : start + phone.start()]):
            continue
        number = re.sub(r"\s", "", phone[0]).replace("—", "-").replace("–", "-").replace("(", "").replace(")", "-")
        found.append((phone.start(), _Token("phone", number, page.span(start + phone.start(), start + phone.end()))))
    for name in NAME.finditer(masked):
        words = re.sub(r"\s", "", name["name"])
        if not NOT_A_NAME.search(words) and (len(words) <= LONGEST_NAME or COMPOUND.match(words)):
            found.append(
                (name.start(), _Token("name", words, page.span(start + name.start("name"), start + name.end("name"))))
            )
    return [token for _, token in sorted(found, key=lambda each: each[0])]


def _paired(tokens: list[_Token]) -> list[Contact]:
    """Names, then their telephones: crossed within a block; two lists of the same length go side by side."""
    found: list[Contact] = []
    names: list[_Token] = []
    phones: list[_Token] = []
    email: _Token | None = next((token for token in tokens if token.kind == "email"), None)
    for token in [*_names_first(tokens), None]:
        if token is None or (token.kind == "name" and phones):
            found.extend(_block(names, phones, email))
            names, phones = [], []
        if token is not None and token.kind == "name":
            names.append(token)
        elif token is not None and token.kind == "phone":
            phones.append(token)
    return found


def _names_first(tokens: list[_Token]) -> list[_Token]:
    """Telephones each followed by its person (86001234(丁老师)), put the other way round."""
    told = [token for token in tokens if token.kind != "email"]
    pairs = list(zip(told[::2], told[1::2], strict=False))
    if len(told) % 2 == 0 and told and all(one.kind == "phone" and two.kind == "name" for one, two in pairs):
        return [token for one, two in pairs for token in (two, one)]
    return tokens


def _nobody() -> list[_Token | None]:
    return [None]


def _block(names: list[_Token], phones: list[_Token], email: _Token | None) -> list[Contact]:
    if not phones:
        return []
    pairs: list[tuple[_Token | None, _Token]] = (
        list(zip(names, phones, strict=True))
        if len(names) == len(phones)
        else [(name, phone) for name in (names or _nobody()) for phone in phones]
    )
    return [
        Contact(
            person=name.text if name else None,
            phone=phone.text,
            email=email.text if email else None,
            spans=tuple(each.span for each in (name, phone, email) if each),
        )
        for name, phone in pairs
    ]
