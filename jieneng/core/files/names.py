"""The name of an uploaded file, as it may be shown and offered again."""

import unicodedata

LONGEST = 100
_UNFIT = frozenset('<>:"|?*')


def plain_name(given: str) -> str:
    """The last part of a name without control, direction and other unfit signs; 附件 when nothing is left.

    >>> plain_name("C:\\\\照片\\\\c.jpg"), plain_name("\\x07..")
    ('c.jpg', '附件')
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in _UNFIT)
    return kept.strip(" .")[:LONGEST] or "附件"


def clean_name(given: str, suffix: str) -> str:
    """A plain name with the suffix of its true type: no path, no control or direction signs, at most 100 characters.

    >>> clean_name("C:\\\\照片\\\\收看.JPG", "jpg"), clean_name("../../etc/passwd", "png")
    ('收看.jpg', 'passwd.png')
    >>> clean_name("...", "pdf"), len(clean_name("长" * 300, "docx"))
    ('附件.pdf', 100)
    """
    kept = plain_name(given)
    stem, dot, _ = kept.rpartition(".")
    stem = " ".join((stem if dot else kept).split()) or "附件"
    return f"{stem[: LONGEST - len(suffix) - 1]}.{suffix}"
