"""A superior's notice comes as a file: it is read, its original stays with it; what cannot be read leaves nothing."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

import jieneng.demo
from jieneng.apps.notices.models import UpperNotice
from jieneng.apps.notices.reading.incoming import read_or_refuse, text_of
from jieneng.core.audit.models import Entry
from jieneng.core.files.models import Attachment
from jieneng.core.files.tests.hostile import AS_NOTICE
from jieneng.engine.notices import to_json
from jieneng.engine.sources.tests.papers import docx, p, paper, pdf, zipped

LINES = ["关于开展2025年节能宣传周活动的通知", "各市机关事务管理局：", "宣传周为6月23日至29日，主题是“节能增效”。"]
PAGE = "<html><body><script>x()</script>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
FILES = {
    "text": ("通知.txt", "\n".join(LINES).encode("gb18030"), "通知.txt"),
    "html": ("通知.htm", PAGE.encode(), "通知.txt"),
    "docx": ("通知.doc", docx("".join(map(p, LINES))), "通知.docx"),
    "pdf": ("通知.PDF", pdf([paper(LINES)]), "通知.pdf"),
}
KEY = "k" * 32
NOTICE = (Path(jieneng.demo.__file__).parent / "content" / "notice.txt").read_text(encoding="utf-8")


def kept_files():
    return {name for _, _, names in os.walk(settings.MEDIA_ROOT) for name in names}


def hand_in(client, name, data, key=KEY):
    return client.post("/notices/uppers/new/read", {"_key": key, "text": "", "file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("kind", FILES)
def test_each_kind_is_read_and_its_original_can_be_opened_again(town, kind):
    name, data, kept_as = FILES[kind]
    client = town.client(town.ines)
    assert hand_in(client, name, data).status_code == 302
    upper = UpperNotice.objects.get()
    assert (upper.source, upper.year, upper.text) == (kind, 2025, "\n".join(LINES))
    assert upper.file_name == f"通知.{'txt' if kind == 'text' else kind}"
    assert upper.file.name == kept_as
    page = client.get(f"/notices/uppers/{upper.pk}/").content.decode()
    assert f'href="/files/{upper.file_id}/original"' in page
    opened = client.get(f"/files/{upper.file_id}/original")
    assert opened["Content-Disposition"].startswith("attachment")
    saved = b"".join(opened.streaming_content)
    assert saved == ("\n".join(LINES).encode() if kind == "html" else data)
    assert b"<script" not in saved
    assert len(Entry.objects.get(action="notice.read_in").changes["sha256"]) == 64


def typeset(text, wide=28, high=22):
    """A pdf as a typesetter makes it: paragraphs begin two characters in, lines end where the page ends them."""
    lines = []
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        indented = "　　" + paragraph
        lines += [indented[at : at + wide] for at in range(0, len(indented), wide)]
    sheets = [lines[at : at + high] for at in range(0, len(lines), high)]
    return pdf([paper(sheet, foot=f"— {no} —") for no, sheet in enumerate(sheets, 1)])


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_the_same_notice_reads_the_same_in_every_kind(kind):
    lines = list(filter(None, map(str.strip, NOTICE.split("\n"))))
    data = {
        "docx": docx("".join(map(p, lines))),
        "html": f"<html><body>{''.join(f'<p>　　{line}' for line in lines)}</body></html>".encode("gb18030"),
        "pdf": typeset(NOTICE),
    }[kind]
    plain, found = (to_json(read_or_refuse(text)) for text in (NOTICE, text_of(data, "通知")))
    for said in (plain, found):
        said.pop("_spans")  # the places differ, the values may not
    assert found == plain


def test_the_same_form_sent_twice_reads_once(town):
    client = town.client(town.ines)
    name, data, _ = FILES["docx"]
    first, second = (hand_in(client, name, data) for _ in range(2))
    assert first.url == second.url
    assert (UpperNotice.objects.count(), Attachment.objects.count()) == (1, 1)


@pytest.mark.parametrize("what", ["macros", "docx cut off", "three hundred pages", "pdf with a password", "program"])
def test_what_cannot_be_read_is_said_on_the_page_and_leaves_nothing(town, what):
    name, data, _ = AS_NOTICE[what]
    before = kept_files()
    answer = hand_in(town.client(town.ines), name, data)
    assert answer.status_code == 422
    assert f"文件“{name}”" in answer.content.decode()
    assert not UpperNotice.objects.exists()
    assert not Attachment.objects.exists()
    assert kept_files() == before


def test_a_file_without_chinese_leaves_nothing(town):
    before = kept_files()
    assert hand_in(town.client(town.ines), "a.txt", b"only English words here").status_code == 422
    assert kept_files() == before


def test_of_a_document_with_an_embedded_object_only_the_words_are_kept(town):
    data = FILES["docx"][1]
    parts = {"[Content_Types].xml": "<Types/>", "word/embeddings/a.bin": "x"}
    client = town.client(town.ines)
    with_object = zipped(parts | {"word/document.xml": _document_of(data)})
    assert hand_in(client, "通知.docx", with_object).status_code == 302
    upper = UpperNotice.objects.get()
    assert (upper.source, upper.file.name) == ("docx", "通知.txt")
    assert "只存了读出的文字" in client.get(f"/notices/uppers/{upper.pk}/").content.decode()


def test_who_may_not_read_in_has_nothing_read(town, monkeypatch):
    monkeypatch.setattr("jieneng.apps.notices.views.reading.handed_in", lambda *_: pytest.fail("read"))
    assert hand_in(town.client(town.ada), *FILES["docx"][:2]).status_code == 403


def test_the_command_reads_every_kind(tmp_path):
    paths = []
    for kind, (_, data, _) in FILES.items():
        path = tmp_path / f"notice.{kind}"
        path.write_bytes(data)
        paths.append(str(path))
    call_command("read", *paths, out=str(tmp_path / "out"))
    found = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()}
    assert sorted(found) == ["notice.docx.json", "notice.html.json", "notice.json", "notice.pdf.json"]
    assert {each["year"] for each in found.values()} == {2025}


def _document_of(data):
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
