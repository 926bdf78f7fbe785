"""What is done about errors on public pages: anybody reports one, the office that published the page answers."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from jieneng.apps.openness.models import ErrorReport
from jieneng.core.audit.actions import record
from jieneng.core.documents.public_pages import PublicPage
from jieneng.core.orgs.acting import require
from jieneng.core.uniqueness import once
from jieneng.engine.periods import in_beijing
from jieneng.rulebook import open_information
from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class Remark:
    """What the sender says, and of which page; `key` makes the same form sent twice one remark."""

    page_kind: str
    page_code: str
    what: str
    quote: str
    key: str


@transaction.atomic
def report(page: PublicPage, remark: Remark, *, address: str, now: datetime) -> ErrorReport:
    """Put a remark on the desk of the office that published the page. `address` is where it came from, never kept."""
    done = ErrorReport.objects.filter(form_key=remark.key).first()
    if done:
        return done
    _forget_senders(now)
    sender = digest_of(address, now)
    _require_room(remark, sender, now)
    with once("key-reused"):
        made = ErrorReport.objects.create(
            code=secrets.token_hex(8),
            form_key=remark.key,
            organization=page.organization,
            org_path=page.organization.path,
            page_kind=remark.page_kind,
            page_code=remark.page_code,
            title=page.title[:200],
            what=remark.what,
            quote=remark.quote,
            sender=sender,
            at=now,
        )
    record(None, "errors.report", made)
    return made


@transaction.atomic
def answer(seen: ErrorReport, *, outcome: str, words: str, by: Any, now: datetime) -> ErrorReport:
    """Say what became of it; whoever holds the code reads the answer."""
    require(by, seen.organization, "errors.answer")
    seen = ErrorReport.objects.select_for_update().select_related("organization").get(pk=seen.pk)
    if seen.answered_by is not None:
        raise Refused("error-answered", name=seen.answered_by.display_name)
    if outcome not in open_information().outcomes:
        raise Refused("unknown-reason", reason=outcome)
    if not words.strip():
        raise Refused("reason-missing", what="答复")
    seen.outcome, seen.answer, seen.answered_by, seen.answered_at = outcome, words.strip(), by, now
    seen.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    record(by, "errors.answer", seen, because=seen.answer, changes={"outcome": seen.outcome_label})
    return seen


def digest_of(address: str, now: datetime) -> str:
    """What is kept of a sender: not to be turned back, and another one each day."""
    said = f"{in_beijing(now):%Y-%m-%d}|{address}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _require_room(remark: Remark, sender: str, now: datetime) -> None:
    rules = open_information().errors
    of_page = ErrorReport.objects.filter(page_kind=remark.page_kind, page_code=remark.page_code, at__gte=_midnight(now))
    if (
        ErrorReport.objects.filter(sender=sender).count() >= rules.most_of_a_sender
        or of_page.count() >= rules.most_of_a_page
    ):
        raise Refused("errors-too-many")


def _forget_senders(now: datetime) -> None:
    """The digests of yesterday serve nothing any more."""
    ErrorReport.objects.filter(at__lt=_midnight(now)).exclude(sender="").update(sender="")


def _midnight(now: datetime) -> datetime:
    local = in_beijing(now)
    return local - timedelta(
        hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )
