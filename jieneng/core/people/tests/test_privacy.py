"""Personal information: every field that holds some is listed with purpose, ground and retention."""

import re

import pytest
from django.apps import apps
from django.db import models

from jieneng.rulebook import load

LOOKS_PERSONAL = re.compile(
    r"phone|mobile|tel(ephone)?$|e?mail|user_?name|display_name|full_name|person_name|contact|password|secret"
    r"|last_login|ip_address|^ip$|user_agent|http_accept|session|second_factor|birth|id_card|id_number|gender"
    r"|^(get|post)_data$|signed_out|"
    r"姓名|用户名|登录|手机|电话|邮箱|住址|身份证|密码|口令|联系|签名|性别|民族|出生|username|user agent|ip address",
    re.IGNORECASE,
)


def columns():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            yield f"{model._meta.label_lower}.{field.name}", field


def looks_personal(field):
    if field.related_model is not None:
        return False  # people are listed once for all, as `references`; what another row holds is listed there
    return any(LOOKS_PERSONAL.search(str(said)) for said in (field.name, field.verbose_name))


def test_every_field_that_looks_personal_is_listed():
    listed = load("privacy")["fields"]
    assert [name for name, field in columns() if looks_personal(field) and name not in listed] == []


def holds_anything(field):
    """Whether people can write whatever they like there, or files come in: a name is no proof that there is none."""
    return isinstance(field, models.TextField | models.JSONField | models.FileField | models.BinaryField)


def test_every_text_json_and_file_is_listed_or_named_as_free_of_personal_data():
    rules = load("privacy")
    said = {*rules["fields"], *rules["free"]}
    assert [name for name, field in columns() if holds_anything(field) and name not in said] == []


def test_nothing_is_both_personal_and_free_of_it():
    rules = load("privacy")
    assert set(rules["fields"]) & set(rules["free"]) == set()
    assert all(rules["free"].values())


def test_a_new_text_would_be_noticed():
    assert [holds_anything(kind()) for kind in (models.TextField, models.JSONField, models.FileField)] == [True] * 3
    assert not holds_anything(models.CharField())


@pytest.mark.parametrize(
    "field",
    [
        "notices.uppernotice.text",  # contacts
        "documents.document.body",  # those present at a meeting
        "collections.submissionversion.values",  # texts and captions of reports
        "files.attachment.name",
    ],
)
def test_where_people_are_named_in_free_text_is_known(field):
    assert field in load("privacy")["fields"]


def test_every_listed_field_exists():
    rules = load("privacy")
    assert {*rules["fields"], *rules["free"]} <= {name for name, _ in columns()}


def test_every_entry_says_what_for_on_what_ground_and_how_long():
    rules = load("privacy")
    for entry in (*rules["fields"].values(), rules["references"]):
        assert set(entry) == {"purpose", "ground", "retention"}
        assert entry["ground"] in rules["grounds"]
        assert all(entry.values())


@pytest.mark.parametrize("name", ["phone", "contact_phone", "email", "ip_address", "username"])
def test_a_new_personal_column_would_be_noticed(name):
    class Column:
        related_model, verbose_name = None, "某项"

    Column.name = name
    assert looks_personal(Column)


def test_names_of_things_are_not_taken_for_names_of_people():
    noticed = {name for name, field in columns() if looks_personal(field)}
    assert "people.person.display_name" in noticed
    assert not noticed & {"orgs.organization.name", "collections.collection.title", "campaigns.activity.place"}
