"""Sign in: by one's own code, without a network for a while, by the hall's code, by name; each once, with reasons."""

from datetime import timedelta

import pytest

from jieneng.apps.attendance import passes
from jieneng.apps.attendance.actions import certificates
from jieneng.apps.attendance.actions.seats import Named, replace, withdraw
from jieneng.apps.attendance.actions.signing_in import sign_in, take_scans
from jieneng.apps.attendance.models import Certificate, Scan, SignIn
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.tallying import tallied_alone
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.core.scans import Scanned
from jieneng.ui.refusals import Refused


@pytest.fixture
def scan(town, noon):
    """scan(session, registration, nonce): one scan at noon by Ines, and what became of it."""

    def take(session, who, nonce="n1", at=noon):
        code = who if isinstance(who, str) else passes.pass_of(who)
        (outcome,) = take_scans(session, [Scanned(code, nonce, at)], by=town.ines, now=at)
        return outcome.code

    return take


def test_a_scan_signs_in_and_counts(training, registered, scan, town, now):
    who = registered(training, "school")
    assert scan(training, who) == "in"
    fold_all(now)
    values = tallied_alone([training.activity_id], town.school.path)[training.activity_id].values
    assert values == {
        "lecture_training.seats": 1,
        "lecture_training.signed_in": 1,
        "lecture_training.attendances": 1,
    }
    assert verify() == []
    SignIn.objects.all().delete()
    assert verify() != []


def test_uploaded_twice_it_counts_once(training, registered, scan):
    who = registered(training, "school")
    assert scan(training, who, "n1") == "in"
    assert scan(training, who, "n1") == "in"
    assert (Scan.objects.count(), SignIn.objects.count()) == (1, 1)
    assert Entry.objects.filter(action="attendance.scan").count() == 1
    assert verify() == []


def test_scanned_twice_it_is_already_in(training, registered, town, noon):
    who = registered(training, "school")
    twice = [Scanned(passes.pass_of(who), nonce, noon) for nonce in ("n1", "n2")]
    outcomes = take_scans(training, twice, by=town.ines, now=noon)
    assert [one.code for one in outcomes] == ["in", "pass-already-in"]
    assert SignIn.objects.count() == 1


def test_a_scan_of_yesterday_stands_at_its_hour(training, registered, town, noon):
    who = registered(training, "school")
    late = noon + timedelta(hours=5)
    take_scans(training, [Scanned(passes.pass_of(who), "n1", noon)], by=town.ines, now=late)
    assert SignIn.objects.get().at == noon
    assert Scan.objects.get().at == late


def test_each_refusal_says_why(training, held, registered, scan, town, early, noon):
    withdrawn = registered(training, "school", "甲")
    withdraw(withdrawn, because="出差", by=town.sam, now=early)
    former = registered(training, "school", "乙")
    replace(former, Named("丙"), by=town.sam, now=early)
    good = registered(training, "hospital", "丁")
    registered(training, "hospital", "戊")
    waiting = registered(training, "county", "己")
    other = registered(held("meeting", n_seats=1), "school")
    assert scan(training, withdrawn, "a") == "pass-withdrawn"
    assert scan(training, former, "b") == "pass-withdrawn"
    assert scan(training, waiting, "c") == "pass-waiting"
    assert scan(training, other, "d") == "pass-other-session"
    assert scan(training, "12.forged", "e") == "pass-unknown"
    assert scan(training, good, "f", noon + timedelta(days=1)) == "pass-wrong-day"
    assert scan(training, f"https://jieneng.example/attendance/pass/{passes.pass_of(good)}/", "g") == "in"
    assert scan(training, good, "h") == "pass-already-in"
    assert SignIn.objects.count() == 1


def test_only_who_holds_it_scans(training, registered, town, noon):
    with pytest.raises(Refused, match="not-allowed"):
        take_scans(training, [], by=town.cora, now=noon)


def test_by_name_and_at_the_hall(training, registered, town, noon):
    one, other = registered(training, "school"), registered(training, "hospital")
    sign_in(one, how="name", by=town.ines, now=noon)
    sign_in(other, how="hall", by=None, now=noon)
    assert list(SignIn.objects.order_by("id").values_list("how", "by")) == [("name", town.ines.pk), ("hall", None)]
    with pytest.raises(Refused, match="pass-already-in"):
        sign_in(one, how="hall", by=None, now=noon)
    with pytest.raises(Refused, match="registration-signed-in"):
        withdraw(one, because="出差", by=town.sam, now=noon)


def test_the_halls_code_changes_and_the_former_ones_end(training, noon):
    code = passes.hall_code(training, noon)
    assert passes.is_shown(training, code, noon + timedelta(seconds=19))
    assert passes.hall_code(training, noon + timedelta(seconds=20)) != code
    assert passes.is_shown(training, code, noon + timedelta(seconds=50))
    assert not passes.is_shown(training, code, noon + timedelta(seconds=60))
    assert not passes.is_shown(training, code, noon - timedelta(seconds=1))
    for forged in ("", "zz-1", code[:-1] + "x", code.partition("-")[0] + "-"):
        assert not passes.is_shown(training, forged, noon)


def test_certificates_go_to_who_came_and_once(training, registered, scan, town, noon, now):
    who = registered(training, "school", "张三")
    registered(training, "hospital", "李四")
    scan(training, who)
    with pytest.raises(Refused, match="session-not-ended"):
        certificates.issue(training, by=town.ines, now=noon)
    after = noon + timedelta(hours=3)
    assert certificates.issue(training, by=town.ines, now=after) == 1
    with pytest.raises(Refused, match="certificates-none-due"):
        certificates.issue(training, by=town.ines, now=after)
    kept = Certificate.objects.get()
    assert len(kept.code) * 5 >= 60
    assert kept.face["name"] == "张三"
    assert kept.face["hours"] == "4"
    fold_all(now)
    assert verify() == []
    certificates.revoke(kept, because="冒名顶替", by=town.ines, now=after)
    assert verify() == []
    with pytest.raises(Refused, match="certificate-revoked"):
        certificates.revoke(kept, because="再次", by=town.ines, now=after)
