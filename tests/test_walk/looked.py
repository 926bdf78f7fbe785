"""What each person was answered at each address: asked once, however many tests read the answer."""

from dataclasses import dataclass

from django.http import HttpResponse

from tests.test_walk.world import World
from tests.test_walk.written import undone


@dataclass(frozen=True)
class Answer:
    status: int
    leads_to: str  # where a redirection leads, else ""
    said: str  # the text of a page; "" for a file


class Looked:
    """The answers to GET in one world, in which every look is taken back."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._answers: dict[tuple[str, str], Answer] = {}

    def keep(self, person: str, address: str, response: HttpResponse) -> Answer:
        """Somebody has looked for a reason of their own; the next need not."""
        is_page = response["Content-Type"].startswith("text/html")
        answer = Answer(
            response.status_code, getattr(response, "url", ""), response.content.decode() if is_page else ""
        )
        self._answers[person, address] = answer
        return answer

    def at(self, person: str, address: str) -> Answer:
        """What this person is answered there."""
        if (person, address) not in self._answers:
            with undone():
                self.keep(person, address, self.world.browser(person).get(address))
        return self._answers[person, address]
