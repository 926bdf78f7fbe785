"""Write down who did what: the one call that every action makes inside its transaction."""

import hashlib
import json
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from jieneng.core.audit.models import Entry
from jieneng.core.audit.whereabouts import path_of
from jieneng.rulebook.deeds import deed_things, deeds
from jieneng.ui.middleware import current_request_id

entries_written: ContextVar[int] = ContextVar("entries_written", default=0)


def record(
    by: Any,
    action: str,
    thing: models.Model,
    *,
    because: str = "",
    changes: Mapping[str, Any] | None = None,
    at: Any = None,
) -> Entry:
    """Append one entry about `thing`, in the transaction of the action that calls.

    `by` is a person, or None for the platform itself. `changes` holds what is worth keeping as JSON, never a password,
    a token or a whole phone number. The entry stands at the organisation `at` which did it, else where the thing
    stands, else where the doer works. Raises RuntimeError outside a transaction: an entry without its effect, or an
    effect without its entry, must not be possible; ValueError for what rulebook/deeds.yaml has no words for.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{action} is recorded outside a transaction")
    _require_words(action, thing._meta.label_lower, changes or {})
    entry = Entry(
        at=timezone.now(),
        person=by,
        org_path=path_of(at) or path_of(thing) or path_of(by),
        action=action,
        thing_type=thing._meta.label_lower,
        thing_id=str(thing.pk),
        thing_name=str(thing)[:200],
        because=because,
        changes=dict(changes or {}),
        request_id=current_request_id(),
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    entries_written.set(entries_written.get() + 1)
    return entry


def _require_words(action: str, thing_type: str, changes: Mapping[str, Any]) -> None:
    """What nobody could read in the trail is a fault of ours, found by the first test that does it."""
    if action not in deeds():
        raise ValueError(f"deeds.yaml has no words for {action}")
    if thing_type not in deed_things():
        raise ValueError(f"deeds.yaml has no word for {thing_type}, to which {action} was done")
    if strange := sorted(set(changes) - set(deeds()[action].changes)):
        raise ValueError(f"deeds.yaml has no words for {', '.join(strange)} of {action}")


def digest_of(entry: Entry) -> str:
    """SHA-256 over what the entry says, in a fixed order; the same before and after storage."""
    said = [
        _moment(entry.at),
        entry.person_id,
        entry.org_path,
        entry.action,
        entry.thing_type,
        entry.thing_id,
        entry.thing_name,
        entry.because,
        entry.changes,
        entry.request_id,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)
