"""Every address by GET for every sort of person, against the reviewed table; and what is foreign answers nobody.

To look changes nothing: what a GET writes nevertheless is listed with its reason (sessions and sign-ins aside).
"""

from itertools import islice

import pytest
from django.urls import reverse

from tests.databases import few
from tests.test_walk.deeds import FORMS, NO_DEED
from tests.test_walk.every_url import EXAMPLES, every_address, path_of
from tests.test_walk.guarded import LED_ON, require_guarded
from tests.test_walk.permissions import ACTORS, ADDRESSES, NOT_SIGNED_IN, answer_of, expected
from tests.test_walk.written import AUDIT, undone, writes

PUBLIC = {name for name, line in ADDRESSES.items() if line.get("sees") == "everyone"}
_OF_THE_RULEBOOK = {"kind"}  # names a sort of thing that everybody knows, no object
SENT_BY_ANYBODY = {name for name, line in ADDRESSES.items() if line.get("post") == "everyone"}  # forms of public pages
OBJECTS = sorted(
    address.name
    for address in every_address()
    if address.captures - _OF_THE_RULEBOOK and address.name not in PUBLIC | SENT_BY_ANYBODY
)
WRITING = {  # what looking at it writes, and why
    "notices:notice": ({"notices_receipt", "facts_delta", AUDIT}, "who opens a notice that came to them has read it"),
}
NEVER = ("anonymous", "disabled", "former", "other_city")  # see no object of ours, whatever the table says
_IN_SHORT = 2  # actors of each answer of the table
DEEDS = {address.name for address in every_address() if getattr(address.view, "is_deed", False)}


def test_the_table_has_a_line_for_every_address():
    names = {address.name for address in every_address()}
    assert names - set(ADDRESSES) == set(), "add a line in permissions.yaml"
    assert set(ADDRESSES) - names == set()


def test_the_table_lets_nobody_foreign_see_an_object():
    for name in OBJECTS:
        answers = expected(name)
        assert {actor: answers[actor] for actor in NEVER if answers[actor] in ("sees", "elsewhere")} == {}, name


@pytest.mark.parametrize("name", EXAMPLES)
def test_everybody_gets_the_answer_of_the_table(world, looked, name):
    address, got, wrote, table = path_of(name, world), {}, set(), expected(name)
    alike = [[actor for actor in ACTORS if table[actor] == said] for said in sorted(set(table.values()))]
    short = islice if name in DEEDS else few  # a deed answers a GET before it looks at who asks for what
    asked = [actor for actors in alike for actor in short(actors, _IN_SHORT)]
    for actor in asked:
        with undone(), writes() as written:
            answer = world.browser(ACTORS[actor]).get(address)
        looked.keep(ACTORS[actor], address, answer)
        got[actor] = answer_of(answer)
        wrote |= {*written}
        if actor not in NOT_SIGNED_IN:
            require_guarded(name, answer)
    assert got == {actor: table[actor] for actor in asked}
    assert wrote == WRITING.get(name, (set(), ""))[0]


def test_every_address_is_seen_by_somebody_or_leads_on():
    """So that the test above has looked at the guards of a page and not only at those of refusals."""
    for name in EXAMPLES:
        assert {"sees", "post"} & set(expected(name).values()) or name in LED_ON, name


def test_another_citys_things_are_not_found_even_with_all_roles(world):
    found = []
    for name in OBJECTS:
        address = path_of(name, world.elsewhere())
        for person in few(("boss", "ada"), 1):  # all roles of the trade, and of the register; `other_city` looks back
            with undone(), writes() as written:
                answers = _asked_and_sent(world.browser(person), name, address)
            if answers != {"none"} or written:
                found.append((name, person, answers, written))
    assert found == []


def _asked_and_sent(browser, name, address):
    """What it answers to what it takes; what it does not take is answered by 405 (test_audit_walk), as `post` is."""
    answers = set() if name in DEEDS else {answer_of(browser.get(address))} - {"post"}
    if name in DEEDS | FORMS | set(NO_DEED):
        answers.add(answer_of(browser.post(address, {"_key": "k" * 20, "junk": "x"})))
    return answers


def test_a_foreign_number_beside_ones_own_is_not_found(world):
    """The second number of an address is asked about as strictly as the first."""
    found = []
    for name in OBJECTS:
        own, foreign = EXAMPLES[name](world), EXAMPLES[name](world.elsewhere())
        for capture in set(own) - {"pk", "key", "no"} if len(own) > 1 else ():
            if own[capture] == foreign[capture]:
                continue  # the name of a sort of thing, which is the same in every city
            address = reverse(name, kwargs=own | {capture: foreign[capture]})
            for person in ("boss", "ines", "ada", "cora"):
                with undone(), writes() as written:
                    client = world.browser(person)
                    answers = _asked_and_sent(client, name, address)
                if not answers <= {"none", "refused"} or written:
                    found.append((name, capture, person, answers, written))
    assert found == []


def test_the_table_of_the_public_is_the_whole_public(world):
    with undone():
        open_ = {name for name in EXAMPLES if world.browser().get(path_of(name, world)).status_code == 200}
    assert open_ == PUBLIC | {"people:sign_in"}
    assert {name for name in PUBLIC if "public" not in name} == {"healthz", "readyz", "notices:campaign_qr"}


@pytest.mark.parametrize("name", ["notices:public", "notices:public_docx", "notices:campaign_public"])
def test_a_code_opens_only_what_is_published(world, name):
    campaign = world.draft.campaign.public_code
    code = campaign if "campaign" in name else world.draft.public_code
    assert world.browser("ines").get(reverse(name, args=[code])).status_code == 404


def test_a_brief_that_is_not_issued_has_no_public_page_and_shows_no_other_photograph(world):
    code, issued = world.brief.document.code, world.issued.document.code
    browser = world.browser()
    assert browser.get(reverse("publicity:public", args=[code])).status_code == 404
    assert browser.get(reverse("publicity:public_photo", args=[code, world.attachment.pk])).status_code == 404
    for other in (world.moved_file, world.away["attachment"]):
        assert browser.get(reverse("publicity:public_photo", args=[issued, other.pk])).status_code == 404
