"""Reports of the week: most come in time, some late, some go back and come again, some are corrected or never come."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.core.campaigns.beside import counted_on_form
from jieneng.core.collections.actions import Point, accept, correct, return_answer, save_draft, submit
from jieneng.core.collections.models import Collection, Submission
from jieneng.core.collections.terms import due_of, form_for
from jieneng.core.files.actions import store
from jieneng.core.forms.definition import Form
from jieneng.core.orgs.models import Organization
from jieneng.demo import local, photos, writing
from jieneng.demo.cast import Cast
from jieneng.demo.content import read
from jieneng.demo.events import Events
from jieneng.demo.figures import figures, outside, together
from jieneng.demo.notice import BEIJING

FIRST_DAY = datetime(2025, 6, 27, 9, 0, tzinfo=BEIJING)
_MISSING, _LATE, _RETURNED, _CORRECTED, _WITH_PHOTOS = 0.05, 0.06, 0.05, 0.02, 0.16
_CHANGED = ("publicity_materials.posters", "watch_live.viewers", "publicity_materials.leaflets")
_REASONS = ("implausible", "definition", "mismatch")


def plan(events: Events, cast: Cast, collection: Collection, chance: random.Random, until: datetime) -> None:
    """Put everybody's report into the queue; what would come after `until` has not come yet."""
    own = [cast.city, *cast.counties]
    for number, organization in enumerate([*own, *cast.units]):
        if organization in own or chance.random() >= _MISSING:
            moment = (
                FIRST_DAY + timedelta(days=3, hours=number)
                if organization in own
                else _hour(collection, organization, chance)
            )
            report = _Report(events, cast, collection, organization, chance, until, number)
            if moment < until:
                events.put(moment, report.hand_in)


def _hour(collection: Collection, organization: Organization, chance: random.Random) -> datetime:
    """In working hours before the day that holds for the organisation, more of them near its end; or a day late."""
    due = due_of(collection, organization).at
    if chance.random() < _LATE:
        return due + timedelta(hours=chance.choice((3, 16, 20, 24, 40)), minutes=chance.randint(0, 59))
    days = max(1, (due - FIRST_DAY).days)
    day = (due - timedelta(days=int(days * chance.random() ** 2.2))).date()
    hour = datetime(day.year, day.month, day.day, chance.randint(9, 16), chance.randint(0, 59), tzinfo=BEIJING)
    return min(max(hour, FIRST_DAY), due - timedelta(minutes=5))


class _Report:
    """One organisation's report on its way."""

    def __init__(
        self,
        events: Events,
        cast: Cast,
        collection: Collection,
        organization: Organization,
        chance: random.Random,
        until: datetime,
        number: int,
    ) -> None:
        self.events, self.cast, self.collection, self.chance = events, cast, collection, chance
        self.organization, self.until, self.number = organization, until, number
        self.by = cast.who(organization, "reporter")
        self.superior = cast.superior(organization) if organization not in cast.counties else cast.city
        self.reviewer = cast.who(self.superior, "reviewer")

    def hand_in(self, now: datetime) -> None:
        raw = self._typed()
        draft = save_draft(
            self.collection, self.organization, raw, draft_no=0, by=self.by, now=now - timedelta(minutes=20)
        )
        self._submit(raw, draft, now)
        self._later(self.review, 1, 30)

    def review(self, now: datetime) -> None:
        submission = self._now()
        if submission.versions.count() == 1 and self.chance.random() < _RETURNED:
            self._send_back(submission, now)
            return
        accept(submission, by=self.reviewer, now=now)
        if self.chance.random() < _CORRECTED:
            self._later(self.correct, 2, 20)

    def answer(self, now: datetime) -> None:
        """The returned figure is put right, or said to be so."""
        submission = self._now()
        key = submission.return_slips.first().fields[0]
        reply = self.chance.choice(read("summaries")["replies"])
        self._submit({key: self._a_tenth_less(submission, key)}, submission, now, reply=reply)
        self._later(self.review, 1, 12)

    def correct(self, now: datetime) -> None:
        submission = self._now()
        submission = correct(submission, because="核对台账后发现漏计一处。", by=self.by, now=now)
        key = self._changed_key(submission)
        self._submit({key: self._a_tenth_less(submission, key)}, submission, now)
        self._later(self.review, 1, 10)

    def _send_back(self, submission: Submission, now: datetime) -> None:
        reason = self.chance.choice(_REASONS)
        text = self.chance.choice(read("summaries")["returns"][reason])
        points = [Point(self._changed_key(submission), reason, text)]
        due_at = now + timedelta(days=1)
        return_answer(submission, points, text=text, reason=reason, due_at=due_at, by=self.reviewer, now=now)
        if self.chance.random() < 0.9:
            self._later(self.answer, 2, 26)

    def _submit(self, raw: dict[str, Any], submission: Submission, now: datetime, reply: str = "") -> None:
        submit(
            self.collection,
            self.organization,
            raw,
            draft_no=submission.draft_no,
            by=self.by,
            now=now,
            reply=reply,
            confirmed=True,
        )

    def _typed(self) -> dict[str, Any]:
        form = form_for(self.collection, self.organization.path)
        whole = figures(form, self.cast.n_people[self.organization.pk], self.organization.category, self.chance)
        counted = counted_on_form(self.collection, self.organization).figures
        counts = outside(whole, counted, random.Random(self.number))
        facts = writing.facts_of(form, together(counts, counted), self.organization.name, self.superior.name)
        raw: dict[str, Any] = counts | local.canteen(
            form, self.cast.n_people[self.organization.pk], self.organization.name
        )
        raw["account.text"] = writing.summary(facts, self.organization.category, self.chance)
        raw["account.highlight"] = writing.highlight(self.organization.category, self.chance)
        if self.chance.random() < _WITH_PHOTOS or self.organization in (self.cast.city, *self.cast.counties):
            raw["pictures.photos"] = self._photos(form)
        if self.chance.random() < 0.12:
            raw["coverage.articles"] = [self._article()]
        return raw

    def _photos(self, form: Form) -> list[dict[str, Any]]:
        kinds = {section.activity: section.fields[0].key.split(".")[0] for section in form.sections if section.activity}
        chosen = self.chance.sample(sorted(kinds), k=min(len(kinds), self.chance.randint(1, 2)))
        taken = []
        for activity in chosen:
            upload = SimpleUploadedFile(f"{activity}.jpg", photos.photo(self.chance.randint(1, 16)), "image/jpeg")
            kept = store(upload, organization=self.organization, by=self.by)
            caption = writing.caption(kinds[activity], self.organization.name, self.chance)
            agreed = "1" if kept.pk % 10 else ""  # of one photograph in ten nobody has asked
            taken.append({"file": str(kept.pk), "caption": caption, "activity": activity, "consent": agreed})
        return taken

    def _article(self) -> dict[str, str]:
        content = read("summaries")
        medium = self.chance.choice(content["media"])
        county = self.superior.name.removesuffix("机关事务服务中心")
        title = self.chance.choice(content["titles"]).format(name=self.organization.name)
        day = f"2025-06-{self.chance.randint(23, 29)}"
        return {"media": medium["name"].format(county=county), "level": medium["level"], "title": title, "date": day}

    def _changed_key(self, submission: Submission) -> str:
        given = [key for key in _CHANGED if (submission.version.values.get(key) or {}).get("n")]
        return given[0] if given else "account.text"

    def _a_tenth_less(self, submission: Submission, key: str) -> Any:
        before = submission.version.values[key]
        if key == "account.text":
            return before + "\n补充：数字已与台账逐项核对。"
        return {"n": str(max(1, before["n"] - max(1, before["n"] // 10))), "how": "exact"}

    def _now(self) -> Submission:
        return Submission.objects.get(collection=self.collection, organization=self.organization)

    def _later(self, step: Any, least: int, most: int) -> None:
        assert self.events.now is not None  # an event is being played
        moment = self.events.now + timedelta(hours=self.chance.randint(least, most), minutes=self.chance.randint(0, 59))
        if moment < self.until:
            self.events.put(moment, step)
