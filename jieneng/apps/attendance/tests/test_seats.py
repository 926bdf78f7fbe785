"""Seats: as many as there are, so many for each, the next in line moves up, and all of it counted."""

import pytest

from jieneng.apps.attendance.actions.holding import change, close_session, set_up
from jieneng.apps.attendance.actions.seats import PHONES, Named, decline, register, replace, withdraw
from jieneng.apps.attendance.models import Registration, Seat
from jieneng.apps.attendance.queries.replies import declined, missing, n_missing
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.tallying import tallied_alone
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.people.enciphering import deciphered
from jieneng.ui.refusals import Refused


def states(session):
    return [(one.name, one.state) for one in Registration.objects.filter(session=session).order_by("id")]


def counted(session, organization):
    return tallied_alone([session.activity_id], organization.path)[session.activity_id].values


def test_a_name_takes_the_first_free_seat_and_is_written_down(training, registered, town):
    made = registered(training, "school")
    assert (made.state, made.seat.no) == ("seated", 1)
    entry = Entry.objects.get(action="attendance.register")
    assert (entry.person, entry.thing_id) == (town.sam, str(made.pk))
    assert "张三" not in entry.thing_name


def test_an_organisation_has_no_more_than_its_share(training, registered):
    registered(training, "school", "甲")
    registered(training, "school", "乙")
    with pytest.raises(Refused, match="seats-own-full"):
        registered(training, "school", "丙")


def test_one_each_is_one_each(held, registered):
    session = held("meeting", n_seats=9)
    registered(session, "school")
    with pytest.raises(Refused, match="seats-own-full"):
        registered(session, "school", "乙")


def test_first_come_takes_as_many_as_there_are(held, registered):
    session = held("meeting", n_seats=3, rule="open", has_waiting_list=False)
    for name in "甲乙丙":
        registered(session, "school", name)
    with pytest.raises(Refused, match="seats-all-taken"):
        registered(session, "hospital", "丁")


def test_when_all_is_taken_one_waits_and_moves_up(training, registered, town, early):
    first = registered(training, "school", "甲")
    registered(training, "school", "乙")
    registered(training, "hospital", "丙")
    registered(training, "hospital", "丁")
    registered(training, "county", "戊")
    assert states(training)[3:] == [("丁", "waiting"), ("戊", "waiting")]
    withdraw(first, because="出差", by=town.sam, now=early)
    assert states(training) == [
        ("甲", "withdrawn"),
        ("乙", "seated"),
        ("丙", "seated"),
        ("丁", "seated"),
        ("戊", "waiting"),
    ]
    assert Seat.objects.get(session=training, no=1).registration.name == "丁"
    assert verify() == []


def test_more_seats_go_to_who_waits(training, registered, terms, town, early):
    for where, name in (("school", "甲"), ("school", "乙"), ("hospital", "丙"), ("hospital", "丁")):
        registered(training, where, name)
    more = terms(n_seats=5, rule="number", each=2)
    changed = change(training, more, edit_no=0, by=town.ines, now=early)
    assert states(changed)[3] == ("丁", "seated")
    with pytest.raises(Refused, match="stale-form"):
        change(training, more, edit_no=0, by=town.ines, now=early)
    with pytest.raises(Refused, match="seats-taken"):
        change(training, terms(n_seats=3, rule="number", each=2), edit_no=1, by=town.ines, now=early)


def test_somebody_else_in_the_same_seat_and_the_former_pass_is_void(training, registered, town, early):
    former = registered(training, "school", "甲")
    new = replace(former, Named("乙"), by=town.sam, now=early)
    assert states(training) == [("甲", "replaced"), ("乙", "seated")]
    assert new.seat.no == 1
    with pytest.raises(Refused, match="registration-gone"):
        withdraw(former, because="出差", by=town.sam, now=early)
    assert verify() == []


def test_who_comes_instead_keeps_the_place_in_the_queue(training, registered, town, early):
    first = registered(training, "school", "甲")
    registered(training, "school", "乙")
    registered(training, "hospital", "丙")
    waits = registered(training, "hospital", "丁")
    registered(training, "county", "戊")
    replace(waits, Named("己"), by=town.hanna, now=early)
    withdraw(first, because="出差", by=town.sam, now=early)
    assert ("己", "seated") in states(training)


def test_what_is_counted_is_proven_from_the_rows(training, registered, town, early, now):
    registered(training, "school", "甲")
    out = registered(training, "school", "乙")
    withdraw(out, because="出差", by=town.sam, now=early)
    fold_all(now)
    assert counted(training, town.school) == {"lecture_training.seats": 1}
    assert verify() == []
    Registration.objects.filter(name="乙").update(state="seated", own_no=2)
    assert verify() != []


def test_a_telephone_number_is_kept_only_where_it_is_needed_and_enciphered(held, registered):
    session = held("meeting", n_seats=2, needs_phone=True)
    with pytest.raises(Refused, match="registration-no-phone"):
        registered(session, "school")
    kept = registered(session, "school", phone="13800000000").phone
    assert "13800000000" not in kept
    assert deciphered(kept, use=PHONES) == "13800000000"
    assert deciphered(kept) is None


def test_it_is_not_kept_where_nobody_asked_for_it(training, registered):
    assert registered(training, "school", phone="13800000000").phone == ""


def test_who_has_not_replied_is_known(training, registered, town, early):
    everybody = n_missing(training)
    registered(training, "school")
    decline(training, town.hospital, because="值班", by=town.hanna, now=early)
    assert n_missing(training) == everybody - 2
    assert not missing(training).filter(pk__in=(town.school.pk, town.hospital.pk, town.city.pk)).exists()


def test_declining_and_registering_exclude_each_other(training, registered, town, early):
    decline(training, town.school, because="值班", by=town.sam, now=early)
    registered(training, "school")
    assert not declined(training).exists()
    with pytest.raises(Refused, match="decline-registered"):
        decline(training, town.school, because="值班", by=town.sam, now=early)


def test_only_whom_it_invites_until_its_day_and_only_by_their_own(training, town, early, noon):
    with pytest.raises(Refused, match="session-not-invited"):
        _foreign(training, town, early)
    with pytest.raises(Refused, match="replies-past"):
        register(training, town.school, Named("甲"), by=town.sam, now=noon)
    with pytest.raises(Refused, match="not-allowed"):
        register(training, town.school, Named("甲"), by=town.hanna, now=early)
    close_session(training, by=town.ines, now=early)
    with pytest.raises(Refused, match="session-closed"):
        register(training, town.school, Named("甲"), by=town.sam, now=early)


def _foreign(training, town, early):
    town.person("sid", "邻市学校填报员", "school3", "reporter")
    return register(training, town.school3, Named("甲"), by=town.sid, now=early)


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        ("pledge", {"n_seats": 1}, "session-kind-unknown"),
        ("class_activity", {"n_seats": 1}, "session-offer-unfit"),
        ("launch", {"counts_halls": True}, "session-offer-unfit"),
        ("meeting", {}, "session-offers-nothing"),
        ("meeting", {"n_seats": 1, "rule": "number", "each": 0}, "session-each-missing"),
        ("meeting", {"n_seats": 1, "replies_by": None}, "session-replies-by"),
    ],
)
def test_what_makes_no_sense_is_refused(plan, terms, town, early, kind, said, code):
    with pytest.raises(Refused, match=code):
        set_up(plan[kind], terms(**said), by=town.ines, now=early)


def test_one_session_for_an_activity_by_its_own_people(plan, terms, town, early, training):
    with pytest.raises(Refused, match="session-exists"):
        set_up(plan["lecture_training"], terms(n_seats=1), by=town.ines, now=early)
    with pytest.raises(Refused, match="not-allowed"):
        set_up(plan["meeting"], terms(n_seats=1), by=town.cora, now=early)
