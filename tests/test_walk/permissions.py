"""The reviewed table of who gets which answer, read from permissions.yaml."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.http import HttpResponse

ANSWERS = {200: "sees", 302: "elsewhere", 403: "refused", 404: "none", 405: "post", 409: "not-now", 422: "not-now"}
_TABLE = yaml.safe_load(Path(__file__).with_name("permissions.yaml").read_text(encoding="utf-8"))

ACTORS: Mapping[str, str] = _TABLE["actors"]
ADDRESSES: dict[str, Any] = dict(_TABLE["addresses"])
for part in sorted(Path(__file__).with_name("permissions").glob("*.yaml")):
    ADDRESSES |= yaml.safe_load(part.read_text(encoding="utf-8"))
NOT_SIGNED_IN = ("anonymous", "disabled")


def expected(name: str) -> dict[str, str]:
    """The answer for every actor at one address: what the line says, else to sign in, else nothing there."""
    said = {actor: "sign-in" if actor in NOT_SIGNED_IN else "none" for actor in ACTORS}
    for answer, actors in ADDRESSES[name].items():
        said |= dict.fromkeys(_named(actors), answer)
    return said


def answer_of(response: HttpResponse) -> str:
    """The class of an answer, in the words of the table."""
    if response.status_code == 302 and response.url.startswith("/people/sign-in"):
        return "sign-in"
    return ANSWERS.get(response.status_code, str(response.status_code))


def _named(actors: str) -> Iterator[str]:
    for name in actors.split():
        if name == "everyone":
            yield from ACTORS
        elif name == "members":
            yield from (actor for actor in ACTORS if actor not in NOT_SIGNED_IN)
        elif name == "posts":
            yield from (actor for actor in ACTORS if actor not in (*NOT_SIGNED_IN, "former"))
        else:
            yield name
