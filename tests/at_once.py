"""The same deed by several at the same moment, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection, connections

from jieneng.ui.refusals import Refused


def at_once(n: int, deed: Callable[[int], Any]) -> list[Any]:
    """Do it in n threads at the same moment; the answers, or the codes of the refusals."""
    gate, answers = threading.Barrier(n), list[Any]()

    def run(number: int) -> None:
        gate.wait()
        try:
            answers.append(deed(number))
        except Refused as refused:
            answers.append(refused.code)
        except IntegrityError:
            answers.append("integrity")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return answers
