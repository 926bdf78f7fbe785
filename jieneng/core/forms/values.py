"""From what was typed to what is stored: exact values, and every problem at once."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jieneng.core.forms.definition import Field, Form
from jieneng.core.forms.raw import Raw
from jieneng.engine.quantities import scale
from jieneng.ui.refusals import Problem

Values = dict[str, Any]
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")  # a comma only between thousands: 12,5 is not 125
_DATE = re.compile(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?")


@dataclass
class Reading:
    """Stored values and the problems of those that could not be stored, by field key."""

    values: Values = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)

    def refuse(self, at: Field, code: str, **facts: Any) -> None:
        self.problems.setdefault(at.key, Problem(None, at.label, code, facts))


def clean(form: Form, raw: Raw) -> Reading:
    """Judge every field of the form. A field that is empty and not required has no value (None)."""
    reading = Reading()
    for asked in form.fields.values():
        reading.values[asked.key] = _CLEAN[asked.type](asked, raw.get(asked.key), reading)
    return reading


def _number(asked: Field, typed: Any, reading: Reading) -> str | None:
    amount = _amount(asked, _said(typed), reading)
    if amount is None and asked.required and asked.key not in reading.problems:
        reading.refuse(asked, "form-field-missing")
    return None if amount is None else str(amount)


def _count(asked: Field, typed: Any, reading: Reading) -> dict[str, Any] | None:
    """{"n": scaled integer or None, "how": exact|approx|none}; not counted is an answer, nothing typed is none."""
    typed = typed if isinstance(typed, Mapping) else {}
    how, text = typed.get("how") or "exact", _said(typed.get("n"))
    if how not in ("exact", "approx", "none"):
        reading.refuse(asked, "form-choice-unknown", value=how)
        return None
    if how == "none":
        if text:
            reading.refuse(asked, "form-not-counted-with-number", value=text)
        return {"n": None, "how": "none"}
    amount = _amount(asked, text, reading)
    if amount is not None:
        return {"n": scale(amount, asked.decimals), "how": how}
    if asked.required and asked.key not in reading.problems:
        reading.refuse(asked, "form-field-missing")
    return None


def _said(typed: Any) -> str:
    """As text, also when a sheet or a program gave a number: its 0 is an answer."""
    return "" if typed is None else str(typed)


def _amount(asked: Field, text: str, reading: Reading) -> Decimal | None:
    plain = _plain(text).removesuffix(_plain(asked.unit))
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain) or len(plain) > 18:
        reading.refuse(asked, "form-not-a-number", value=text[:40])
        return None
    amount = Decimal(plain.replace(",", "")) + 0  # no negative zero
    return amount if _within_limits(asked, amount, text, reading) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _within_limits(asked: Field, amount: Decimal, text: str, reading: Reading) -> bool:
    n_decimals = max(0, -int(amount.normalize().as_tuple().exponent))
    if n_decimals > asked.decimals:
        code = "form-too-many-decimals" if asked.decimals else "form-not-whole"
        reading.refuse(asked, code, value=text, limit=asked.decimals)
    elif asked.min is not None and amount < asked.min:
        reading.refuse(asked, "form-below-limit", value=amount, limit=asked.min)
    elif asked.max is not None and amount > asked.max:
        reading.refuse(asked, "form-above-limit", value=amount, limit=asked.max)
    return asked.key not in reading.problems


def _text(asked: Field, typed: Any, reading: Reading) -> str | None:
    text = str(typed or "").strip()
    if asked.required and not text:
        reading.refuse(asked, "form-field-missing")
    if asked.limit is not None and length(text) > asked.limit:
        reading.refuse(asked, "form-text-too-long", n=length(text), limit=asked.limit)
    return text or None


def _choice(asked: Field, typed: Any, reading: Reading) -> str | None:
    code = str(typed or "")
    if code and not asked.choice_label(code):
        reading.refuse(asked, "form-choice-unknown", value=code)
    if asked.required and not code:
        reading.refuse(asked, "form-field-missing")
    return code or None


def _date(asked: Field, typed: Any, reading: Reading) -> str | None:
    text = unicodedata.normalize("NFKC", _said(typed)).strip()
    day = _day(text)
    if text and day is None:
        reading.refuse(asked, "form-date-unknown", value=text[:40])
    if asked.required and not text:
        reading.refuse(asked, "form-field-missing")
    return day


def _day(text: str) -> str | None:
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None


def _flag(asked: Field, typed: Any, reading: Reading) -> bool:
    return bool(typed)


def _file(asked: Field, typed: Any, reading: Reading) -> int | None:
    if asked.required and not typed:
        reading.refuse(asked, "form-field-missing")
    return int(typed) if _names_a_file(typed) else None


def _names_a_file(typed: Any) -> bool:
    """The number of an attachment, and not of so many digits that a database cannot hold it."""
    return str(typed or "").isdecimal() and len(str(typed)) <= 18


def _photos(asked: Field, typed: Any, reading: Reading) -> list[dict[str, Any]]:
    photos = [photo for photo in typed or [] if _names_a_file(photo.get("file"))]
    if asked.max is not None and len(photos) > asked.max:
        reading.refuse(asked, "form-too-many-photos", n=len(photos), limit=int(asked.max))
    if asked.required and not photos:
        reading.refuse(asked, "form-too-few-photos", n=0, limit=1)
    ticks = [inner.key for inner in asked.fields if inner.type == "flag"]
    cleaned = [_photo(photo) | {key: bool(photo.get(key)) for key in ticks} for photo in photos]
    limit = next((inner.limit for inner in asked.fields if inner.key == "caption"), None)
    for at, photo in enumerate(cleaned, 1):
        if not photo["caption"]:
            reading.refuse(asked, "form-caption-missing", n=at)
        if limit is not None and length(photo["caption"]) > limit:
            label = f"{asked.label}第{at}张说明"
            facts = {"n": length(photo["caption"]), "limit": limit}
            reading.problems.setdefault(asked.key, Problem(None, label, "form-text-too-long", facts))
    return cleaned


def _photo(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "file": int(typed["file"]),
        "caption": str(typed.get("caption", "")).strip(),
        "activity": str(typed.get("activity", "")),
    }


def _rows(asked: Field, typed: Any, reading: Reading) -> list[dict[str, Any]]:
    rows = []
    for at, row in enumerate(typed or [], 1):
        inner = Reading()
        rows.append({column.key: _CLEAN[column.type](column, row.get(column.key), inner) for column in asked.fields})
        for problem in inner.problems.values():
            label = f"{asked.label}第{at}行{problem.field}"
            reading.problems.setdefault(asked.key, Problem(None, label, problem.code, problem.facts))
    if asked.required and not rows:
        reading.refuse(asked, "form-field-missing")
    if asked.max is not None and len(rows) > asked.max:
        reading.refuse(asked, "form-above-limit", value=len(rows), limit=asked.max)
    return rows


_CLEAN = {
    "integer": _number,
    "decimal": _number,
    "count": _count,
    "text": _text,
    "choice": _choice,
    "date": _date,
    "photos": _photos,
    "file": _file,
    "rows": _rows,
    "flag": _flag,
}


def length(text: str) -> int:
    """How long a text is, as officials count it: characters without blanks and line ends.

    >>> length("一是 收看\\n直播")
    6
    """
    return sum(not character.isspace() for character in text)


def number_of(asked: Field, value: Any) -> Decimal | None:
    """The number that a stored value holds, None where there is none."""
    if asked.type == "count":
        n = value.get("n") if value else None
        return None if n is None else Decimal(n).scaleb(-asked.decimals)
    return None if value in (None, "") else Decimal(str(value))
