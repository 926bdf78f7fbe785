"""Phones: a browser for each person, with an address of its own, that opens the public pages and sends their forms."""

from itertools import count
from typing import Any

from django.test import Client

_CALLERS = count()


class Phone:
    """One browser, handed from person to person; each begins without cookies and from an address of their own."""

    def __init__(self) -> None:
        self.browser = Client(SERVER_NAME="localhost")
        self.address = ""

    def taken_up(self) -> "Phone":
        self.browser.cookies.clear()
        n = next(_CALLERS)
        self.address = f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
        return self

    def open(self, address: str) -> str:
        """The page, as text."""
        answer = self.browser.get(address, REMOTE_ADDR=self.address)
        if answer.status_code != 200:
            raise AssertionError(f"{address} answered {answer.status_code}")
        return str(answer.getvalue().decode())

    def send(self, address: str, **said: Any) -> str:
        """Send a form; gives where it leads. Anything else than that ends the demo."""
        answer = self.browser.post(address, said, REMOTE_ADDR=self.address)
        if answer.status_code != 302:
            raise AssertionError(f"{address} answered {answer.status_code}")
        return str(answer.url)
