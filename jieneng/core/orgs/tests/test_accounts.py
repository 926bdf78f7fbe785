"""Accounts are kept by the administrators of an organisation and of those above it; nobody keeps their own."""

from datetime import date

import pytest

from jieneng.core.audit.models import Entry
from jieneng.core.orgs import accounts
from jieneng.core.orgs.accounts import NewAccount, open_accounts
from jieneng.core.orgs.acting import roles_at
from jieneng.core.orgs.actions import appoint, release
from jieneng.core.orgs.handover import hand_over
from jieneng.core.orgs.models import Membership
from jieneng.core.people.models import Person
from jieneng.ui.refusals import Refused

TODAY = date(2025, 6, 16)


def new(town, **changed):
    said = {"organization": town.school, "display_name": "新填报员", "username": "new-school", "phone": ""}
    return NewAccount(**(said | {"roles": ("reporter",)} | changed))


def test_an_account_comes_with_its_roles_and_a_slip(town):
    (slip,) = open_accounts([new(town)], by=town.ada, today=TODAY)
    person = Person.objects.get(username="new-school")
    assert person.check_password(slip.password)
    assert (slip.organization, roles_at(person, town.school)) == (town.school.name, {"reporter"})
    assert slip.password not in str(list(Entry.objects.values()))


def test_one_bad_account_opens_none(town):
    with pytest.raises(Refused, match="username-taken"):
        open_accounts([new(town), new(town, username="SAM")], by=town.ada, today=TODAY)
    assert not Person.objects.filter(username="new-school").exists()


@pytest.mark.parametrize("who", ["sam", "ines", "rex", "olga"])
def test_others_cannot_open_accounts(town, who):
    with pytest.raises(Refused, match="not-allowed"):
        open_accounts([new(town)], by=getattr(town, who), today=TODAY)


def test_the_superior_resets_a_password(town):
    slip = accounts.reset(town.sam, by=town.ada)
    town.sam.refresh_from_db()
    assert town.sam.check_password(slip.password)
    assert town.sam.must_change_password


def test_a_light_first_hash_becomes_a_full_one_at_the_first_use(town, settings):
    settings.PASSWORD_HASHERS = ["jieneng.core.people.passwords.TunedArgon2"]
    (light,) = open_accounts([new(town)], by=town.ada, today=TODAY)
    person = Person.objects.get(username=light.username)
    before = person.password
    assert person.check_password(light.password)
    person.refresh_from_db()
    assert "m=256," in before
    assert "m=19456," in person.password


def test_giving_someone_a_post_below_does_not_give_their_password(town):
    school_admin = town.person("ken", "学校管理员", "school", "unit_admin")
    appoint(town.cora, town.school, "reader", by=school_admin, today=TODAY)
    with pytest.raises(Refused, match="not-allowed"):
        accounts.reset(town.cora, by=school_admin)


def test_nobody_keeps_their_own_account(town):
    for act in (
        lambda: accounts.reset(town.ada, by=town.ada),
        lambda: accounts.switch_off(town.ada, by=town.ada, because="离岗"),
        lambda: release(Membership.objects.get(person=town.ada), by=town.ada, today=TODAY),
    ):
        with pytest.raises(Refused, match="not-yourself"):
            act()


def test_the_last_administrator_is_not_released(town):
    post = Membership.objects.get(person=town.ada)
    with pytest.raises(Refused, match="last-admin"):
        release(post, by=town.root, today=TODAY)


def test_switching_off_needs_a_reason(town):
    with pytest.raises(Refused, match="reason-missing"):
        accounts.switch_off(town.sam, by=town.ada, because=" ")
    accounts.switch_off(town.sam, by=town.ada, because="调离")
    town.sam.refresh_from_db()
    assert not town.sam.is_active
    accounts.switch_on(town.sam, by=town.ada)
    town.sam.refresh_from_db()
    assert town.sam.is_active


def test_roles_that_check_each_other_do_not_meet_in_one_person(town):
    with pytest.raises(Refused, match="roles-exclude"):
        appoint(town.olga, town.city, "reviewer", by=town.ada, today=TODAY)


def test_a_clerk_leaves_and_another_takes_over(town):
    open_accounts([new(town, roles=())], by=town.ada, today=TODAY)
    successor = Person.objects.get(username="new-school")
    moved = hand_over(town.sam, successor, town.school, by=town.ada, because="退休", today=TODAY)
    town.sam.refresh_from_db()
    assert moved == ["reporter"]
    assert roles_at(successor, town.school) == {"reporter"}
    assert roles_at(town.sam, town.school) == frozenset()
    assert not town.sam.is_active
    entry = Entry.objects.get(action="people.hand_over")
    assert (entry.person, entry.because) == (town.ada, "退休")
    assert entry.changes == {"from": town.sam.pk, "to": successor.pk, "roles": ["reporter"]}


def test_an_account_with_posts_elsewhere_stays_on(town):
    appoint(town.sam, town.hospital, "reader", by=town.ada, today=TODAY)
    hand_over(town.sam, town.hanna, town.school, by=town.ada, because="调整分工", today=TODAY)
    town.sam.refresh_from_db()
    assert town.sam.is_active


def test_nobody_hands_over_to_themselves_or_from_next_door(town):
    with pytest.raises(Refused, match="successor-unfit"):
        hand_over(town.sam, town.sam, town.school, by=town.ada, because="退休", today=TODAY)
    with pytest.raises(Refused, match="not-yourself"):
        hand_over(town.sam, town.ada, town.school, by=town.ada, because="退休", today=TODAY)
    with pytest.raises(Refused, match="not-allowed"):
        hand_over(town.sam, town.hanna, town.school, by=town.rex, because="退休", today=TODAY)
