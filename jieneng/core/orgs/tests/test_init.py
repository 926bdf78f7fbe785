"""`jieneng init` sets a fresh installation up, and only a fresh one."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from jieneng.core.audit.models import Entry
from jieneng.core.orgs.acting import posts_of
from jieneng.core.orgs.models import Organization
from jieneng.core.people.models import Person

NAME = "云川市机关事务管理局"


def init(*options):
    said = StringIO()
    call_command("init", NAME, *options, stdout=said)
    return said.getvalue()


def test_the_first_administrator_signs_in_with_the_printed_password(db):
    said = init("--level", "city", "--region", "520100", "--username", "Admin")
    bureau = Organization.objects.get()
    assert (bureau.name, bureau.kind, bureau.level, bureau.region_id) == (NAME, "bureau", "city", "520100")
    password = said.split("初始密码 ")[1].split("（")[0]
    client = Client()
    client.post("/people/sign-in", {"username": "admin", "password": password, "next": "/people/second-factor"})
    assert client.get("/people/second-factor").url == "/people/password"
    assert [post.roles for post in posts_of(Person.objects.get())] == [{"unit_admin"}]
    assert password not in str(list(Entry.objects.values()))


def test_a_small_office_gives_one_person_all_roles(db):
    init("--all-roles")
    (post,) = posts_of(Person.objects.get())
    assert post.roles == {"unit_admin", "reviewer", "issuer", "reporter"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--region", "999999"), "行政区划代码“999999”查不到。"),
        (("--credit-code", "123"), "“123”不是有效的统一社会信用代码。"),
    ],
)
def test_what_cannot_be_is_refused_in_words(db, capsys, options, says):
    with pytest.raises(SystemExit) as left:
        init(*options)
    assert left.value.code == 2
    assert says in capsys.readouterr().err
    assert not Organization.objects.exists()


def test_a_second_time_is_refused(town, capsys):
    with pytest.raises(SystemExit) as left:
        init()
    assert left.value.code == 2
    assert "已建立“演示省机关事务管理局”，不能再次初始化。" in capsys.readouterr().err
