"""Numbers inside bodies and queries: one of another's organisation, report or file is as good as none."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from conftest import TODAY
from jieneng.apps.publicity.models import BriefPhoto
from jieneng.apps.reporting.tests.pages import form_of, typed
from jieneng.core.collections.models import Confirmation, Extension, Submission
from jieneng.core.orgs.actions import close
from jieneng.core.orgs.bulk import found_many
from jieneng.core.orgs.models import Membership
from jieneng.ui.refusals import Refused
from tests.test_walk.deeds import DEEDS
from tests.test_walk.every_url import path_of
from tests.test_walk.world import PASSWORD, World, typed_report
from tests.test_walk.written import undone, writes


def _post(world: World, person: str, name: str, said: dict[str, Any], **kwargs: Any) -> Any:
    address = reverse(name, kwargs=kwargs) if kwargs else path_of(name, world)
    with undone(), writes() as written:
        answer = world.browser(person).post(address, said | {"_key": uuid4().hex})
    answer.written = written
    return answer


def _text(world: World, person: str, address: str, **asked: Any) -> str:
    answer = world.browser(person).get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("owner", ["sibling", "other city"])
def test_a_foreign_photograph_does_not_come_into_a_report(world, owner):
    file = world.attachment if owner == "sibling" else world.away["attachment"]
    hanna, address = world.browser("hanna"), path_of("reporting:report", world)
    photo = {"pictures.photos[0].file": str(file.pk), "pictures.photos[0].caption": "别家的"}
    said = form_of(hanna.get(address), "report") | typed(typed_report()) | photo
    assert _post(world, "hanna", "reporting:submit", said).status_code == 404
    with undone():
        hanna.post(path_of("reporting:save", world), said)
        assert f"/files/{file.pk}/" not in hanna.get(address).content.decode()
        assert hanna.get(f"/files/{file.pk}/thumb").status_code == 404


def test_a_foreign_report_is_not_accepted_among_ones_own(world):
    own, foreign = world.waiting, world.away["waiting"]
    for seen in ([own, foreign], [foreign], [own, world.of_moved]):
        said = {"seen": [f"{one.pk}:{one.version_id}" for one in seen]}
        answer = _post(world, "cora", "reporting:accept_clean", said)
        assert (answer.status_code, answer.written) == (404, [])


def test_the_next_report_is_only_one_that_waits_here(world):
    said = DEEDS["reporting:accept"].data(world, world.browser("cora"))
    answer = _post(world, "cora", "reporting:accept", said | {"next": str(world.away["waiting"].pk)})
    assert answer.url == path_of("reporting:review", world)


@pytest.mark.parametrize(
    ("person", "node"), [("ines", "city2"), ("cora", "county2"), ("cleo", "county"), ("cora", "city")]
)
@pytest.mark.parametrize("what", ["remind", "extend"])
def test_nobody_is_chased_or_given_time_beside_ones_own_part(world, person, node, what):
    due = f"{world.now + timedelta(days=20):%Y-%m-%dT17:00}"
    said = {"text": "请抓紧", "organization": world.hospital.pk, "due_at": due, "because": "x"}
    kwargs = {"pk": world.collection.pk, "node": getattr(world, node).pk}
    answer = _post(world, person, f"reporting:{what}", said, **kwargs)
    assert (answer.status_code, answer.written) == (404, [])


@pytest.mark.parametrize("organization", ["school3", "spare"])
def test_an_organisation_from_elsewhere_gets_no_extension(world, organization):
    said = DEEDS["reporting:extend"].data(world, world.browser()) | {"organization": getattr(world, organization).pk}
    assert _post(world, "cora", "reporting:extend", said).status_code == 404
    asked = {"extend": getattr(world, organization).pk}
    assert world.browser("cora").get(path_of("reporting:board_at", world), asked).status_code == 404
    assert Extension.objects.count() == 1


def test_gaps_are_only_of_the_own_part(world):
    cleo = world.browser("cleo")
    said = DEEDS["reporting:confirm_level"].data(world, cleo)
    said |= {f"reason:{one.pk}": "other" for one in (world.hospital, world.school3, world.county)}
    with undone():
        assert cleo.post(path_of("reporting:confirm_level", world), said).status_code == 302
        gaps = Confirmation.objects.get(organization=world.county2).gaps
        assert {gap["organization"] for gap in gaps} == {world.county2.pk, world.school2.pk, world.spare.pk}


def test_a_foreign_organisation_is_not_listed_in_a_notice(world):
    for organization, wish in ((world.school3, "in"), (world.province, "in"), (world.school3, "rule")):
        answer = _post(world, "ines", "notices:list_one", {"organization": organization.pk, "wish": wish})
        assert (answer.status_code, answer.written) == (404, [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("portal:appoint", {"username": "sid", "role": "reader"}),
        ("portal:organization_move", {"parent": "青岭市机关事务管理局", "because": "x"}),
        ("portal:grant", {"root": "青岭市第一中学", "because": "x"}),
        ("portal:grant", {"root": "演示省机关事务管理局", "because": "x"}),
    ],
)
def test_a_name_from_elsewhere_is_not_known_at_the_desk(world, name, said):
    answer = _post(world, "ada", name, said)
    assert (answer.status_code, answer.written) == (422, [])
    assert "查不到" in answer.content.decode()


def test_work_is_not_handed_over_to_someone_elsewhere(world):
    answer = _post(world, "ada", "portal:hand_over", {"successor": world.sid.pk, "because": "x"})
    assert (answer.status_code, answer.written) == (422, [])


def test_nobody_acts_for_an_organisation_where_they_have_no_post(world):
    for organization in (world.city2, world.county, world.school):
        answer = _post(world, "ines", "portal:choose", {"organization": organization.pk})
        assert answer.status_code == 403


def test_a_post_that_ended_is_nothing_to_act_for(world):
    assert _post(world, "late", "portal:choose", {"organization": world.city.pk}).status_code == 403
    assert Membership.objects.current().filter(person=world.late).count() == 0


@pytest.mark.parametrize("host", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_host(world, host):
    with undone():
        browser = world.browser()
        said = {"username": "sam", "password": PASSWORD, "next": host}
        assert browser.get("/people/sign-in", {"next": host}).content.decode().count("evil.example") == 0
        assert browser.post("/people/sign-in", said).url == "/"


@pytest.mark.parametrize("address", ["notices:publish", "portal:person_off", "reporting:accept"])
def test_signing_in_leads_to_no_deed(world, address):
    with undone():
        said = {"username": "sam", "password": PASSWORD, "next": path_of(address, world)}
        answer = world.browser().post("/people/sign-in", said)
        assert answer.url in ("/", path_of(address, world))
        if answer.url != "/":  # a form that shows itself first
            assert world.browser("sam").get(answer.url).status_code in (403, 404)


def test_a_referer_of_another_host_is_nowhere_to_go_back_to(world):
    answer = world.browser("sam").post("/files/", {}, headers={"Referer": "https://evil.example/x"})
    assert answer.status_code == 422
    assert "evil.example" not in answer.content.decode()


def test_the_board_of_receipts_opens_no_foreign_node(world):
    address = path_of("notices:receipts", world)
    for node in (world.city2, world.province, world.school3, world.school):
        assert world.browser("ines").get(address, {"node": node.path}).status_code == 404
    assert world.browser("ines").get(address, {"node": world.county.path}).status_code == 200
    for kind in ("level", "units"):
        said = _text(world, "ines", address, open=f"{kind}-{world.city2.path}", after=world.city2.path)
        assert world.school3.name not in said


def test_a_figure_opens_no_foreign_node(world):
    address = path_of("publicity:brief", world)
    for by in ("area", "rows", "category"):
        for node in (world.city2.path, world.province.path, "", world.city.path[:-1]):
            said = _text(world, "ines", address, figure=world.figure, by=by, node=node, after="")
            said = re.sub(r'<footer class="doc-imprint">.*?</footer>', "", said)  # whom the paper itself goes to
            for name in (world.city2.name, world.school3.name, world.college.name, world.province.name):
                assert name not in said.replace(f"{world.city.name}", "")
    key = f"h{world.away['accepted'].pk}"
    assert world.school3.name not in _text(world, "ines", address, figure=key)


def test_lists_go_on_only_within_ones_own(world):
    foreign = world.away["waiting"].pk
    for name, asked in (
        ("reporting:review", {"after": str(foreign)}),
        ("reporting:board", {"open": world.city2.path}),
        ("reporting:board", {"q": "青岭"}),
        ("reporting:board", {"state": "waiting", "after": world.city2.path}),
        ("reporting:index", {"after": "0", "level_after": "0"}),
        ("publicity:picks", {"after": world.city2.path}),
        ("publicity:picks", {"after": world.city2.path, "what": "photos"}),
        ("portal:desk", {"q": "青岭"}),
        ("portal:desk", {"q": "中学", "after": "0"}),
        ("portal:desk", {"kind": "unit", "after": world.city.path}),
        ("portal:organization", {"tab": "below", "after": world.city2.path, "closed": "1"}),
        ("notices:audience", {"name": "青岭"}),
    ):
        said = _text(world, "ines", path_of(name, world), **asked)
        for one in (world.city2, world.county4, world.school3, world.college):
            assert one.name not in said, (name, asked)


def test_a_foreign_photograph_or_text_is_not_picked(world):
    edit_no = {"edit_no": world.brief.document.edit_no, "text": "x"}
    own = {"pk": world.brief.pk, "submission": world.accepted.pk}
    for file in (world.away["attachment"], world.moved_file):
        answer = _post(world, "ines", "publicity:pick_photo", edit_no, **own, attachment=file.pk)
        assert (answer.status_code, answer.written) == (404, [])
    for report in (world.away["accepted"], world.waiting):
        answer = _post(world, "ines", "publicity:pick_text", edit_no, pk=world.brief.pk, submission=report.pk)
        assert (answer.status_code, answer.written) == (404, [])
    assert not BriefPhoto.objects.filter(attachment=world.away["attachment"]).filter(brief=world.brief).exists()


def test_a_moved_organisation_is_seen_from_its_new_place_only(world):
    addresses = (
        reverse("reporting:submission", args=[world.of_moved.pk]),
        reverse("reporting:version", args=[world.of_moved.pk, 1]),
        reverse("files:original", args=[world.moved_file.pk]),
        reverse("portal:organization", args=[world.station.pk]),
        reverse("portal:person", args=[world.of_station.pk]),
    )
    for address in addresses:
        for person, status in (("cora", 404), ("chief", 404), ("cleo", 200), ("ines", 200), ("of_station", 200)):
            assert world.browser(person).get(address).status_code == status, (address, person)
    assert world.browser("kay").get(addresses[-1]).status_code == 404
    assert world.station.name not in _text(world, "cora", path_of("reporting:board", world), q="汽车站")


def test_the_old_county_does_nothing_with_a_moved_organisation(world):
    for name, said in (("reporting:extend", {"organization": world.station.pk, "because": "x"}),):
        answer = _post(world, "chief", name, said | {"due_at": "2999-01-01T17:00"})
        assert (answer.status_code, answer.written) == (404, [])
    for name in ("portal:organization_edit", "portal:organization_close", "portal:person_new", "portal:grant"):
        assert _post(world, "kay", name, {"because": "x"}, pk=world.station.pk).status_code == 404


def test_a_closed_organisation_is_asked_nothing_and_what_it_handed_in_stays(world):
    reporter, report = "of_theatre", reverse("reporting:submission", args=[world.of_closed.pk])
    for person, status in ((reporter, 200), ("cora", 200), ("ines", 200), ("cleo", 404), ("rex", 404)):
        assert world.browser(person).get(report).status_code == status, person
    notice = reverse("notices:notice", args=[world.passed_on.pk])
    assert world.browser(reporter).get(notice).status_code == 404
    assert _post(world, reporter, "notices:sign", {}, pk=world.passed_on.pk).status_code == 404
    assert _post(world, reporter, "reporting:save", {"draft_no": "0"}).status_code == 409
    assert Submission.objects.get(pk=world.of_closed.pk).state == "accepted"
    assert world.theatre.name not in _text(world, "ines", path_of("reporting:board_at", world))


def test_nothing_is_founded_or_changed_at_a_closed_organisation(world):
    said = DEEDS["portal:organization_edit"].data(world, world.browser()) | {"edit_no": world.theatre.edit_no}
    for name in ("portal:organization_edit", "portal:organization_close"):
        answer = _post(world, "ada", name, said | {"because": "x"}, pk=world.theatre.pk)
        assert (answer.status_code, answer.written) == (422, []), name
    with undone():
        closed = close(world.county4, by=world.root, because="合并", today=TODAY + timedelta(days=1))
        said = DEEDS["portal:organization_new"].data(world, world.browser())
        answer = _post(world, "rival", "portal:organization_new", said, pk=closed.pk)
        assert (answer.status_code, answer.written) == (422, [])
        with pytest.raises(Refused, match="already-closed"):
            found_many(closed, [], by=world.rival, today=TODAY)
