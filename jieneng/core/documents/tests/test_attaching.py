"""Files of a paper: put to a draft under a name of its 附件, taken off again, and kept for good with what is issued."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.core.documents.actions import draft, issue
from jieneng.core.documents.attached import by_name
from jieneng.core.documents.attaching import KINDS, MOST, Given, attach, carry
from jieneng.core.documents.downloads import attached_to, numbered
from jieneng.core.documents.version_code import version_code
from jieneng.core.files import disk
from jieneng.core.files.actions import keep, purge_orphans
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import package, photo, upload
from jieneng.ui.refusals import Refused


@pytest.fixture
def paper(town):
    return draft("notice", town.city, "关于开展宣传周活动的通知", {"blocks": []}, by=town.ines)


def kept(town, data=None, name="活动安排表.docx"):
    return keep(upload(data or package(), name), organization=town.city, only=KINDS)


def put(paper, town, name="活动安排表", names=None, data=None):
    attach(paper, Given(((name, kept(town, data)),)), names or [name], by=town.ines)
    return by_name(paper)[name]


def test_a_file_stands_under_its_name_with_kind_and_size(paper, town):
    row = put(paper, town, names=["联系表", "活动安排表"])
    shown = attached_to(paper, ["联系表", "活动安排表"], lambda file: f"/{file}")
    assert [(file.name, file.kind, file.url) for file in shown] == [
        ("联系表", "", ""),
        ("活动安排表", "Word 文档（docx）", f"/{row.pk}"),
    ]
    assert [file.name for file in numbered(shown)] == ["附件2：活动安排表"]
    assert shown[1].size == len(package())
    entry = Entry.objects.get(action="notice.attach")
    assert entry.changes == {"attached": "活动安排表", "sha256": row.file.sha256}


@pytest.mark.parametrize("name", ["录像.mp4", "说明.txt", "程序.docx"])
def test_only_papers_sheets_and_pictures_are_attached(town, name):
    data = {"录像.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 400, "说明.txt": "说明".encode(), "程序.docx": b"MZ\x90" * 90}
    with pytest.raises(Refused, match="wrong-type"):
        kept(town, data[name], name)
    assert not Attachment.objects.exists()


def test_a_second_file_of_the_same_name_takes_the_place_of_the_first(paper, town):
    first = put(paper, town)
    second = put(paper, town, data=photo())
    assert (second.pk == first.pk, paper.attached.count()) == (False, 1)
    assert second.kind_label == "图片（jpg）"
    assert Entry.objects.filter(action="notice.detach").count() == 1


def test_a_file_whose_name_is_no_longer_in_the_paper_is_refused(paper, town):
    row = put(paper, town)
    with pytest.raises(Refused, match="attachment-unnamed") as refused:
        attach(paper, Given(), ["联系表"], by=town.ines)
    assert "活动安排表" in refused.value.sentence
    attach(paper, Given(off=frozenset({row.pk})), ["联系表"], by=town.ines)
    assert not paper.attached.exists()


def test_a_number_of_another_paper_takes_nothing_off(paper, town):
    other = put(draft("notice", town.city2, "另一份通知", {"blocks": []}, by=town.rex), _as(town, "rex"))
    attach(paper, Given(off=frozenset({other.pk})), [], by=town.ines)
    assert other.document.attached.count() == 1


def _as(town, person):
    """The town as somebody of the other city sees it."""

    class Other:
        city, ines = town.city2, getattr(town, person)

    return Other


def test_only_so_many_belong_to_one_paper(paper, town):
    file = kept(town)
    names = [f"表{n}" for n in range(MOST + 1)]
    with pytest.raises(Refused, match="too-many-files"):
        attach(paper, Given(tuple((name, file) for name in names)), names, by=town.ines)
    assert not paper.attached.exists()


def test_who_does_not_draft_attaches_nothing(paper, town):
    with pytest.raises(Refused, match="not-allowed"):
        attach(paper, Given((("表", kept(town)),)), ["表"], by=town.sam)


def test_what_is_issued_keeps_its_files_and_its_version_code_stands_for_them(paper, town):
    bare = issue(draft("notice", town.city, paper.title, {"blocks": []}, by=town.ines), number="", **signed(town))
    row = put(paper, town)
    paper = issue(paper, number="", **signed(town))
    assert paper.body["attached"] == [{"name": "活动安排表", "sha256": row.file.sha256}]
    assert "attached" not in bare.body
    before, paper.body = version_code(paper), {"blocks": []}
    assert version_code(paper) != before
    for given in (Given(off=frozenset({row.pk})), Given((("表", kept(town)),))):
        with pytest.raises(Refused, match="document-issued"):
            attach(paper, given, ["活动安排表", "表"], by=town.ines)


def signed(town):
    return {"written_on": date(2025, 6, 16), "by": town.ines}


def test_what_passes_a_paper_on_takes_its_files_along(paper, town):
    put(paper, town)
    own = draft("notice", town.county, "关于转发通知的通知", {"blocks": []}, by=town.cora)
    assert carry(paper, own, by=town.cora) == ["活动安排表"]
    assert by_name(own)["活动安排表"].file == by_name(paper)["活动安排表"].file


def test_what_is_used_is_not_cleared_away_and_what_was_taken_off_is(paper, town, django_capture_on_commit_callbacks):
    used = put(paper, town).file
    off = put(paper, town, "照片", names=["活动安排表", "照片"], data=photo())
    attach(paper, Given(off=frozenset({off.pk})), ["活动安排表"], by=town.ines)
    Attachment.objects.update(at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_orphans(timezone.now()) == 1
    assert list(Attachment.objects.all()) == [used]
    assert disk.path_of(used.sha256).exists()
    assert not disk.path_of(off.file.sha256).exists()
