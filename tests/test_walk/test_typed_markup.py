"""Everybody types markup into everything: it becomes part of no page, and nobody reads what is not theirs."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import docx
import pytest
from django.urls import reverse
from lxml import html

from tests.test_walk.every_url import every_address, path_of
from tests.test_walk.looked import Looked
from tests.test_walk.standing import CANARY
from tests.test_walk.world import World
from tests.test_walk.written import undone

READERS = (
    "pia",
    "boss",
    "chief",
    "cleo",
    "carl",
    "sam",
    "of_museum",
    "of_institute",
    "of_clinic",
    "hanna",
    "ada",
    "olga",
)
OF_THE_OTHER_CITY = {"rex"}
LIKE_SAM = {"of_museum", "of_institute", "of_clinic"}  # units with nothing of their own but the report and what came in
SEEN_IN_PUBLIC = {"pia", "boss"}
_SHOWN = re.compile(re.escape(escape(CANARY)) + r"([a-z0-9_-]+)")
_MOST_OF_A_SHAPE, _MOST_OF_THE_TRAIL = 2, 18  # pages; what was done first stands on the last page of the trail
_WELL_SEEN = 4  # readers of the page of one thing: to the fifth it would say the same
ALL_SEEING = {"pia", "boss", "chief", "carl", "sam"} | LIKE_SAM  # of whom no test asks what they may not read
_TRAIL = re.compile(r"/trail\b")
_OF_ONE_THING = re.compile(r"/\d+(/|$)")
_PUBLIC = re.compile(
    r"/notices/[pc]/|/publicity/public/|/papers/p/|/open/(\?|$|feed|columns|report|receipts|check)"
    r"|/prizes/(d|claim|check)/|/quiz/p/|/attendance/(live|pass|here|check)/|/exchange/(p|card)/|/wall/s/"
    r"|/participation/p/|/library/p/|/coverage/p/"
)
ALONE_STANDING = {"take-back", "reply", "correction", "gap", "reminder", "extension", "figure", "media", "article"}
ALONE_STANDING |= {"grant", "closing", "moving", "off"}
NOWHERE = {
    "file": "its signs are taken out when it comes in",
    "upper-slogan": "stands in the reader with marks between its letters",
}
PAGES = [address.name for address in every_address() if not getattr(address.view, "is_deed", False)]
_NO_PAGE = re.compile(
    r"/(docx|pdf|feed\.atom|export\.xlsx|missing\.xlsx|qr\.svg|thumb|clean|original|sign-out)$|\.xlsx$|/photos/"
)


class _Page:
    """The links of a page, and whatever a canary has become besides text."""

    def __init__(self, said: str) -> None:
        read = html.document_fromstring(said or "<p>")  # some answers say nothing at all
        self.links = [str(link) for link in read.xpath("//a/@href")]
        hatched = read.xpath("//*[@src = 'x' or @*[starts-with(name(), 'on')]]")
        self.hatched = [f"<{one.tag} {dict(one.attrib)}>" for one in hatched]


def crawl(looked: Looked, person: str, seen_by: Counter[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Every page that someone reaches from the examples and by links: address, text, hatched; a few of each shape.

    `seen_by` counts for each address who has seen it, over all who crawl.
    """
    waiting = deque(_beginnings(looked.world, person))
    seen, shapes = set(), dict[str, int]()
    while waiting:
        address = waiting.popleft()
        shape = re.sub(r"\d+", "#", urlsplit(address).path) + ",".join(re.findall(r"(\w+)=", address))
        if _PUBLIC.match(address) and person not in SEEN_IN_PUBLIC:
            continue  # looked at already, by those
        most = _MOST_OF_THE_TRAIL if _TRAIL.search(address) else _MOST_OF_A_SHAPE
        if address in seen or shapes.get(shape, 0) >= most or _NO_PAGE.search(urlsplit(address).path):
            continue
        if person in ALL_SEEING and seen_by[address] >= _WELL_SEEN and _OF_ONE_THING.search(address):
            continue
        seen.add(address)
        shapes[shape] = shapes.get(shape, 0) + 1
        answer = looked.at(person, address)
        assert answer.status < 500, address
        seen_by[address] += answer.status == 200
        if answer.status == 302:
            waiting.append(answer.leads_to.split("#")[0])
        if answer.said:
            page = _Page(answer.said)
            yield address, answer.said, page.hatched
            inside = (urljoin(address, link) for link in page.links)
            waiting += [link.split("#")[0] for link in inside if link.startswith("/")]


def _beginnings(world: World, person: str) -> Iterator[str]:
    """Every example, one's own ones in the other city, and the report that was answered after its return."""
    at = world.elsewhere() if person in OF_THE_OTHER_CITY else world
    if person in LIKE_SAM:
        yield "/"
        return
    yield from (path_of(name, at) for name in PAGES)
    yield reverse("reporting:submission", args=[world.correcting.pk])


@pytest.fixture(scope="package")
def crawled(looked):
    """crawled("sam"): everything that someone reads, and what has hatched in it; crawled once."""

    seen_by = Counter[str]()

    @cache
    def pages(person: str) -> list[tuple[str, str, list[str]]]:
        return list(crawl(looked, person, seen_by))

    return pages


@pytest.fixture(scope="package")
def read(crawled):
    """read("sam"): the text of each address."""
    return lambda person: {address: said for address, said, _ in crawled(person)}


def names_in(pages: dict[str, str]) -> set[str]:
    """The names of the texts that stand on these pages, leaving out what everybody may read without signing in."""
    inside = (said for address, said in pages.items() if not _PUBLIC.match(address))
    return {name for said in inside for name in _SHOWN.findall(said)}


def test_a_canary_that_stands_unescaped_is_found():
    assert _Page(f"<p>{CANARY}</p>").hatched
    assert _Page(f'<input value="{CANARY}">').hatched == []  # it ends the value; what follows is text
    assert _SHOWN.findall(escape(f"{CANARY}here;")) == ["here"]


@pytest.mark.about_the_page
@pytest.mark.parametrize("person", READERS)
def test_no_typed_text_becomes_part_of_a_page(world, crawled, person):
    pages = crawled(person)
    assert len(pages) > (10 if person in LIKE_SAM else 30)
    assert {address: hatched for address, _, hatched in pages if hatched} == {}
    assert [address for address, said, _ in pages if "<img src=x" in said or 'onerror=1>"' in said] == []


@pytest.mark.about_the_page
def test_every_kind_of_text_is_read_by_someone(world, read):
    """So that the test above has looked at every kind of text that is shown at all."""
    found = {_kind(name) for person in READERS for name in names_in(read(person))}
    assert {_kind(name) for name in world.typed} - found == set(NOWHERE)


def _kind(name: str) -> str:
    """`highlight` of `highlight-school`, and of `foreign-highlight-school`."""
    name = name.removeprefix("foreign-").removeprefix("foreign_")
    return name.rpartition("-")[0] if name not in ALONE_STANDING else name


def test_nor_does_it_break_a_paper(world):
    for name in ("notices:docx", "notices:public_docx", "publicity:docx", "papers:docx", "papers:public_docx"):
        paper = world.browser("boss").get(path_of(name, world))
        said = "\n".join(one.text for one in docx.Document(BytesIO(paper.content)).paragraphs)
        assert "onerror" in said, name


def test_what_was_typed_wrongly_comes_back_as_text(world):
    for name, person, said in (
        ("portal:organization_new", "ada", {"name": CANARY, "region": CANARY, "credit_code": CANARY}),
        ("portal:appoint", "ada", {"username": CANARY, "role": CANARY}),
        ("portal:organization_move", "ada", {"parent": CANARY, "because": CANARY}),
        ("notices:read_in", "ines", {"text": CANARY}),
        ("notices:edit_save", "ines", {"title": CANARY, "text": CANARY * 2, "due_on": CANARY, "edit_no": "0"}),
        ("papers:make", "ines", {"title": "", "text": CANARY, "field-addressee": CANARY}),
        ("notices:campaign_save", "ines", {"title": CANARY, "year": CANARY}),
        ("publicity:write", "ines", {"b2": f"{CANARY}⟦{CANARY}⟧", "edit_no": world.brief.document.edit_no}),
        ("reporting:submit", "hanna", {"overview.people": CANARY, "account.text": CANARY, "draft_no": "0"}),
        ("reporting:return", "cora", {"text": CANARY, "due_at": CANARY, "version": str(world.waiting.version_id)}),
    ):
        with undone():
            answer = world.browser(person).post(path_of(name, world), said | {"_key": "k" * 20})
        page = answer.content.decode()
        assert answer.status_code in (200, 409, 422), name
        assert escape(CANARY) in page, name
        assert _Page(page).hatched == [], name


ASKED = ("q", "state", "category", "open", "after", "kind", "figure", "by", "node", "name", "year", "next", "with")
ALONE = {  # what a page looks at first would keep the rest from being looked at
    "reporting:board": ("q", "state", "after", "open"),
    "publicity:brief": ("figure", "node", "after", "view"),
    "notices:receipts": ("open", "after"),
    "papers:papers": ("kind", "year", "state", "after"),
    "notices:received": ("year", "before"),
    "portal:desk": ("q", "kind", "after"),
    "portal:organization": ("tab", "after", "q"),
    "portal:home": ("kind",),
    "reporting:submission": ("with",),
    "reporting:board_at": ("extend",),
    "reporting:report": ("more", "check"),
}


@pytest.mark.about_the_page
def test_what_is_asked_comes_back_as_text(world):
    for name in PAGES:
        for asked in (ASKED, *((one,) for one in ALONE.get(name, ()))):
            with undone():
                answer = world.browser("boss").get(path_of(name, world), dict.fromkeys(asked, CANARY))
            assert answer.status_code < 500, (name, asked)
            if answer["Content-Type"].startswith("text/html"):
                assert _Page(answer.content.decode()).hatched == [], (name, asked)


OWN = re.compile(r"^(org|person|file)-|^(grant|closing|moving|off)$")  # the register, seen by more than business data
PUBLISHED = re.compile(r"-(published|passed)$|^(session|store|held)-")  # what all below may open


@pytest.mark.about_the_page
@pytest.mark.parametrize("person", ["ada", "olga", "sue", "kay", "otis"])
def test_who_sees_no_business_data_reads_none(world, read, person):
    names = names_in({address: said for address, said in read(person).items() if not _TRAIL.match(address)})
    assert {name for name in names if not OWN.match(name) and not PUBLISHED.search(name)} == set()


@pytest.mark.about_the_page
@pytest.mark.parametrize("person", ["olga", "otis"])
def test_an_auditor_reads_titles_and_reasons_but_nothing_of_what_is_reported(world, read, person):
    names = names_in({address: said for address, said in read(person).items() if _TRAIL.match(address)})
    whole = {name for name in names if len(name) > 1}  # a long name of a thing is cut off in the trail
    kinds = {_kind(name) for name in whole if not OWN.match(name)}
    assert "return" in kinds
    assert kinds <= {
        "campaign",
        "title",
        "attachment",  # the names in 附件, as titles are
        "material",
        "session",
        "hall",
        "held",
        "part",  # titles of works, posts, teams
        "piece",
        "cov",  # titles of articles and contributions, why they were sent back
        "usage",  # why what was put up was corrected
        "quiz",
        "wall",
        "recycling",
        "good",
        "store",
        "weighing",  # why one was taken back
        "sheet",
        "upper",
        "return",
        "correction",
        "take-back",
        "extension",
        "figure",
        "opening",
    }
    assert {name for name in names if "foreign" in name} == set()


def test_the_other_city_reads_nothing_of_ours(world, read):
    names = names_in(read("rex"))
    ours = {"org-city2", "org-county4", "org-school3", "org-college", "note-school3", "note-college"}
    theirs = {f"person-{key}" for key in ("rex", "rival", "sid", "dora", "of_college")}
    assert "text-foreign" in names
    superior = {"org-province"}  # of both cities: their briefs go up to it and say so at the foot
    assert {name for name in names if "foreign" not in name} <= ours | theirs | superior | {"article", "media"}


@pytest.mark.about_the_page
def test_the_next_county_reads_nothing_of_the_first(world, read):
    names = names_in(read("cleo"))
    assert "org-station" in names
    units = (
        "school",
        "archive",
        "museum",
        "institute",
        "clinic",
        "theatre",
        "hospital",
        "county",
        "passed",
        "draft",
        "local",
    )
    assert {name for name in names if name.split("-")[-1] in units and not name.startswith("person-")} == set()


@pytest.mark.about_the_page
def test_a_neighbour_reads_nothing_of_the_school(world, read):
    names = names_in(read("hanna"))
    assert {name for name in names if name.endswith(("school", "sam", "archive", "museum"))} == set()
    assert "text-published" in names
