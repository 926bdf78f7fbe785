"""What meets a unique constraint is refused in words; what breaks another rule stays a failure."""

import pytest
from django.db import IntegrityError

from jieneng.core.orgs.models import Headcount, Region
from jieneng.core.uniqueness import once
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_second_row_of_the_same_is_refused_and_the_transaction_goes_on():
    Region.objects.create(code="990000", name="甲")
    with pytest.raises(Refused, match="code-taken"), once("code-taken", value="990000"):
        Region.objects.create(code="990000", name="乙")
    assert Region.objects.get(code="990000").name == "甲"


def test_a_broken_check_is_not_called_taken():
    with pytest.raises(IntegrityError), once("code-taken", value="—"):
        Headcount.objects.create(year=2025, node="0001", depth=1, n=-1)
