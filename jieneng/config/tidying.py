"""What is swept away once a day: ended sessions, keys of old forms, done jobs, sign-in failures, unused files."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session

from jieneng.core.audit.models import Deed
from jieneng.core.files.actions import purge_orphans
from jieneng.core.jobs.models import Outbox

_FORM_DAYS, _JOB_DAYS, _SIGN_IN_DAYS = 30, 30, 180  # the last as rulebook/privacy.yaml promises


def tidy(now: datetime) -> int:
    """Sweep; how many rows went. Audit entries are not among them: they stay."""
    old = (
        Session.objects.filter(expire_date__lt=now),
        Deed.objects.filter(at__lt=now - timedelta(days=_FORM_DAYS)),
        Outbox.objects.filter(done_at__lt=now - timedelta(days=_JOB_DAYS)),
        AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=_SIGN_IN_DAYS)),
        AccessLog.objects.filter(attempt_time__lt=now - timedelta(days=_SIGN_IN_DAYS)),
    )
    return sum(rows.delete()[0] for rows in old) + purge_orphans(now)
