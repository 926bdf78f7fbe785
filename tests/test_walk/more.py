"""A second town's worth of rows in sight of the same people, so that one sees what a page asks for each of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from conftest import TODAY, Town
from jieneng.apps.notices.actions import publishing, receiving
from jieneng.apps.openness import actions as openness
from jieneng.apps.publicity import actions as briefs
from jieneng.core.campaigns.actions import set_up
from jieneng.core.collections import actions
from jieneng.core.documents.public_pages import find
from jieneng.core.facts.folding import fold_all
from jieneng.core.orgs import actions as register
from tests.test_walk import world as own
from tests.test_walk.parts import parts
from tests.test_walk.world import World

N = 6


def more(world: World) -> None:
    """Units with reports in every state, notices, papers and remarks about them, as many as before and more."""
    known = world.town
    grown = replace(world, town=Town(dict(known.organizations), dict(known.people)), made=dict(world.made))
    for n in range(N):
        _units(grown, n)
    for n in range(N // 2):
        _of_the_city(grown, n)
        for part in parts():
            getattr(part, "more", own.no_part)(grown)
    fold_all(world.now)


def _units(world: World, n: int) -> None:
    """Under the county: one that was accepted, one that waits, one that was sent back, one that is silent."""
    for state in ("accepted", "waiting", "returned", "silent"):
        key = f"{state}{n}"
        world.town.organization(key, f"望岭县第{n}{state}单位", "county", category="culture")
        world.town.person(f"of_{key}", f"{key}填报员", key, "reporter")
        if state != "silent":
            _report(world, key, state)
    post = {"root": world.town.organizations[f"silent{n}"], "because": "职责分工"}
    register.grant(world.county, post, by=world.root, today=TODAY)
    world.town.organization(
        f"county_{n}", f"云川市第{n}县机关事务服务中心", "city", kind="bureau", affiliation="county"
    )


def _report(world: World, key: str, state: str) -> None:
    by, where = world.town.people[f"of_{key}"], world.town.organizations[key]
    receiving.sign(world.passed_on, where, by=by, now=world.now)
    handed_in = own._hand_in(world, key, own._report(world, key))
    if state == "accepted":
        actions.accept(handed_in, by=world.cora, now=world.now)
    if state == "returned":
        own._send_back(world, handed_in, key)


def _of_the_city(world: World, n: int) -> None:
    """Notices in every state, campaigns, briefs, remarks, reminders."""
    name, ines = f"more{n}", world.ines
    draft = own._drafted(world, name, world.city, ines)
    notice = publishing.publish(draft, edit_no=draft.document.edit_no, by=ines, now=world.now)
    _asked_before(notice, world)
    own._drafted(world, f"draft-{name}", world.city, ines)
    set_up(world.city, own._content(world, f"plan-{name}"), by=ines)
    own._read_in(world, name, world.city, ines)
    page: Any = find("notice", world.notice.public_code)
    remark = openness.Remark("notice", world.notice.public_code, "日期写错了", "6月31日", f"another key {name}")
    openness.report(page, remark, address=f"203.0.113.{100 + n}", now=world.now)
    terms = {"under": world.county, "text": "请于周五前报送", "by": ines, "now": world.now + timedelta(days=n + 1)}
    actions.remind(world.collection, world.city, **terms)
    another = briefs.compose(notice.campaign.collection, world.city, by=ines, now=world.now)
    briefs.confirm_consent(another, by=ines)


def _asked_before(notice: Any, world: World) -> None:
    """The collection of a notice, as if it had been published yesterday; two of ours report to it."""
    campaign = notice.campaign
    campaign.refresh_from_db()
    campaign.collection.opens_at = world.now - timedelta(days=1)
    campaign.collection.save(update_fields=["opens_at"])
    for key in ("waiting0", "silent0"):
        own._hand_in(world, key, own._report(world, key), campaign.collection)
