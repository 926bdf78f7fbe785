"""The strip of photographs: in an order and with captions of one's own, and none before the public without consent."""

from datetime import date

import pytest

from jieneng.apps.publicity import actions
from jieneng.apps.publicity.queries import candidates
from jieneng.apps.publicity.queries.candidates import asks_consent, first_highlights, first_pictures, pictures_of
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.audit.models import Entry
from jieneng.core.collections.actions import accept, submit
from jieneng.core.documents.disclosing import Description, describe
from jieneng.engine.documents.blocks import Photos
from jieneng.ui.refusals import Refused


@pytest.fixture
def brief(collection, town, now, week, photo_of):
    for report in (week.school, week.hospital, week.city):
        photo_of(report)
    return actions.compose(collection, town.city, by=town.ines, now=now)


def strip(brief):
    (block,) = [block for block in paper_of(brief).blocks if isinstance(block, Photos)]
    return [(int(item.ref), item.caption) for item in block.items]


def issue(brief, town):
    return actions.issue(brief, edit_no=brief.document.edit_no, written_on=date(2025, 7, 11), by=town.ines)


def test_they_are_put_into_another_order_with_other_captions(brief, town):
    first, second, third = [ref for ref, _ in strip(brief)]
    actions.arrange_photos(brief, [third, first], {third: "街头宣传"}, edit_no=0, by=town.ines)
    assert strip(brief) == [(third, "街头宣传"), (first, "收看现场"), (second, "收看现场")]


@pytest.mark.parametrize(("caption", "code"), [(" ", "empty-text"), ("字" * 61, "too-long")])
def test_a_caption_is_neither_empty_nor_long(brief, town, caption, code):
    ref, _ = strip(brief)[0]
    with pytest.raises(Refused, match=code):
        actions.arrange_photos(brief, [], {ref: caption}, edit_no=0, by=town.ines)


def test_without_consent_it_does_not_go_before_the_public(brief, town):
    brief.photos.update(consent="")
    with pytest.raises(Refused, match="brief-photos-unasked"):
        issue(brief, town)
    assert actions.confirm_consent(brief, by=town.ines) == 3
    assert Entry.objects.get(action="brief.consent").changes == {"n": 3}
    assert issue(brief, town).issue_no == 1


def test_a_brief_that_is_not_public_may_show_it(brief, town):
    said = Description(openness="request", subject="publicity", genre="brief")
    describe(brief.document, said, edit_no=0, by=town.ines)
    assert issue(brief, town).issue_no == 1


def test_one_that_nobody_has_asked_about_is_left_to_the_desk(brief, town, week, now, collection):
    version = week.school.accepted_version
    version.values["pictures.photos"][0]["consent"] = False
    version.save(update_fields=["values"])
    (unasked,) = pictures_of([week.school])
    actions.drop_photo(brief, unasked.attachment.pk, edit_no=0, by=town.ines)
    assert unasked.attachment not in [one.attachment for one in first_pictures(collection, town.city, 9)]
    actions.pick_photo(brief, week.school, unasked.attachment.pk, edit_no=1, by=town.ines)
    assert brief.photos.get(attachment=unasked.attachment).consent == ""


def test_what_the_report_says_counts_as_consent(brief, town, week, collection):
    (picture,) = pictures_of([week.school])
    assert picture.consent == "form"
    actions.drop_photo(brief, picture.attachment.pk, edit_no=0, by=town.ines)
    actions.pick_photo(brief, week.school, picture.attachment.pk, edit_no=1, by=town.ines)
    assert brief.photos.get(attachment=picture.attachment).consent == "form"
    assert asks_consent(collection)


def test_a_first_choice_is_taken_from_every_part_however_many_the_first_ones_have(
    collection, town, week, photo_of, raw, now, monkeypatch
):
    """The first county alone would fill what is looked through; the second is heard all the same."""
    monkeypatch.setattr(candidates, "_LOOKED_THROUGH", 2)
    monkeypatch.setattr(candidates, "_LEAST_OF_A_PART", 1)
    town.person("una", "二县学校填报员", "school2", "reporter")
    town.person("vera", "二县审核员", "county2", "reviewer")
    told = {"account.highlight": "班级轮流抄表。"}
    other = submit(collection, town.school2, raw | told, draft_no=0, by=town.una, now=now, confirmed=True)
    other = accept(other, by=town.vera, now=now)
    photos = [photo_of(week.school), photo_of(week.hospital), photo_of(other)]
    assert [one.organization for one in first_highlights(collection, town.city, 2)] == [town.school, town.school2]
    assert [one.attachment for one in first_pictures(collection, town.city, 2)] == [photos[0], photos[2]]


def test_a_region_with_very_many_parts_is_looked_into_evenly():
    assert candidates._spread(list("abcdef"), 2) == ["a", "d", "b", "c", "e", "f"]
    assert candidates._evenly(list("abcdef"), 3) == ["a", "c", "e"]
    assert candidates._evenly(list("ab"), 3) == ["a", "b"]
