"""Volunteers: posts that are never oversold, hours by their stamps, the five ones, certificates."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jieneng.apps.participation.actions import ones, posts, proofs, stamping
from jieneng.apps.participation.models import OneDone, Post, ServiceProof, SignUp, Volunteer
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works import counted
from jieneng.core.audit.models import Entry
from jieneng.core.facts.verify import verify
from jieneng.rulebook.volunteers import five_ones
from jieneng.ui.refusals import Refused
from tests.at_once import at_once


def test_places_hold_and_one_that_is_given_back_is_taken_again(post, volunteers, town, noon):
    gate, (first, second) = post(n_places=1), volunteers("school", "张三", "李四")
    taken = posts.sign_up(first, gate, by=town.sam, now=noon)
    with pytest.raises(Refused, match="places-full"):
        posts.sign_up(second, gate, by=None, now=noon)
    with pytest.raises(Refused, match="signed-up-already"):
        posts.sign_up(first, gate, by=town.sam, now=noon)
    with pytest.raises(Refused, match="not-allowed"):
        posts.sign_up(second, gate, by=town.hanna, now=noon)
    posts.sign_off(taken, by=town.sam, now=noon)
    again = posts.sign_up(second, gate, by=None, now=noon)
    assert again.place_no == 1
    said = posts.Said("桶边督导", "食堂", noon, noon + 2 * HOUR, 1)
    SignUp.objects.filter(pk=again.pk).update(place_no=2)
    with pytest.raises(Refused, match="places-taken"):
        posts.change(gate, said, by=town.ines)
    posts.close(gate, by=town.ines, now=noon)
    with pytest.raises(Refused, match="post-closed"):
        posts.sign_up(first, gate, by=town.sam, now=noon)
    assert Entry.objects.filter(action="participation.sign_up").count() == 2


def test_coming_and_leaving_make_hours_and_count_once(drive, post, volunteers, town, noon):
    gate, other, (zhang,) = post(one="activity"), post(title="宣讲"), volunteers("school", "张三")
    mine, more = (posts.sign_up(zhang, one, by=town.sam, now=noon - HOUR) for one in (gate, other))
    with pytest.raises(Refused, match="not-allowed"):
        stamping.come(mine, by=town.sam, now=noon)
    with pytest.raises(Refused, match="stamp-time"):
        stamping.come(mine, by=town.ines, now=noon - 3 * HOUR)
    with pytest.raises(Refused, match="not-come"):
        stamping.leave(mine, by=town.ines, now=noon)
    stamping.come(mine, by=town.ines, now=noon - timedelta(minutes=10))
    stamping.come(more, by=town.ines, now=noon + timedelta(minutes=31))
    with pytest.raises(Refused, match="came-already"):
        posts.sign_off(mine, by=town.sam, now=noon)
    stamping.leave(mine, by=town.ines, now=noon + timedelta(minutes=93))
    stamping.leave(more, by=town.ines, now=noon + 3 * HOUR)
    with pytest.raises(Refused, match="left-already"):
        stamping.leave(mine, by=town.ines, now=noon + 2 * HOUR)
    assert list(SignUp.objects.order_by("id").values_list("tenths", flat=True)) == [15, 14]
    assert counted(drive.activity, town.school, noon) == {"volunteers": 1, "hours": Decimal("2.9"), "one_activity": 1}
    assert counted(drive.activity, town.city, noon)["events"] == 2
    assert verify() == []
    SignUp.objects.filter(pk=mine.pk).update(tenths=16)
    assert verify() != []


def test_all_five_ones_are_counted_once(drive, volunteers, town, noon):
    (zhang,) = volunteers("school", "张三")
    today = noon.date()
    codes = list(five_ones())
    for code in codes[:4]:
        ones.enter(zhang, code, "已完成", on=today, by=town.sam, now=noon)
    with pytest.raises(Refused, match="one-done"):
        ones.enter(zhang, codes[0], "又一次", on=today, by=town.sam, now=noon)
    with pytest.raises(Refused, match="one-day"):
        ones.enter(zhang, codes[4], "明天", on=today + timedelta(days=1), by=town.sam, now=noon)
    with pytest.raises(Refused, match="not-allowed"):
        ones.enter(zhang, codes[4], "已完成", on=today, by=town.hanna, now=noon)
    assert counted(drive.activity, town.school, noon).get("five_ones") is None
    ones.enter(zhang, codes[4], "已完成", on=today, by=town.sam, now=noon)
    found = counted(drive.activity, town.school, noon)
    assert (found["five_ones"], found["one_community"]) == (1, 1)
    assert verify() == []
    OneDone.objects.filter(one="unit").delete()
    assert verify() != []


def test_certificates_go_to_who_served_and_can_be_revoked(drive, post, volunteers, town, noon):
    zhang, _ = volunteers("school", "张三", "李四")
    mine = posts.sign_up(zhang, post(), by=town.sam, now=noon)
    stamping.come(mine, by=town.ines, now=noon)
    stamping.leave(mine, by=town.ines, now=noon + HOUR)
    with pytest.raises(Refused, match="drive-running"):
        proofs.issue(drive, by=town.ines, now=noon)
    over = noon + 10 * HOUR
    assert proofs.issue(drive, by=town.ines, now=over) == 1
    with pytest.raises(Refused, match="proofs-none-due"):
        proofs.issue(drive, by=town.ines, now=over)
    proof = ServiceProof.objects.get()
    assert (proof.face["name"], proof.face["hours"]) == ("张三", "1.0")
    assert counted(drive.activity, town.school, noon)["certificates"] == 1
    with pytest.raises(Refused, match="not-allowed"):
        proofs.revoke(proof, because="冒名", by=town.sam, now=over)
    proofs.revoke(proof, because="冒名", by=town.ines, now=over)
    assert "certificates" not in counted(drive.activity, town.school, noon)
    assert verify() == []


def test_the_school_does_not_see_the_volunteers_of_the_hospital(volunteers, town):
    volunteers("hospital", "张三")
    assert not Volunteer.objects.visible_to(town.sam).exists()
    assert Volunteer.objects.visible_to(town.ines).exists()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Twelve claim three places; with the row not held and the number not unique there were more than three."""

    def test_a_post_is_not_oversold(self, post, volunteers, noon):
        gate, people = post(n_places=3), volunteers("school", *(f"人{n}" for n in range(12)))
        answers = at_once(12, lambda number: posts.sign_up(people[number], gate, by=None, now=noon) and "in")
        assert (answers.count("in"), answers.count("places-full")) == (3, 9)
        assert sorted(SignUp.objects.values_list("place_no", flat=True)) == [1, 2, 3]

    def test_the_number_alone_keeps_two_from_one_place(self, post, volunteers, noon):
        gate, people = post(n_places=1), volunteers("school", "张三", "李四")
        row = {"post": gate, "place_no": 1, "at": noon, "route": "0001", "category": "x", "day": noon.date()}
        answers = at_once(2, lambda number: SignUp.objects.create(volunteer=people[number], **row) and "in")
        assert sorted(answers) == ["in", "integrity"]

    def test_one_volunteer_has_one_place_and_comes_once(self, post, volunteers, town, noon):
        gate, (zhang,) = post(n_places=3), volunteers("school", "张三")
        answers = at_once(4, lambda _: posts.sign_up(zhang, gate, by=None, now=noon) and "in")
        assert sorted(answers) == ["in", *["signed-up-already"] * 3]
        mine = SignUp.objects.get()
        come = at_once(4, lambda _: stamping.come(mine, by=town.ines, now=noon) and "come")
        assert sorted(come) == ["came-already"] * 3 + ["come"]
        assert Post.objects.get().held_on is not None
        assert verify() == []
