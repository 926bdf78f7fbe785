"""What people leave is kept enciphered, each in its place, and read no more elsewhere or under another key."""

import base64

import pytest
from django.test import override_settings

from jieneng.core.people.models import Person
from jieneng.core.people.personal import opened, sealed


def someone(pk):
    return Person(pk=pk, username=f"p{pk}")


def test_what_is_sealed_is_not_read_and_comes_back_in_its_place():
    kept = sealed("13800005678", someone(1), "phone")
    assert "13800005678" not in kept + base64.b64decode(kept).decode("latin-1")
    assert opened(kept, someone(1), "phone") == "13800005678"
    assert sealed("13800005678", someone(1), "phone") != kept


@pytest.mark.parametrize(("pk", "field"), [(2, "phone"), (1, "name")])
def test_what_was_copied_into_another_row_or_field_is_found_out(pk, field):
    kept = sealed("13800005678", someone(1), "phone")
    assert opened(kept, someone(pk), field) is None


def test_what_was_meddled_with_is_found_out():
    said = bytearray(base64.b64decode(sealed("张三", someone(1), "name")))
    said[-1] ^= 1
    assert opened(base64.b64encode(bytes(said)).decode(), someone(1), "name") is None


def test_an_older_key_still_reads_and_a_lost_one_does_not():
    with override_settings(SECRET_KEY="an older key of the deployment"):
        kept = sealed("张三", someone(1), "name")
    assert opened(kept, someone(1), "name") is None
    with override_settings(SECRET_KEY_FALLBACKS=["an older key of the deployment"]):
        assert opened(kept, someone(1), "name") == "张三"


def test_a_row_without_a_number_has_no_place():
    with pytest.raises(ValueError, match="number"):
        sealed("张三", Person(username="new"), "name")
