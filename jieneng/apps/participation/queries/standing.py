"""In which state a part is, in a word; the lists of a desk: what one holds, may take part in, has not set up yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from jieneng.apps.participation.models import Call, Drive, Pledge, ShortageDay, Walk
from jieneng.apps.participation.models.held import Held
from jieneng.core.campaigns.models import Activity
from jieneng.core.campaigns.tallying import tallied
from jieneng.core.orgs.acting import Acting
from jieneng.core.orgs.models import Organization
from jieneng.rulebook import tallies
from jieneng.ui.listings import Button, Line, Listing, Mark
from jieneng.ui.wording import day, moment

_LISTED, _KEPT, _RECENT = 60, timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True)
class Part:
    """A part as an app inside the app: the kind of its activity, its model, the names of its addresses."""

    kind: str
    model: type[Held]
    name: str  # of the desk's page; new_<name> sets one up, public_<name> is for everybody
    word: str


PARTS = (
    Part("works_collection", Call, "call", "作品征集"),
    Part("volunteer", Drive, "drive", "志愿服务"),
    Part("pledge", Pledge, "pledge", "倡议承诺"),
    Part("green_commute", Walk, "walk", "健步走"),
    Part("energy_shortage", ShortageDay, "shortage", "低碳体验日"),
)


@dataclass(frozen=True)
class Figures:
    """What is counted of an activity at a node, as it is folded."""

    rows: list[tuple[str, Decimal | int, str]]
    as_of: datetime | None

    def value(self, item: str) -> Decimal | int:
        return next((n for label, n, _unit in self.rows if label == tallies()[item].label), 0)


def state_of(thing: Held, now: datetime) -> Mark:
    if thing.opened_at is None:
        return Mark("draft", "未发布")
    if now < thing.opens_at:
        return Mark("idle", "未开始")
    if now < thing.closes_at:
        return Mark("wait", "进行中")
    return _later(thing, now) if isinstance(thing, Call) else Mark("done", "已截止")


def _later(call: Call, now: datetime) -> Mark:
    if call.confirmed_at is not None:
        return Mark("done", "已公布")
    if call.chosen_at is not None:
        return Mark("wait", "公示中")
    if call.judging_at is not None:
        return Mark("wait", "评审中" if call.judged_at is None else "待选定")
    return Mark("wait", "推荐中" if now < call.recommends_by else "待评审")


def listings(acting: Acting, now: datetime) -> list[Listing]:
    """What one may take part in, what one holds, what is not set up yet."""
    organization = acting.organization
    heads = (_("活动"), _("内容"), _("时间"), _("状态"))
    return [
        Listing(_("本单位可以参加的"), heads, _open_to(organization, now)),
        Listing(_("本单位组织的"), heads, _own(organization, now)),
        Listing(_("还没有设置的活动"), heads, _planned(organization, now) if acting.may("participation.hold") else []),
    ]


def _own(organization: Organization, now: datetime) -> list[Line]:
    """What an organisation holds itself, the latest first."""
    held = [
        (part, thing)
        for part in PARTS
        for thing in part.model.objects.filter(organization=organization).select_related("activity__campaign")[:_LISTED]
    ]
    held.sort(key=lambda one: one[1].opens_at, reverse=True)
    return [_line(part, thing, thing.activity.campaign.title, now) for part, thing in held]


def _open_to(organization: Organization, now: datetime) -> list[Line]:
    """What the levels above hold and an organisation may take part in, what ends first first."""
    found: list[tuple[Part, Held]] = []
    for part in PARTS:
        rows = part.model.objects.reaching(organization.path).exclude(organization=organization)
        rows = rows.filter(closes_at__gt=now - _KEPT).select_related("activity__campaign", "organization")
        found += [(part, one) for one in rows[:_LISTED] if one.takes(organization)]
    found.sort(key=lambda one: one[1].closes_at)
    return [_line(part, thing, thing.organization.name, now) for part, thing in found]


def _planned(organization: Organization, now: datetime) -> list[Line]:
    """Activities of one's latest campaigns whose part is not set up yet."""
    words = {part.kind: part for part in PARTS}
    made = {part.kind: part.model.objects.values("activity") for part in PARTS}
    rows = Activity.objects.filter(
        campaign__organization=organization, campaign__made_at__gt=now - _RECENT, kind__in=list(words)
    )
    for kind, activities in made.items():
        rows = rows.exclude(kind=kind, pk__in=activities)
    found = rows.select_related("campaign").order_by("-campaign_id", "ord")[:_LISTED]
    return [_unset(words[one.kind], one) for one in found]


def figures_of(activity: Activity, node: str) -> Figures:
    found = tallied([activity.pk], [node])[node][activity.pk]
    known = tallies()
    rows = [(known[item].label, n, known[item].unit) for item, n in found.values.items()]
    return Figures(rows, found.as_of)


def things_of(activities: Iterable[Activity]) -> list[tuple[Part, Held]]:
    """What is held for activities, whatever part it is: one query for each part that is meant."""
    asked = list(activities)
    found: list[tuple[Part, Held]] = []
    for part in PARTS:
        ids = [one.pk for one in asked if one.kind == part.kind]
        rows = part.model.objects.filter(activity__in=ids).select_related("activity") if ids else ()
        found += [(part, thing) for thing in rows]
    return found


def _line(part: Part, thing: Held, detail: str, now: datetime) -> Line:
    buttons = []
    if thing.opened_at:
        buttons.append(Button(_("公开页"), reverse(f"participation:public_{part.name}", args=[thing.code])))
    when = f"{day(thing.opens_at)}—{moment(thing.closes_at)}"
    url = reverse(f"participation:{part.name}", args=[thing.pk])
    return Line(thing.title, url, detail, (part.word, when, state_of(thing, now)), buttons)


def _unset(part: Part, activity: Activity) -> Line:
    button = Button(_("设置"), reverse(f"participation:new_{part.name}", args=[activity.pk]))
    cells = (part.word, day(activity.start_date), _("未设置"))
    return Line(activity.title, "", activity.campaign.title, cells, (button,))
