"""One port: the endpoint of the quiz by itself, Django beside it, whatever sort of awaitable the server gives."""

import asyncio
import importlib

import pytest


class Given:
    """An awaitable that is no coroutine, as granian's is."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value
        yield


@pytest.fixture
def ask():
    """Status and body of a request to the application."""
    application = importlib.import_module("jieneng.config.asgi").application

    def ask(path, method="GET", body=b""):
        sent = []

        def send(message):
            sent.append(message)
            return Given(None)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")],
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "http_version": "1.1",
        }
        scope["headers"].append((b"content-length", str(len(body)).encode()))
        message = {"type": "http.request", "body": body, "more_body": False}
        asyncio.run(application(scope, lambda: Given(message), send))
        return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:])

    return ask


def test_pages_are_djangos(ask):
    assert ask("/healthz") == (200, b"ok")


def test_django_reads_the_body_of_a_form(ask):
    status, page = ask("/quiz/p/none/", "POST", b"way=public")
    assert status == 403  # no token against forgery: it has read the form and not found it
    assert "请刷新" in page.decode()


def test_the_endpoint_answers_beside_it(ask):
    status, said = ask("/quiz/live/hand-in", "POST", b'{"token": "x"}')
    assert status == 403
    assert b"quiz-token" in said
