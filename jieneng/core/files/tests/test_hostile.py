"""Whatever a file tries, it is refused with a sentence, nothing of it is kept, and no process stays behind."""

import os

import pytest
from django.conf import settings

from jieneng.core.files.actions import store
from jieneng.core.files.models import Attachment
from jieneng.core.files.sources import source_of
from jieneng.core.files.tests.handed_in import upload
from jieneng.core.files.tests.hostile import AS_ATTACHMENT, AS_NOTICE, PAGE
from jieneng.core.files.tests.test_apart import children
from jieneng.ui.refusals import Refused


def kept_files():
    return {name for _, _, names in os.walk(settings.MEDIA_ROOT) for name in names}


@pytest.mark.parametrize("what", AS_NOTICE)
def test_a_hostile_notice_is_refused_by_name(what):
    name, data, code = AS_NOTICE[what]
    before = set(children())
    with pytest.raises(Refused) as no:
        source_of(data, name)
    assert no.value.code == code
    assert name in no.value.sentence
    assert no.value.next_step
    assert set(children()) <= before


@pytest.mark.parametrize("what", AS_ATTACHMENT)
def test_a_hostile_attachment_is_refused_and_nothing_of_it_is_kept(town, what):
    name, data, code = AS_ATTACHMENT[what]
    before = kept_files()
    with pytest.raises(Refused) as no:
        store(upload(data, name), organization=town.school, by=town.sam)
    assert (no.value.code, Attachment.objects.count()) == (code, 0)
    assert name in no.value.sentence
    assert kept_files() == before


def test_a_page_that_calls_itself_a_document_is_read_as_the_page_it_is():
    found = source_of(PAGE, "通知.docx")
    assert (found.kind, found.text) == ("html", "节能宣传周")


def test_the_limit_of_pages_is_named():
    name, data, _ = AS_NOTICE["three hundred pages"]
    with pytest.raises(Refused) as no:
        source_of(data, name)
    assert "300 页，超过 200 页" in no.value.sentence
