"""For everybody: the code to scan, the boards, the chain of receipts."""

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jieneng.apps.quiz.boards import board_of
from jieneng.apps.quiz.models import Link, Quiz
from jieneng.apps.quiz.queries import playing
from jieneng.engine.quizzes.receipts import said_number, typed_number
from jieneng.ui.caching import kept_for

_BESIDE = 3  # links shown before and after one's own


@require_safe
@kept_for(300)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The code of the start page, as a picture of its own: phones recognise no other."""
    drawn = io.BytesIO()
    picture = segno.make(public_address(_quiz(code)), error="m", micro=False)
    picture.save(drawn, kind="svg", scale=4, border=3, dark="#08443f", light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_safe
@kept_for(30)
def board(request: HttpRequest, code: str) -> HttpResponse:
    """People and organisations as they stood at the last snapshot."""
    quiz = _quiz(code)
    return render(request, "quiz/board.html", {"quiz": quiz, "board": board_of(quiz)})


@require_safe
@kept_for(60)
def chain(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a receipt stands in the chain, with its neighbours, so that anybody can work it out again."""
    quiz = _quiz(code)
    typed = request.GET.get("receipt", "").strip()[:40]
    found = Link.objects.filter(quiz=quiz, receipt=typed_number(typed)).first() if typed else None
    beside = Link.objects.filter(quiz=quiz, no__gte=found.no - _BESIDE, no__lte=found.no + _BESIDE) if found else []
    context = {
        "quiz": quiz,
        "typed": typed,
        "found": found,
        "number": said_number(found.receipt) if found else "",
        "links": [(link, said_number(link.receipt)) for link in beside],
    }
    return render(request, "quiz/chain.html", context)


@require_safe
def chain_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The whole chain as text: number of the receipt, its hash, the value of the link."""
    quiz = _quiz(code)
    if not quiz.chain_head:
        raise Http404
    rows = Link.objects.filter(quiz=quiz).order_by("no").iterator(chunk_size=5_000)
    lines = (f"{link.receipt} {link.digest} {link.value}\n" for link in rows)
    answer = StreamingHttpResponse(lines, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="chain-{quiz.public_code}.txt"'
    return answer


def public_address(quiz: Quiz) -> str:
    """The address that is printed and scanned."""
    return settings.JIENENG_BASE_URL + reverse("quiz:public", args=[quiz.public_code])


def _quiz(code: str) -> Quiz:
    found = playing.find(code)
    if found is None:
        raise Http404
    return found
