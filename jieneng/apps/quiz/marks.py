"""Names and numbers of a roster as marks: keyed by SECRET_KEY and the organisation, so that equal ones meet within an
organisation, nobody reads them back without the key, and the same person of two organisations has two."""

import hashlib
import hmac
import re
import unicodedata
from datetime import datetime

from django.conf import settings

from jieneng.engine.periods import in_beijing

NAME, PHONE = "name", "phone"
_DOTS = re.compile(r"[·•‧∙・．.]")
_BETWEEN = re.compile(r"[\s()-]")
_NUMBER = re.compile(r"(?:\+?86)?(\d{7,12})")


def plain_name(text: str) -> str:
    """A name as it is compared: blanks, full width and the several dots of long names make no difference.

    >>> plain_name(" 张　三 "), plain_name("阿卜杜拉•买买提")
    ('张三', '阿卜杜拉·买买提')
    """
    return _DOTS.sub("·", "".join(unicodedata.normalize("NFKC", text).split())).casefold()


def plain_phone(text: str) -> str:
    """The digits of a telephone number, "" when it is none.

    >>> plain_phone("138-0000 5678"), plain_phone("+8613800005678"), plain_phone("(0000) 86112233"), plain_phone("张三")
    ('13800005678', '13800005678', '000086112233', '')
    """
    found = _NUMBER.fullmatch(_BETWEEN.sub("", unicodedata.normalize("NFKC", text)))
    return found[1] if found else ""


def mark_of(organization: int, kind: str, plain: str) -> str:
    """The mark as it is kept, under the first key."""
    return _mark(settings.SECRET_KEY, organization, kind, plain)


def marks_of(organization: int, kind: str, plain: str) -> list[str]:
    """The mark under every key that is known, to find one that was made under an older."""
    return [_mark(key, organization, kind, plain) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def sender_of(address: str, now: datetime) -> str:
    """What is kept of where a wrong name came from: not to be turned back, and another one each day."""
    said = f"quiz.roster|{in_beijing(now):%Y-%m-%d}|{address}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _mark(key: str, organization: int, kind: str, plain: str) -> str:
    said = f"quiz.roster|{organization}|{kind}|{plain}"
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).hexdigest()
