"""Open information: a paper is described before it is issued, numbered when it is, and changed only with a reason."""

from datetime import date

import pytest

from jieneng.core.audit.models import Entry
from jieneng.core.documents.actions import draft, issue
from jieneng.core.documents.disclosing import Description, describe, disclosure_of, index_no
from jieneng.core.documents.models import Disclosure
from jieneng.core.documents.particulars import particulars_of
from jieneng.ui.refusals import Refused

OPEN = Description("open", "publicity", "notice")
WITHHELD = Description("withheld", "affairs", "notice", ground="internal")


@pytest.fixture
def paper(town):
    return draft("notice", town.city, "关于开展宣传周活动的通知", {"blocks": []}, by=town.ines)


def issued(paper, by, number="云机管节〔2025〕3号"):
    return issue(paper, number=number, written_on=date(2025, 6, 16), by=by)


def test_a_paper_that_nobody_described_is_open_from_its_issue(paper, town):
    assert not disclosure_of(paper).is_open
    entry = issued(paper, town.ines).disclosure
    assert entry.is_open
    assert entry.opened_at == entry.document.issued_at
    assert dict(particulars_of(entry))["体裁分类"] == "通知"


def test_the_index_number_is_the_code_of_the_office_the_year_and_a_serial_without_gaps(paper, town):
    town.city.credit_code = "115200000000000000"
    town.city.save(update_fields=["credit_code"])
    first = issued(paper, town.ines).disclosure.index_no
    other = draft("notice", town.city, "另一份通知", {"blocks": []}, by=town.ines)
    second = issued(other, town.ines, number="").disclosure.index_no
    assert (first, second) == ("115200000000000000/2025-00001", "115200000000000000/2025-00002")


def test_an_office_without_a_code_is_told_by_its_region_and_its_own_number(town):
    assert index_no(town.county, 2025, 7) == f"{town.county.pk:06}/2025-00007"
    town.county.region_id = "520102"
    assert index_no(town.county, 2025, 7) == f"520102-{town.county.pk:06}/2025-00007"


def test_what_is_withheld_is_numbered_and_not_opened(paper, town):
    describe(paper, WITHHELD, edit_no=0, by=town.rob)
    entry = issued(paper, town.ines).disclosure
    assert entry.index_no
    assert not entry.is_open
    assert not Disclosure.objects.open().exists()


def test_what_is_withheld_needs_a_ground_and_what_is_repealed_a_day(paper, town):
    with pytest.raises(Refused, match="reason-missing"):
        describe(paper, Description("withheld", "affairs", "notice"), edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="reason-missing"):
        describe(paper, Description("open", "affairs", "notice", validity="repealed"), edit_no=0, by=town.ines)
    assert not Disclosure.objects.exists()


def test_after_the_issue_only_who_signs_changes_it_and_says_why(paper, town):
    issued(paper, town.ines)
    repealed = Description("open", "publicity", "notice", validity="repealed", invalid_since=date(2026, 3, 1))
    with pytest.raises(Refused, match="not-allowed"):
        describe(paper, repealed, edit_no=0, by=town.rob, because="已由新通知代替")
    with pytest.raises(Refused, match="reason-missing"):
        describe(paper, repealed, edit_no=0, by=town.ines)
    entry = describe(paper, repealed, edit_no=0, by=town.ines, because="已由新通知代替")
    assert dict(particulars_of(entry))["有效性"] == "废止（2026年3月1日起）"
    written = Entry.objects.latest("id")
    assert (written.action, written.because) == ("disclosure.change", "已由新通知代替")
    assert written.changes["validity"] == ["有效", "废止"]


def test_what_is_no_longer_open_is_gone_at_once_and_keeps_its_number(paper, town):
    number = issued(paper, town.ines).disclosure.index_no
    entry = describe(paper, WITHHELD, edit_no=0, by=town.ines, because="误公开")
    assert (entry.index_no, entry.is_open) == (number, False)
    again = describe(paper, OPEN, edit_no=1, by=town.ines, because="经复核可以公开")
    assert (again.index_no, again.is_open, again.ground) == (number, True, "")


def test_who_describes_an_old_state_is_told(paper, town):
    describe(paper, OPEN, edit_no=0, by=town.ines)
    with pytest.raises(Refused, match="stale-form"):
        describe(paper, WITHHELD, edit_no=0, by=town.ines)


def test_the_next_office_describes_nothing_of_ours(paper, town):
    with pytest.raises(Refused, match="not-allowed"):
        describe(paper, OPEN, edit_no=0, by=town.rex)
