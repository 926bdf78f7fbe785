"""Taking and using materials: who may, what it counts, what is put right; and the same counted again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from jieneng.apps.library.actions.publishing import Said, change, drop, publish
from jieneng.apps.library.actions.taking import take
from jieneng.apps.library.actions.using import Used, correct, use
from jieneng.apps.library.models import Download, Piece, Usage
from jieneng.core.audit.models import Entry
from jieneng.core.campaigns.beside import counted_on_form
from jieneng.core.campaigns.tallying import tallied, tallied_alone
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused

DOWNLOADS, POSTERS, PRINTED = (f"publicity_materials.{item}" for item in ("downloads", "posters", "printed"))


def values_of(activity, node, now):
    fold_all(now)
    return dict(tallied([activity.pk], [node.path])[node.path][activity.pk].values)


def test_what_is_taken_and_used_counts_once_at_every_level(poster, materials, town, now, today):
    for _ in range(2):
        take(poster, town.school, by=town.sam, now=now)
    take(poster, town.school, by=town.sam, now=now + timedelta(days=1))
    take(poster, town.county, by=town.cora, now=now)
    said = use(poster, town.school, Used("post", 40, today), by=town.sam, now=now)
    use(poster, town.school, Used("print", 60, today), by=town.sam, now=now)
    assert values_of(materials, town.city, now) == {DOWNLOADS: 3, POSTERS: 40, PRINTED: 60}
    last = correct(said, 35, because="5 套未贴", is_sure=False, by=town.sam, now=now)
    with pytest.raises(Refused, match="usage-corrected"):
        correct(said, 30, because="再改", is_sure=False, by=town.sam, now=now)
    assert values_of(materials, town.county, now) == {DOWNLOADS: 3, POSTERS: 35, PRINTED: 60}
    correct(last, 0, because="误登", is_sure=False, by=town.sam, now=now)
    fold_all(now)
    alone = tallied_alone([materials.pk], town.school.path)[materials.pk].values
    assert alone == {DOWNLOADS: 2, PRINTED: 60}
    assert verify() == []
    entry = Entry.objects.filter(action="library.correct").latest("pk")
    assert (entry.because, entry.changes, entry.org_path) == ("误登", {"how": "张贴", "n": 0}, town.school.path)


@pytest.mark.parametrize("what", ["download", "usage", "correction"])
def test_a_row_that_was_tampered_with_is_found(poster, town, now, today, what):
    """The guard is the witness: without the change `verify` finds nothing."""
    take(poster, town.school, by=town.sam, now=now)
    said = use(poster, town.school, Used("post", 40, today), by=town.sam, now=now)
    correct(said, 35, because="未贴", is_sure=False, by=town.sam, now=now)
    fold_all(now)
    assert verify() == []
    match what:
        case "download":
            Download.objects.all().delete()
        case "usage":
            Usage.objects.current().update(n=36)
        case _:
            Usage.objects.filter(corrects__isnull=False).delete()
    assert verify() != []


def test_the_database_holds_what_must_be(poster, town, now, today):
    """Once a day, one correction of a row, a correction says why, a piece is somewhere: with the actions passed by."""
    row = take(poster, town.school, by=town.sam, now=now)
    said = use(poster, town.school, Used("post", 4, today), by=town.sam, now=now)
    kept = {"piece": poster, "organization": town.school, "org_path": town.school.path, "day": today, "by": town.sam}
    counted = {"route": row.route, "category": row.category, "at": now}
    used = kept | counted | {"use": "post", "item": POSTERS, "n": 1}
    correct(said, 3, because="未贴", is_sure=False, by=town.sam, now=now)
    for make in (
        lambda: Download.objects.create(**kept | counted | {"day": row.day}),
        lambda: Usage.objects.create(**used, because="再改", corrects=said),
        lambda: Usage.objects.create(**used, corrects=Usage.objects.latest("pk")),
        lambda: Usage.objects.create(**used | {"n": 0}),
        lambda: Piece.objects.filter(pk=poster.pk).update(original=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_what_is_refused(poster, materials, given_out, town, now, today):
    def refused(code, do, *args, **said):
        with pytest.raises(Refused, match=code):
            do(*args, **said, now=now)

    refused("not-allowed", take, poster, town.school, by=town.hanna)
    refused("not-allowed", use, poster, town.school, Used("post", 1, today), by=town.hanna)
    refused("usage-unfit", use, poster, town.school, Used("hand_out", 1, today), by=town.sam)
    refused("usage-none", use, poster, town.school, Used("post", 0, today), by=town.sam)
    refused("usage-day", use, poster, town.school, Used("post", 1, today + timedelta(days=1)), by=town.sam)
    refused("usage-day", use, poster, town.school, Used("post", 1, today.replace(year=today.year - 1)), by=town.sam)
    refused("usage-implausible", use, poster, town.school, Used("post", 501, today), by=town.sam)
    assert use(poster, town.school, Used("post", 501, today, is_sure=True), by=town.sam, now=now).n == 501
    link = {"original": None, "cover": poster.original, "by": town.ines}
    film = publish(materials, Said("video", "宣传片", link="https://video.example/1"), **link, now=now)
    refused("piece-only-link", take, film, town.school, by=town.sam)
    refused("piece-no-original", publish, materials, Said("video", "宣传片"), **link)
    refused(
        "piece-no-picture", publish, materials, Said("video", "片", link="https://a.example"), **link | {"cover": None}
    )
    refused("piece-kind-unknown", publish, materials, Said("hat", "帽"), **link)
    refused("not-allowed", publish, materials, Said("poster", "x"), **link | {"by": town.cora})
    with pytest.raises(Http404):
        take(poster, town.school3, by=town.person("sid", "邻市填报员", "school3", "reporter"), now=now)
    with pytest.raises(Refused, match="stale-form"):
        change(poster, Said("poster", "新名"), cover=None, edit_no=4, by=town.ines)
    assert change(poster, Said("poster", "新名"), cover=None, edit_no=0, by=town.ines).title == "新名"
    refused("reason-missing", drop, poster, because=" ", by=town.ines)
    drop(poster, because="内容过期", by=town.ines, now=now)
    poster.refresh_from_db()
    refused("piece-dropped", take, poster, town.school, by=town.sam)
    assert list(Piece.objects.reaching(town.school.path)) == [film]


def test_next_door_does_not_see_it_and_below_sees_it_by_reach(poster, town):
    assert not Piece.objects.visible_to(town.rex).exists()
    assert not Piece.objects.reaching(town.school3.path).exists()
    assert Piece.objects.visible_to(town.root).get() == poster
    assert Piece.objects.reaching(town.school.path).get() == poster


def test_the_weeks_report_has_it_without_anybody_typing(collection, picture, town, now):
    activity = collection.campaigns.get().activities.select_related("campaign__organization").get(ord=2)
    said = Said("poster", "主海报")
    piece = publish(activity, said, original=picture, cover=None, by=town.ines, now=now)
    for how, n in (("post", 40), ("print", 60)):
        use(piece, town.school, Used(how, n, date(2025, 6, 23)), by=town.sam, now=now)
    fold_all(now)
    shown = counted_on_form(collection, town.school)
    assert shown.figures == {POSTERS: 40}
    assert [(one.label, one.number) for one in shown.more["a2"]] == [("印制宣传品", 60)]
