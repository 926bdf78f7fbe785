"""A text file is read in every encoding that editors of the trade save, and nothing else is taken for text."""

import pytest

from jieneng.engine.sources.found import Limits, NotRead
from jieneng.engine.sources.reading import read
from jieneng.engine.sources.tests.papers import OLE

SAID = "关于开展2025年节能宣传周活动的通知\n各市：\n宣传周为6月23日至29日。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"]
)
def test_each_usual_encoding_is_read(encoding):
    found = read(SAID.replace("\n", "\r\n").encode(encoding))
    assert (found.kind, found.text) == ("text", SAID)


def test_a_mark_of_gb18030_is_no_part_of_the_text():
    assert read(("\ufeff" + SAID).encode("gb18030")).text == SAID


def test_rare_characters_of_names_are_read():
    assert read("联系人：䶮㛃𬭎".encode("gb18030")).text == "联系人：䶮㛃𬭎"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"MZ\x90\x00\x03" + bytes(400), "unknown"),
        (b"\x7fELF" + bytes(range(256)) * 4, "unknown"),
        (bytes(range(1, 256)) * 8, "unknown"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", "picture"),
        (OLE + bytes(512) + "WordDocument".encode("utf-16-le"), "old-office"),
        (OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"{\\rtf1\\ansi", "old-office"),
    ],
)
def test_what_is_no_text_is_named(data, code):
    with pytest.raises(NotRead) as no:
        read(data)
    assert no.value.code == code


def test_a_text_without_end_is_refused_with_its_length():
    with pytest.raises(NotRead, match="too-long") as no:
        read(SAID.encode(), Limits(most_characters=10))
    assert no.value.facts == {"n": len(SAID), "limit": 10}
