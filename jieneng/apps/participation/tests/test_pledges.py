"""Pledges: one signature for each account or browser, nothing kept but the organisation, the wall, the count."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils.timezone import localtime

from jieneng.apps.participation.actions.holding import open_up
from jieneng.apps.participation.actions.setting_up import change
from jieneng.apps.participation.actions.signing import sign
from jieneng.apps.participation.commitments import fold
from jieneng.apps.participation.models import Pledge, Signature
from jieneng.apps.participation.players import Signers
from jieneng.apps.participation.queries.pledges import commitments_of
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works import counted
from jieneng.apps.participation.tests.test_works_pages import see, send, text
from jieneng.apps.participation.walls import blocks
from jieneng.config import clock
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused
from tests.at_once import at_once


def test_a_signature_counts_at_its_organisation_and_once(pledge, town, noon):
    sign(pledge, town.school, "p1", 0, now=noon)
    sign(pledge, town.hospital, "b" * 32, 1, now=noon)
    for code, said in {
        "signed-already": (town.school, "p1", 0, noon),
        "point-missing": (town.school, "p2", 2, noon),
        "participation-not-invited": (town.school3, "p2", 0, noon),
        "participation-over": (town.school, "p2", 0, noon + 10 * HOUR),
    }.items():
        *columns, moment = said
        with pytest.raises(Refused, match=code):
            sign(pledge, *columns, now=moment)
    assert counted(pledge.activity, town.school, noon) == {"signatures": 1}
    assert counted(pledge.activity, town.county, noon) == {"signatures": 2}
    assert verify() == []
    assert {one.name for one in Signature._meta.get_fields()} == {
        *("id", "route", "category", "day", "pledge", "organization", "org_path", "signer", "point", "at"),
    }  # fmt: skip
    Signature.objects.filter(signer="p1").delete()
    assert verify() != []


def test_to_open_a_pledge_is_one_appeal_of_its_holder(pledge, town, noon):
    open_up(pledge, by=town.ines, now=noon)
    assert counted(pledge.activity, town.city, noon) == {"appeals": 1}
    assert verify() == []
    Pledge.objects.update(day=noon.date() + timedelta(days=1))
    assert verify() != []


def test_what_people_have_signed_is_not_worded_anew(pledge, town, noon):
    columns = {name: getattr(pledge, name) for name in ("opens_at", "closes_at", "wording", "points")}
    pledge = change(pledge, columns | {"wording": "从今天做起。"}, edit_no=0, by=town.ines)
    sign(pledge, town.school, "p1", 0, now=noon)
    for name in ("wording", "points"):
        with pytest.raises(Refused, match="pledge-signed"):
            change(pledge, columns | {"wording": pledge.wording, name: "别的"}, edit_no=1, by=town.ines)
    longer = columns | {"wording": pledge.wording, "closes_at": noon + 20 * HOUR}
    assert change(pledge, longer, edit_no=1, by=town.ines).closes_at == noon + 20 * HOUR


def test_the_form_shows_what_has_been_signed_as_text(pledge, town, noon):
    sign(pledge, town.school, "p1", 0, now=noon)
    own = town.client(town.ines)
    page = see(own, "edit_pledge", pledge.pk).content.decode()
    assert "已有人参加，以下内容不再修改" in page
    assert 'name="wording"' not in page
    assert 'name="closes_at"' in page
    ends = pledge.closes_at.replace(second=0, microsecond=0) + HOUR
    terms = {"opens_at": _typed(pledge.opens_at), "closes_at": _typed(ends), "edit_no": 0}
    send(own, "save_pledge", pledge.pk, **terms)
    changed = Pledge.objects.get()
    assert (changed.closes_at, changed.wording) == (ends, pledge.wording)


def _typed(moment):
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_each_commitment_has_its_own_folded_count(pledge, town, noon):
    for signer, point in (("p1", 0), ("p2", 1), ("p3", 1)):
        sign(pledge, town.school, signer, point, now=noon)
    assert [one.n for one in commitments_of(pledge)] == [0, 0]
    assert fold(noon) == 3
    sign(pledge, town.school, "p4", 1, now=noon)
    assert (fold(noon), fold(noon)) == (1, 0)
    assert [(one.point, one.n) for one in commitments_of(pledge)] == [("随手关灯", 1), ("光盘行动", 3)]


def test_whoever_draws_prizes_is_told_keys_that_name_nobody(pledge, town, noon):
    sign(pledge, town.school, f"p{town.sam.pk}", 0, now=noon)
    request = RequestFactory().get("/")
    request.user = town.sam
    ((key, route),) = Signers().qualified(pledge.activity)
    assert (Signers().player_of(request, pledge.activity), route) == (key, town.school.path)
    request.user = town.hanna
    assert Signers().player_of(request, pledge.activity) is None


def test_a_passer_by_signs_in_two_taps_and_stands_on_the_wall(plan, town, noon):
    phone, said = Client(), {"wording": "从我做起。", "points": "随手关灯\n光盘行动"}
    with clock.at(noon):
        ines, sam = town.client(town.ines), town.client(town.sam)
        times = {"opens_at": f"{noon:%Y-%m-%dT%H:%M}", "closes_at": f"{noon + 5 * HOUR:%Y-%m-%dT%H:%M}"}
        assert send(ines, "make_pledge", plan["pledge"].pk, **times, **(said | {"points": " \n"})).status_code == 422
        send(ines, "make_pledge", plan["pledge"].pk, **times, **said)
        pledge = Pledge.objects.get()
        assert see(phone, "public_pledge", pledge.code).status_code == 404
        send(ines, "publish_pledge", pledge.pk)
        assert "望岭县第一中学" in text(see(phone, "public_pledge", pledge.code, q="第一中学"))
        assert "签名" in text(see(phone, "public_pledge", pledge.code, of=town.school.pk))
        assert send(phone, "public_sign", pledge.code, organization=town.school.pk, point="1").status_code == 302
        assert send(phone, "public_sign", pledge.code, organization=town.school.pk, point="1").status_code == 409
        assert "光盘行动" in text(see(Client(), "public_pledge", pledge.code))
        assert "大家的承诺" in text(see(phone, "public_pledge", pledge.code))
        assert "签名承诺：光盘行动" in text(see(phone, "public_pledge", pledge.code))
        assert send(sam, "public_sign", pledge.code, organization=town.hospital.pk, point="0").status_code == 403
        send(sam, "public_sign", pledge.code, organization=town.school.pk, point="0")
        assert set(Signature.objects.values_list("signer", flat=True)) > {f"p{town.sam.pk}"}
        counted(pledge.activity, town.city, noon)
        assert "望岭县机关事务服务中心" in text(see(ines, "pledge", pledge.pk))
        (block,) = blocks(pledge.activity.campaign, town.city.path)
        assert [(row.name, row.value) for row in block.rows] == [("望岭县机关事务服务中心", "2")]


@pytest.mark.django_db(transaction=True)
def test_ten_taps_at_once_are_one_signature(pledge, town, noon):
    """The guard is the constraint: with it switched off each of the ten was a row, since nothing else asks."""
    answers = at_once(10, lambda _: sign(pledge, town.school, "p1", 0, now=noon) and "signed")
    assert sorted(answers) == ["signed", *["signed-already"] * 9]
    assert verify() == []
