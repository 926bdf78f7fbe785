"""Photographs are made as small as a page needs them."""

from io import BytesIO

import pytest
from PIL import Image

from jieneng.engine.documents.pictures import LONGEST, for_paper


def photo(size, *, form="JPEG", orientation=None):
    kept = BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.new("RGB", size, "#482").save(kept, form, exif=exif)
    return kept.getvalue()


def size_of(data):
    with Image.open(BytesIO(data)) as opened:
        return opened.size


@pytest.mark.parametrize(("size", "small"), [((1600, 1200), (800, 600)), ((3000, 4000), (600, 800))])
def test_a_large_photograph_keeps_its_shape(size, small):
    assert size_of(for_paper(photo(size))) == small


def test_a_photograph_held_upright_stays_upright():
    assert size_of(for_paper(photo((1600, 1200), orientation=6))) == (600, 800)


@pytest.mark.parametrize("data", [photo((LONGEST, 600)), photo((1600, 1200), form="PNG"), b"\xff\xd8broken", b""])
def test_what_is_small_or_no_jpeg_is_left_as_it_came(data):
    assert for_paper(data) is data
