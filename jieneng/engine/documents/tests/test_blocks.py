"""Papers stored as JSON and read again."""

import json
from dataclasses import replace

import pytest

from jieneng.engine.documents.blocks import BLOCKS, Document, Photo, Photos, from_json, to_json


def stored_and_read(document):
    return from_json(json.loads(json.dumps(to_json(document), ensure_ascii=False)))


def test_a_notice_comes_back_as_it_was(notice):
    assert stored_and_read(notice) == notice


def test_minutes_come_back_as_they_were(minutes):
    assert stored_and_read(minutes) == minutes


def test_a_photo_that_is_kept_elsewhere_comes_back_without_its_bytes(brief):
    photos = brief.blocks[-1]
    bare = Photos(tuple(replace(photo, data=b"") for photo in photos.items))
    assert stored_and_read(brief) == Document((*brief.blocks[:-1], bare), brief.code)


def test_a_photo_that_is_kept_nowhere_else_comes_back_whole():
    document = Document((Photos((Photo(b"\x00\xffpicture", "现场"),)),))
    assert stored_and_read(document) == document


def test_every_kind_of_block_is_stored(notice, brief, minutes):
    names = {block["block"] for document in (notice, brief, minutes) for block in to_json(document)["blocks"]}
    assert names == set(BLOCKS)


def test_an_unknown_block_is_not_read():
    with pytest.raises(KeyError, match="seal"):
        from_json({"blocks": [{"block": "seal"}]})


def test_the_title_of_a_paper_is_its_title_block(notice):
    assert notice.title.endswith("的通知")
    assert Document(()).title == ""
