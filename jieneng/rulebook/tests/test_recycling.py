"""Recyclables, hazardous waste, the manifest: what is said to be counted is counted, defaults are said to be so."""

import pytest

from jieneng.rulebook import RulebookError, recycling
from jieneng.rulebook.recycling import hazardous, manifest_rules, recyclables, recycling_limits
from jieneng.rulebook.tallies import tallies


def test_what_is_taken_back_is_counted_in_its_own_unit():
    for one in recyclables().values():
        unit = tallies()[f"recycling.{one.counts}"].unit
        assert unit == recycling.UNITS[one.unit], one.code


def test_no_code_of_the_national_list_is_said_to_be_verified():
    assert not [one.code for one in hazardous().values() if one.verified]
    assert not manifest_rules().verified
    assert all(len(one.waste_code) in (0, len("900-000-00")) for one in hazardous().values())


def test_the_manifest_has_its_three_parts_and_each_needs_a_name():
    assert list(manifest_rules().parts) == ["generator", "carrier", "receiver"]
    needed = {one.key for one in manifest_rules().fields() if one.needed}
    assert needed == {"generator_name", "carrier_name", "receiver_name", "receiver_licence"}
    assert recycling_limits().warn_days < recycling_limits().days_in_store


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"label": "纸", "unit": "kg", "points": 1, "counts": "nothing"}, "no recycling.nothing"),
        ({"label": "纸", "unit": "box", "points": 1, "counts": "paper_kg"}, "none of kg, piece"),
        ({"label": "纸", "unit": "kg", "points": "1", "counts": "paper_kg"}, "expected int"),
    ],
)
def test_an_entry_that_does_not_keep_its_form_is_named(entry, said):
    with pytest.raises(RulebookError, match=said):
        recycling._recyclable("paper", entry)
