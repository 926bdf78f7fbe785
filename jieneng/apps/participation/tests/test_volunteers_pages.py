"""The pages of volunteers: the desk that lays out posts, the unit that names people, their own phones."""

from datetime import timedelta

from django.test import Client

from jieneng.apps.participation.models import Drive, OneDone, Post, ServiceProof, SignUp, Volunteer
from jieneng.apps.participation.passes import pass_of
from jieneng.apps.participation.tests.conftest import HOUR
from jieneng.apps.participation.tests.test_works_pages import see, send, text
from jieneng.config import clock
from jieneng.core.facts.folding import fold_all


def test_a_drive_from_its_form_to_the_certificate(plan, town, noon):
    def moment(hours):
        return f"{noon + hours * HOUR:%Y-%m-%dT%H:%M}"

    activity, phone = plan["volunteer"], Client()
    with clock.at(noon):
        ines, sam, hanna = (town.client(one) for one in (town.ines, town.sam, town.hanna))
        said = {"opens_at": moment(0), "closes_at": moment(9), "says": "分类投放。"}
        assert send(ines, "make_drive", activity.pk, **(said | {"closes_at": moment(-1)})).status_code == 422
        send(ines, "make_drive", activity.pk, **said)
        drive = Drive.objects.get()
        send(ines, "publish_drive", drive.pk)
        assert send(ines, "save_drive", drive.pk, **said, edit_no="9").status_code == 409
        send(ines, "save_drive", drive.pk, **said, edit_no="0")
        gate = {"title": "桶边督导", "place": "食堂", "starts_at": moment(0), "ends_at": moment(2), "one": "unit"}
        assert send(ines, "lay_out", drive.pk, **gate, n_places="0").status_code == 422
        send(ines, "lay_out", drive.pk, **gate, n_places="1")
        send(sam, "register", drive.pk, names="张三\n\n李四\n")
        zhang, li = Volunteer.objects.all()
        assert "张三" in text(see(sam, "drive", drive.pk))
        assert see(hanna, "volunteer", zhang.pk).status_code == 404
        code, post = pass_of("volunteer", zhang.pk), Post.objects.get()
        mine = text(see(phone, "public_volunteer", code))
        assert "张*" in mine
        assert "张三" not in mine
        assert send(phone, "public_sign_up", code, post.pk).status_code == 302
        assert send(phone, "public_sign_up", pass_of("volunteer", li.pk), post.pk).status_code == 409
        assert "已满" in text(see(phone, "public_drive", drive.code))
        assert see(phone, "public_volunteer", "1.forged").status_code == 404
        one = SignUp.objects.get()
        assert send(sam, "come", one.pk).status_code == 404
        assert "办理签到" in text(see(ines, "public_volunteer", code))
        send(ines, "come", one.pk, **{"from": "pass"})
        send(sam, "enter_one", zhang.pk, one="family", on=f"{noon:%Y-%m-%d}", note="带动家人分类")
    with clock.at(noon + HOUR):
        ines, sam = town.client(town.ines), town.client(town.sam)
        send(ines, "leave", one.pk)
        assert "1.0" in text(see(ines, "post", post.pk))
        assert set(OneDone.objects.values_list("one", flat=True)) == {"unit", "family"}
        fold_all(noon)
        assert "望岭县机关事务服务中心" in text(see(ines, "five_ones", drive.pk))
        assert "望岭县第一中学" in text(see(sam, "five_ones", drive.pk))
    with clock.at(noon + timedelta(days=1)):
        ines = town.client(town.ines)
        send(ines, "certify", drive.pk)
        proof = ServiceProof.objects.get()
        page = text(see(phone, "public_check", code=proof.code))
        assert "张三" in page
        assert "督导一个单位" in page
        assert see(phone, "public_certificate", code).content.startswith(b"%PDF")
        send(ines, "revoke", drive.pk, proof.pk, because="冒名")
        assert "已撤销" in text(see(phone, "public_check", code=proof.code))
        assert see(phone, "public_certificate", code).status_code == 404
