"""The table of examples keeps up with the addresses."""

from django.test import Client

from tests.test_walk.every_url import EXAMPLES, every_address, path_of


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in every_address()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith("?")]


def test_every_address_has_an_example():
    names = {address.name for address in every_address()}
    assert names - set(EXAMPLES) == set(), "add an example in every_url.py"
    assert set(EXAMPLES) - names == set(), "an example of an address that is gone"


def test_every_example_fits_its_address(world):
    for address in every_address():
        assert set(EXAMPLES[address.name](world)) == {*address.captures}, address.name
        assert Client().get(path_of(address.name, world)).status_code != 500
