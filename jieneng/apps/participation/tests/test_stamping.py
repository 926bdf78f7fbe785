"""Stamps that a phone has scanned: kept without a network, uploaded as often as it takes, counted once."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from jieneng.apps.participation.actions import posts, stamping
from jieneng.apps.participation.models import SignUp, Stamp
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works import counted
from jieneng.apps.participation.tests.test_works_pages import see, send, text
from jieneng.config import clock
from jieneng.core.audit.models import Entry
from jieneng.core.facts.verify import verify
from jieneng.core.scans import Scanned
from jieneng.ui.refusals import Refused
from tests.at_once import at_once
from tests.switched_off import without


@pytest.fixture
def gate(post):
    return post(n_places=5)


@pytest.fixture
def serving(gate, volunteers, noon):
    """serving("张三", "李四"): volunteers of the school with a place at the gate."""

    def make(*names):
        people = volunteers("school", *names)
        return [posts.sign_up(one, gate, by=None, now=noon - HOUR) for one in people]

    return make


def scan(who, nonce, at, way="come"):
    """A scan of a volunteer's link, as the address in their QR."""
    code = who if isinstance(who, str) else pass_of("volunteer", who.pk)
    return Scanned(f"https://jieneng.example/participation/p/volunteer/{code}/", nonce, at, way)


def codes(outcomes):
    return [one.code for one in outcomes]


def test_an_upload_that_comes_twice_has_one_effect(gate, serving, drive, town, noon):
    (zhang,) = serving("张三")
    kept = [scan(zhang.volunteer, "n1", noon), scan(zhang.volunteer, "n2", noon + HOUR, "leave")]
    evening = noon + 5 * HOUR
    for _ in range(2):
        assert codes(stamping.take_scans(gate, kept, by=town.ines, now=evening)) == ["came", "left"]
    zhang.refresh_from_db()
    assert (zhang.came_at, zhang.left_at, zhang.tenths) == (noon, noon + HOUR, 10)
    assert Stamp.objects.count() == 2
    assert Entry.objects.filter(action="participation.scan").count() == 1
    assert counted(drive.activity, town.school, noon) == {"volunteers": 1, "hours": Decimal("1.0")}
    assert verify() == []


def test_one_that_is_refused_says_why_and_keeps_none_of_the_others_back(gate, serving, volunteers, town, noon):
    zhang, li = serving("张三", "李四")
    (stranger,) = volunteers("hospital", "王五")
    posts.sign_off(li, by=town.sam, now=noon)
    kept = [
        scan(stranger, "n1", noon),
        scan(li.volunteer, "n2", noon),
        scan("12.forged", "n3", noon),
        scan(zhang.volunteer, "n4", noon - 5 * HOUR),
        scan(zhang.volunteer, "n5", noon, "leave"),
        scan(zhang.volunteer, "n6", noon),
        scan(zhang.volunteer, "n7", noon + HOUR),
    ]
    outcomes = stamping.take_scans(gate, kept, by=town.ines, now=noon + 2 * HOUR)
    missing = "stamp-not-signed-up"
    assert codes(outcomes) == [missing, missing, "stamp-unknown", "stamp-time", "not-come", "came", "came-already"]
    assert [one.volunteer and one.volunteer.name for one in outcomes[:3]] == ["王五", "李四", None]
    assert SignUp.objects.filter(came_at__isnull=False).get() == zhang


def test_who_serves_elsewhere_is_not_named(gate, serving, town, noon, drive):
    (zhang,) = serving("张三")
    others = type(drive).objects.create(
        activity=drive.activity.campaign.activities.exclude(pk=drive.activity_id).first(),
        organization=drive.organization, org_path=drive.org_path, code="x",
        opens_at=noon, closes_at=noon + HOUR, made_at=noon,
    )  # fmt: skip
    type(zhang.volunteer).objects.update(drive=others)
    (outcome,) = stamping.take_scans(gate, [scan(zhang.volunteer, "n1", noon)], by=town.ines, now=noon)
    assert (outcome.code, outcome.volunteer) == ("stamp-other-drive", None)


def test_a_leaving_that_is_uploaded_before_the_coming_is_taken_up(gate, serving, town, noon):
    (zhang,) = serving("张三")
    late, leaving = noon + 14 * HOUR + timedelta(minutes=1), scan(zhang.volunteer, "n1", noon + HOUR, "leave")
    assert codes(stamping.take_scans(gate, [leaving], by=town.ines, now=late)) == ["not-come"]
    coming = scan(zhang.volunteer, "n2", noon)
    assert codes(stamping.take_scans(gate, [coming], by=town.ines, now=late)) == ["came"]
    assert SignUp.objects.get().tenths == 10
    assert codes(stamping.take_scans(gate, [leaving], by=town.ines, now=late)) == ["left"]
    assert verify() == []


def test_only_who_holds_it_scans_and_a_way_is_needed(gate, serving, town, noon):
    (zhang,) = serving("张三")
    with pytest.raises(Refused, match="not-allowed"):
        stamping.take_scans(gate, [scan(zhang.volunteer, "n1", noon)], by=town.sam, now=noon)
    with pytest.raises(Refused, match="scans-unreadable"):
        stamping.take_scans(gate, [scan(zhang.volunteer, "n1", noon, "")], by=town.ines, now=noon)


def test_the_page_at_a_post_and_what_it_answers(gate, serving, town, noon):
    zhang, li = serving("张三", "李四")
    address = reverse("participation:scans", args=[gate.pk])
    mine = pass_of("volunteer", zhang.volunteer_id)
    with clock.at(noon):
        ines, sam = town.client(town.ines), town.client(town.sam)
        page = see(ines, "scan", gate.pk, q="李")
        assert "camera=(self)" in page["Permissions-Policy"]
        assert "李四" in text(page)
        assert see(sam, "scan", gate.pk).status_code == 404
        assert "本人二维码" in text(see(sam, "public_volunteer", mine))
        said = [
            {"code": mine, "nonce": "a" * 16, "at": noon.isoformat(), "way": "come"},
            {"code": "1.forged", "nonce": "b" * 16, "at": noon.isoformat(), "way": "come"},
        ]
        for _ in range(2):
            answer = ines.post(address, json.dumps({"scans": said}), content_type="application/json").json()
            good, bad = answer["outcomes"]
            assert (good["words"], good["is_good"], good["name"], answer["n_in"]) == ("已签到", True, "张三", 1)
            assert (bad["code"], bad["is_good"]) == ("stamp-unknown", False)
            assert bad["words"].startswith("不是有效的志愿者二维码")
        assert send(ines, "come", li.pk, **{"from": "scan"}).url == reverse("participation:scan", args=[gate.pk])
        assert "最近办理" in text(see(ines, "scan", gate.pk))
    assert SignUp.objects.filter(came_at__isnull=False).count() == 2


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """The same upload eight times at once; the post is held, and what it kept the first time answers the others."""

    def test_one_effect(self, gate, serving, town, noon):
        (zhang,) = serving("张三")
        kept = [scan(zhang.volunteer, "n1", noon), scan(zhang.volunteer, "n2", noon + HOUR, "leave")]
        answers = at_once(
            8, lambda _: ",".join(codes(stamping.take_scans(gate, kept, by=town.ines, now=noon + 2 * HOUR)))
        )
        assert answers == ["came,left"] * 8
        assert Stamp.objects.count() == 2
        assert SignUp.objects.get().tenths == 10
        assert verify() == []

    def test_the_nonce_alone_keeps_a_scan_from_being_two(self, gate, serving, town, noon):
        """Switched off: without the constraint the same scan is there twice."""
        (zhang,) = serving("张三")
        row = {"post": gate, "sign_up": zhang, "nonce": "n1", "way": "come", "outcome": "came"}
        row |= {"scanned_at": noon, "at": noon, "by": town.ines}
        assert sorted(at_once(2, lambda _: Stamp.objects.create(**row) and "in")) == ["in", "integrity"]
        with without(Stamp, "participation_stamp_once"):
            Stamp.objects.create(**row)
            assert Stamp.objects.count() == 2
