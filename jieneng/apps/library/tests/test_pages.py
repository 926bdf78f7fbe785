"""The pages: what an organiser, a unit and a passer-by get to see and to do."""

import io
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdfium2 import PdfDocument

from jieneng.apps.library.doors import desk, public
from jieneng.apps.library.models import Download, Piece, Usage
from jieneng.core.campaigns.actions import Content, set_up
from jieneng.core.files.tests.handed_in import photo, upload
from jieneng.core.files.uses import used
from jieneng.core.orgs.acting import posts_of


@pytest.fixture
def sam(town):
    return town.client(town.sam)


@pytest.fixture
def ines(town):
    return town.client(town.ines)


def address(view, *args):
    return reverse(f"library:{view}", args=args)


def send(client, view, /, *args, **data):
    return client.post(address(view, *args), {"_key": uuid4().hex, **data})


def text(response):
    return response.content.decode()


def test_an_organiser_gives_out_changes_and_takes_down(materials, town, ines, sam, now):
    said = {"kind": "poster", "title": "主海报", "ord": 1}
    page = send(ines, "make", materials.pk, **said)
    assert (page.status_code, "请上传原件" in text(page)) == (422, True)
    movie = send(ines, "make", materials.pk, **said, link="https://video.example/1")
    assert "请上传一张封面图片" in text(movie)
    made = send(ines, "make", materials.pk, **said, original=upload(photo(), "主海报.jpg"))
    piece = Piece.objects.get()
    assert made.url == address("piece", piece.pk)
    assert used([piece.original]) == {piece.original_id}
    assert 'value="2"' in text(ines.get(address("new", materials.pk)))
    saved = send(ines, "save", piece.pk, **said | {"title": "新海报"}, edit_no=0, cover=upload(photo(), "封面.jpg"))
    assert saved.status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.picture.name) == ("新海报", "封面.jpg")
    assert send(sam, "save", piece.pk, **said, edit_no=1).status_code == 403
    assert "新海报" in text(sam.get(address("pieces")))
    send(ines, "drop", piece.pk, because="内容过期")
    assert "新海报" not in text(sam.get(address("pieces")))
    assert "内容过期" in text(ines.get(address("piece", piece.pk)))


def test_a_unit_finds_a_piece_by_kind_year_and_two_characters(given_out, sam, now, town):
    given_out(title="主海报", ord=2)
    given_out("leaflet", title="节水手册", ord=1)

    def titles(asked):
        page = text(sam.get(address("pieces") + asked))
        return [title for title in ("节水手册", "主海报") if f"<b>{title}</b>" in page]

    everything = text(sam.get(address("pieces")))
    assert everything.index("节水手册") < everything.index("主海报")
    assert titles("?kind=leaflet") == titles("?q=手册") == ["节水手册"]
    assert titles(f"?year={now.year}") == titles("?q=主") == ["节水手册", "主海报"]
    assert titles(f"?year={now.year - 1}") == []
    assert "暂无宣传资料" in text(town.client(town.rex).get(address("pieces")))


def test_the_original_is_given_once_it_is_taken_and_only_the_copy_is_clean(poster, town, sam, now):
    assert sam.get(address("original", poster.pk)).status_code == 409
    taken = send(sam, "take", poster.pk)
    file = sam.get(taken.url)
    assert "attachment" in file["Content-Disposition"]
    assert Image.open(io.BytesIO(b"".join(file.streaming_content))).getexif()
    copy = sam.get(address("picture", poster.pk))
    assert not Image.open(io.BytesIO(b"".join(copy.streaming_content))).getexif()
    assert Download.objects.get().organization == town.school
    stranger = town.client(town.rex)
    assert stranger.get(address("picture", poster.pk)).status_code == 404
    assert send(stranger, "take", poster.pk).status_code == 404


def test_a_unit_enters_what_it_put_up_and_corrects_it(poster, town, sam, ines, today):
    page = send(sam, "use", poster.pk, use="post", n=600, day=today)
    assert (page.status_code, "数量已核对" in text(page)) == (422, True)
    send(sam, "use", poster.pk, use="post", n=600, day=today, is_sure="on")
    row = Usage.objects.get()
    assert "更正为" in text(sam.get(address("piece", poster.pk) + f"?correct={row.pk}"))
    assert send(sam, "correct", poster.pk, row.pk, n=60).status_code == 422
    assert send(sam, "correct", poster.pk, row.pk, n=60, because="多写一个零").status_code == 302
    page = text(sam.get(address("piece", poster.pk)))
    assert "已更正" in page
    assert "多写一个零" in page
    hanna = town.client(town.hanna)
    assert send(hanna, "correct", poster.pk, row.pk, n=1, because="x").status_code == 404
    send(sam, "take", poster.pk)
    county = text(town.client(town.cora).get(address("takers", poster.pk)))
    assert "张贴 60 套" in county
    assert county.count("未下载</span>") == 1
    city = text(ines.get(address("takers", poster.pk)))
    assert "望岭县第一中学" not in city
    below = text(ines.get(address("takers", poster.pk) + f"?under={town.county.pk}&state=missing"))
    assert "望岭县人民医院" in below
    assert "望岭县第一中学" not in below
    assert ines.get(address("takers", poster.pk) + f"?under={town.city2.pk}").status_code == 404
    assert sam.get(address("takers", poster.pk)).status_code == 403


def test_a_poster_to_print_leads_to_the_public_page(poster, materials, town, sam, ines):
    campaign = materials.campaign
    assert "A3" in text(sam.get(address("posters", campaign.pk)))
    for asked, words in (("", "节能增效"), (f"?size=a3&activity={materials.pk}", "办公楼大厅")):
        answer = sam.get(address("poster", campaign.pk) + asked)
        paper = PdfDocument(answer.content)
        assert (answer["Content-Type"], len(paper)) == ("application/pdf", 1)
        assert words in paper[0].get_textpage().get_text_bounded()
    assert sam.get(address("poster", campaign.pk) + "?size=a0").status_code == 404
    assert town.client(town.rex).get(address("poster", campaign.pk)).status_code == 404
    hidden = set_up(town.city, Content("未发布", campaign.year), by=town.ines)
    assert "还不能打印海报" in text(ines.get(address("posters", hidden.pk)))
    assert ines.get(address("poster", hidden.pk)).status_code == 404


def test_everybody_looks_at_clean_copies_through_the_campaigns_door(poster, materials, town, now):
    activities = [materials]
    door = public(activities, now)[materials.pk]
    page = Client().get(door.url)
    assert "主海报" in text(page)
    code = materials.campaign.public_code
    copy = Client().get(address("public_picture", code, materials.pk, poster.pk))
    assert not Image.open(io.BytesIO(b"".join(copy.streaming_content))).getexif()
    assert desk(posts_of(town.sam)[0], activities, now)[materials.pk].label == "宣传资料"
    Piece.objects.update(dropped_at=now, dropped_because="过期")
    assert public(activities, now) == {}
    assert desk(posts_of(town.ines)[0], activities, now)[materials.pk].label == "发布宣传资料"
    assert Client().get(address("public_thumb", code, materials.pk, poster.pk)).status_code == 404
