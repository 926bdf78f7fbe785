"""The demo, in a small city: told once and for good, with most reporting and some late, sent back or corrected."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from jieneng.apps.publicity.models import Brief
from jieneng.apps.quiz.models import HandIn, Opening
from jieneng.core.audit.models import Entry
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.facts.verify import verify
from jieneng.core.orgs.models import Organization

pytestmark = pytest.mark.django_db
SCALE = 120


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an installation in which the demo was played; its rows are gone with the tests of this file."""
    folder = tmp_path_factory.mktemp("told")
    with django_db_blocker.unblock(), override_settings(VAR=folder, MEDIA_ROOT=str(folder / "files")):
        around = transaction.atomic()
        around._from_testcase = True  # so that nobody takes it for one of the application's
        try:
            with around:
                _play()
                yield folder
                transaction.set_rollback(True)
        finally:
            HandIn.objects.all().delete()  # the endpoint has stored them past the transaction, as it does
            Opening.objects.all().delete()


def _play() -> str:
    said = StringIO()
    call_command("demo", scale=SCALE, players=60, stdout=said)
    return said.getvalue()


def _rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_a_second_time_it_says_the_same_and_changes_nothing(told):
    rows, files = _rows(), _files(told)
    said = _play()
    assert "抽奖核对页：" in said
    assert "已装入" in said
    assert f"{told}/demo/brief.docx、{told}/demo/brief.pdf" in said
    assert (_rows(), _files(told)) == (rows, files)


def test_nineteen_of_twenty_report(told):
    asked = Organization.objects.filter(depth__gt=1).count()
    share = Submission.objects.filter(first_submitted_at__isnull=False).count() / asked
    assert 0.91 <= share <= 0.98


def test_some_are_late_some_go_back_and_some_are_corrected(told):
    n = Submission.objects.count()
    done = Counter(Entry.objects.values_list("action", flat=True))
    late = Submission.objects.filter(is_late=True).count()
    assert 0.01 <= late / n <= 0.1
    assert 0.01 <= done["report.return"] / n <= 0.1
    assert 1 <= done["report.correct"] <= 0.05 * n
    assert done["report.submit"] == n + done["report.return"] + done["report.correct"]  # each came again


def test_the_counties_confirm_and_the_totals_are_what_was_accepted(told):
    assert Collection.objects.get().confirmations.count() == 2
    assert verify() == []


def test_the_brief_lies_there_to_print_and_to_go_on_with(told):
    title = Brief.objects.get().document.title
    written = docx.Document(BytesIO((told / "demo/brief.docx").read_bytes()))
    assert title in _in_one("".join(one.text for one in written.paragraphs))
    printed = pypdfium2.PdfDocument((told / "demo/brief.pdf").read_bytes())
    assert title in _in_one("".join(page.get_textpage().get_text_bounded() for page in printed))


def _in_one(text: str) -> str:
    """Without the breaks of lines."""
    return "".join(text.split())
