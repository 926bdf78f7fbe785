"""Photographs as a paper needs them: 52 mm wide on the page, so 800 pixels are finer than a printer's 300 a inch."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST = 800  # pixels
QUALITY = 85


def for_paper(data: bytes) -> bytes:
    """A jpeg no larger than a paper needs, upright; anything else, and what is small already, as it came.

    A brief with fifty photos of a phone would be 30 MB otherwise, more than offices' mail takes.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    try:
        with Image.open(BytesIO(data)) as photo:
            if max(photo.size) <= LONGEST:
                return data
            share = LONGEST / max(photo.size)
            photo.draft("RGB", (round(photo.width * share), round(photo.height * share)))  # decodes it smaller, faster
            small = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError):
        return data  # whoever sets it says that it is no picture
    small.thumbnail((LONGEST, LONGEST))
    kept = BytesIO()
    small.save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()
