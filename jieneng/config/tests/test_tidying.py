"""What is over is swept away, what is kept for a reason stays."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from jieneng.config.tidying import tidy
from jieneng.core.audit.models import Deed, Entry
from jieneng.core.jobs.models import Outbox


def test_old_keys_sessions_and_jobs_go_and_entries_stay(town, now):
    long_ago = now - timedelta(days=40)
    Deed.objects.create(key="a" * 32, person=town.sam, body="x", at=long_ago)
    Deed.objects.create(key="b" * 32, person=town.sam, body="x", at=now)
    Outbox.objects.create(kind="x", key="done", due_at=long_ago, done_at=long_ago)
    Outbox.objects.create(kind="x", key="given up", due_at=long_ago)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    entries = Entry.objects.count()
    assert tidy(timezone.now()) >= 3
    assert list(Deed.objects.values_list("key", flat=True)) == ["b" * 32]
    assert list(Outbox.objects.values_list("key", flat=True)) == ["given up"]
    assert not Session.objects.filter(session_key="old").exists()
    assert Entry.objects.count() == entries
