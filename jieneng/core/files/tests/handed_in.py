"""Files as people hand them in: photographs with traces, papers, packages."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ORIENTATION, MODEL, GPS = 0x0112, 0x0110, 0x8825


def photo(*, size: tuple[int, int] = (640, 480), form: str = "JPEG", traces: bool = False) -> bytes:
    """A photograph; with traces it says where, with what and which way up it was taken."""
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    if traces:
        exif[MODEL], exif[ORIENTATION] = "Some Phone", 6
        exif.get_ifd(GPS)[1] = "N"
        exif.get_ifd(GPS)[2] = (30.0, 15.0, 1.0)
    out = io.BytesIO()
    image.save(out, form, exif=exif)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    """An office file with the parts that make it a docx, and others."""
    content = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"} | {
        name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in content.items():
            zipped.writestr(name, data)
    return out.getvalue()


def upload(data: bytes, name: str = "照片.jpg", said: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type=said)
