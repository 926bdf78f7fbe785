"""What is taken in, what is refused, and what is left of a photograph's traces."""

import io
import struct
import zlib
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone
from PIL import Image

from jieneng.core.audit.models import Entry
from jieneng.core.files import actions, disk, uses
from jieneng.core.files.actions import purge_orphans, store
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.handed_in import GPS, package, photo, upload
from jieneng.ui.refusals import Refused


def stored(town, file):
    return store(file, organization=town.school, by=town.sam)


def refused(town, file):
    with pytest.raises(Refused) as no:
        stored(town, file)
    assert not Attachment.objects.exists()
    return no.value.code


def huge_png(width, height):
    """A few kilobytes that say they are millions of pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


def test_the_copies_of_a_photograph_do_not_say_where_it_was_taken(town):
    kept = stored(town, upload(photo(traces=True)))
    original = Image.open(disk.path_of(kept.sha256))
    assert dict(original.getexif().get_ifd(GPS))
    for copy in (disk.CLEAN, disk.THUMB):
        clean = Image.open(disk.path_of(kept.sha256, copy))
        assert not clean.getexif()
        assert "exif" not in clean.info
        assert clean.size[0] < clean.size[1]  # turned upright as the camera said
    assert (kept.width, kept.height) == (480, 640)


def test_the_original_is_kept_byte_by_byte_under_its_digest(town):
    data = photo()
    kept = stored(town, upload(data))
    path = disk.path_of(kept.sha256)
    assert path.read_bytes() == data
    assert path.parent.name == kept.sha256[:2]
    assert Entry.objects.filter(action="files.upload", thing_id=str(kept.pk)).exists()


def test_the_copies_are_as_small_as_pages_need(town):
    kept = stored(town, upload(photo(size=(3000, 2000))))
    assert max(Image.open(disk.path_of(kept.sha256, disk.CLEAN)).size) == 1600
    assert max(Image.open(disk.path_of(kept.sha256, disk.THUMB)).size) == 400


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_formats_of_photographs_are_taken_too(town, form):
    assert stored(town, upload(photo(form=form), "图.bin")).mime == f"image/{form.lower()}"


def test_a_transparent_picture_lies_on_white(town):
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    kept = stored(town, upload(out.getvalue()))
    assert Image.open(disk.path_of(kept.sha256, disk.THUMB)).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.jpg", "empty-file"),
        (b"MZ\x90\x00" + b"\0" * 400, "a.jpg", "wrong-type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.jpg", "wrong-type"),
        (b"<html><script>x()</script></html>", "a.png", "wrong-type"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "a.jpg", "heic-photo"),
        (photo()[:900], "a.jpg", "bad-image"),
        (b"PK\x03\x04" + b"x" * 90, "a.docx", "broken-file"),
        (b"%PDF-1.7\n1 0 obj", "a.pdf", "broken-file"),
        (b"%PDF-1.7\n/OpenAction << /S /JavaScript >>\n%%EOF", "a.pdf", "unsafe-file"),
        (package(**{"word__vbaProject_DOT_bin": b"x"}), "a.docx", "unsafe-file"),
        (package(**{"word__embeddings__a_DOT_bin": b"x"}), "a.docx", "unsafe-file"),
        (package(**{"word__big_DOT_xml": b"0" * 40_000_000}), "a.docx", "unsafe-file"),
        (
            package(**{"word___rels__d_DOT_rels": b'<Relationship Type="x/attachedTemplate" TargetMode="External"/>'}),
            "a.docx",
            "unsafe-file",
        ),
    ],
)
def test_what_is_not_what_it_seems_is_refused(town, data, name, code):
    assert refused(town, upload(data, name)) == code


def test_a_zip_that_is_no_office_file_is_refused(town):
    data = package().replace(b"word/document.xml", b"other/thingie.xml")
    assert refused(town, upload(data, "a.docx")) == "wrong-type"


def test_a_link_in_a_text_does_no_harm(town):
    link = b'<Relationship Type="http://x/hyperlink" Target="https://example.cn" TargetMode="External"/>'
    assert stored(town, upload(package(**{"word___rels__d_DOT_rels": link}), "总结.doc")).name == "总结.docx"


@pytest.mark.parametrize(
    ("target", "is_taken"), [(rb"file:///C:\Users\a\Normal.dotm", True), (rb"file://far/a.dotm", False)]
)
def test_a_template_on_the_authors_own_disk_does_no_harm(town, target, is_taken):
    own = b'<Relationship Type="x/attachedTemplate" Target="%s" TargetMode="External"/>' % target
    file = upload(package(**{"word___rels__settings_DOT_rels": own}), "总结.docx")
    if is_taken:
        assert stored(town, file).name == "总结.docx"
    else:
        assert refused(town, file) == "unsafe-file"


def test_sixty_million_pixels_are_refused_before_they_are_painted(town):
    painted = mock.Mock(side_effect=AssertionError("painted"))
    with mock.patch("PIL.ImageFile.ImageFile.load", painted):
        assert refused(town, upload(huge_png(10_000, 6_000), "大图.png")) == "image-too-big"


def test_a_photograph_of_more_than_ten_megabytes_is_refused(town):
    assert refused(town, upload(photo() + b"\0" * 10_500_000)) == "too-large"


def test_a_name_cannot_lead_out_of_the_folder(town):
    assert stored(town, upload(photo(), "../../\u202egpj.exe")).name == "gpj.jpg"


def test_somebody_without_a_post_there_hands_nothing_in(town):
    with pytest.raises(Refused, match="not-allowed"):
        store(upload(photo()), organization=town.school, by=town.hanna)


def test_what_nobody_used_is_cleared_away_after_a_month(town, monkeypatch):
    kept, used, young = (stored(town, upload(photo(size=(20, side)))) for side in (20, 30, 40))
    month_ago = timezone.now() - timedelta(days=31)
    Attachment.objects.filter(pk__in=(kept.pk, used.pk)).update(at=month_ago)
    monkeypatch.setitem(uses._finders, "test", lambda attachments: {used.pk})
    monkeypatch.setattr(actions, "_AT_ONCE", 1)
    assert purge_orphans(timezone.now()) == 1
    assert set(Attachment.objects.values_list("pk", flat=True)) == {used.pk, young.pk}
    assert Entry.objects.filter(action="files.purge", thing_id=str(kept.pk)).exists()


def test_the_same_bytes_stay_while_another_row_speaks_of_them(town, django_capture_on_commit_callbacks):
    old, _ = (stored(town, upload(photo(size=(21, 21)))) for _ in range(2))
    Attachment.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        purge_orphans(timezone.now())
    assert disk.path_of(old.sha256).exists()
    Attachment.objects.update(at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        purge_orphans(timezone.now())
    assert not disk.path_of(old.sha256).exists()
