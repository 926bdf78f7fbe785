"""Where a draw stands: its steps, what is public by now, what stays shut, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from jieneng.apps.prizes.actions.listing import objections_end
from jieneng.apps.prizes.models import DRAFT, DRAWN, LISTED, Draw, EntrantList
from jieneng.ui.wording import moment


@dataclass(frozen=True)
class Step:
    state: str
    label: str
    note: str


@dataclass(frozen=True)
class Phase:
    """`public`: what anybody can read now; `shut`: what nobody can; `next`: what happens next, and when."""

    code: str
    label: str
    look: str
    public: str
    shut: str
    next: str


_RULES = "规则、承诺值"
_NUMBER = "规则、承诺值，公开数的名称、公布处、公布时间和位数"
_SHUT = "封存数、盐"


def phase_of(draw: Draw, last: EntrantList | None, now: datetime) -> Phase:
    """`last` is the latest version of the list, None before there is one."""
    if draw.state == DRAFT:
        return Phase("draft", "草稿", "draft", "暂无", "全部", "公布规则后不能再改，请核对奖品、时间和公开数。")
    if draw.state == DRAWN:
        return _drawn(draw)
    public = _RULES if draw.is_instant else _NUMBER
    if now < draw.opens_at:
        return Phase(
            "waiting", "待开始", "wait", public, _SHUT, f"{moment(draw.opens_at)}开始，{moment(draw.closes_at)}截止。"
        )
    if now < draw.closes_at:
        after = "公布封存数和中奖次序。" if draw.is_instant else "公布参加者名单和名单根值。"
        return Phase("running", "进行中", "wait", public, _SHUT, f"{moment(draw.closes_at)}截止，截止后{after}")
    if draw.state != LISTED or last is None:
        return Phase("closing", "已截止", "wait", public, _SHUT, "正在整理，几分钟后公布，请稍后刷新。")
    return _listed(draw, last, now)


def _listed(draw: Draw, last: EntrantList, now: datetime) -> Phase:
    public, ends = f"{_NUMBER}，参加者名单、名单根值", objections_end(draw, last)
    if now < ends:
        then = f"异议期到{moment(ends)}止；公开数{moment(draw.number_due_at)}公布，公布后开奖。"
        return Phase("objections", "异议期", "wait", public, _SHUT, then)
    then = "公开数公布后由一人录入、另一人复核，复核后一次算出结果。"
    if draw.number_due_at and now < draw.number_due_at:
        then = f"名单已经确定。公开数{moment(draw.number_due_at)}公布，{then}"
    return Phase("number", "待开奖", "wait", public, _SHUT, then)


def _drawn(draw: Draw) -> Phase:
    public = "规则、承诺值、封存数、中奖名单、核对文件"
    if not draw.is_instant:
        public = "规则、承诺值、参加者名单、名单根值、公开数、封存数、中奖名单、核对文件和核对程序"
    shut = "盐" if draw.salt else "无（盐已销毁）"
    then = f"中奖的请在 {draw.claim_days} 天内凭领奖码登记，到“{draw.claim_place}”领取；逾期的由候补递补。"
    return Phase("drawn", "结果已公布", "done", public, shut, then)


_ORDER = {"draft": 0, "waiting": 1, "running": 2, "closing": 3, "objections": 4, "number": 5, "drawn": 6}


def steps_of(draw: Draw, phase: Phase, first: EntrantList | None) -> list[Step]:
    """The flow from the rules to the hand-out, with its moments; `first` is the first version of the list."""
    flow = [
        (1, "公布规则", moment(draw.published_at) if draw.published_at else "开始前"),
        (2, "参加", f"{moment(draw.opens_at)}起，{moment(draw.closes_at)}止"),
        (3, "公布名单", moment(first.at) if first else "截止后"),
        (4, "异议期", f"至{moment(draw.objections_until)}"),
        (5, "开奖", moment(draw.drawn_at) if draw.drawn_at else f"公开数{moment(draw.number_due_at)}公布"),
        (6, "领奖", f"开奖后 {draw.claim_days} 天内登记"),
    ]
    if draw.is_instant:
        flow = [
            flow[0],
            flow[1],
            (5, "公布结果", moment(draw.drawn_at) if draw.drawn_at else "截止后"),
            (6, "领奖", f"中奖后 {draw.claim_days} 天内登记"),
        ]
    at = _ORDER[phase.code]
    return [Step("ok" if n < at else "now" if n == at else "", label, note) for n, label, note in flow]
