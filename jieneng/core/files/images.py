"""Photographs: opened in full before they are believed, and copied clean of where and with what they were taken."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from jieneng.ui.refusals import Refused

MOST_PIXELS = 50_000_000
LONGEST_CLEAN, LONGEST_THUMB = 1600, 400
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


@dataclass(frozen=True)
class Copies:
    """The size of the original as it is looked at, a clean copy and a thumbnail (both jpeg)."""

    width: int
    height: int
    clean: bytes
    thumb: bytes


def copies_of(file: BinaryIO, name: str) -> Copies:
    """Decode an image completely and copy it. The number of pixels is asked of its header, before anything is decoded.

    Raises Refused for an image that is larger than 50 million pixels, cut off, or no image at all.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("image-too-big", name=name)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            plain = _on_white(image)
            return Copies(plain.width, plain.height, _jpeg(plain, LONGEST_CLEAN), _jpeg(plain, LONGEST_THUMB))
    except _BROKEN as broken:
        raise Refused("bad-image", name=name) from broken


def _on_white(image: Image.Image) -> Image.Image:
    """RGB without metadata; what was transparent is white, as on paper."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image if image.mode == "RGB" else image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _jpeg(image: Image.Image, longest: int) -> bytes:
    copy = ImageOps.contain(image, (longest, longest)) if max(image.size) > longest else image.copy()
    for stowaway in ("exif", "icc_profile", "comment", "xmp", "photoshop"):
        copy.info.pop(stowaway, None)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
