"""The small town after the week: reports handed in and accepted, so that there is something to tell."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jieneng.core.collections.actions import accept, submit
from jieneng.core.facts.folding import fold_all
from jieneng.core.files.actions import store


@pytest.fixture
def hand_in(collection, town, now, raw):
    """hand_in("sam", "school", {key: value}): a report, accepted by whoever reviews it."""

    def make(person, place, **changed):
        values = raw | {key.replace("__", "."): value for key, value in changed.items()}
        organization = town.organizations[place]
        submission = submit(
            collection, organization, values, draft_no=0, by=town.people[person], now=now, confirmed=True
        )
        reviewer = {"school": "cora", "hospital": "cora"}.get(place, "ines")
        return accept(submission, by=town.people[reviewer], now=now)

    return make


@pytest.fixture
def week(collection, town, now, hand_in):
    """School, hospital and the city itself have reported; everything is accepted and folded."""
    school = hand_in(
        "sam",
        "school",
        account__highlight="公布各楼层每周用电量，由学生巡查。",
        publicity_materials__banners={"n": "3", "how": "exact"},
    )
    hospital = hand_in(
        "hanna",
        "hospital",
        publicity_materials__posters={"n": "1985", "how": "exact"},
        account__highlight="<b>逐科室</b>张贴开关提示",
        coverage__articles=[
            {"media": "云川日报", "level": "city", "title": "医院节能", "date": "2025-06-25", "link": ""},
        ],
    )
    city = hand_in("rob", "city", publicity_materials__posters={"n": "200", "how": "exact"}, account__highlight="")
    fold_all(now)
    return SimpleNamespace(school=school, hospital=hospital, city=city)


@pytest.fixture
def photo_of(now):
    """photo_of(submission): a small picture, stored as the organisation's and entered in its accepted report."""

    def make(submission):
        image = BytesIO()
        Image.new("RGB", (80, 60), (40, 90, 80)).save(image, "JPEG")
        upload = SimpleUploadedFile("现场.jpg", image.getvalue(), content_type="image/jpeg")
        attachment = store(upload, organization=submission.organization, by=submission.accepted_version.by)
        version = submission.accepted_version
        version.values["pictures.photos"] = [
            {"file": attachment.pk, "caption": "收看现场", "activity": "a1", "consent": True}
        ]
        version.save(update_fields=["values"])
        return attachment

    return make
