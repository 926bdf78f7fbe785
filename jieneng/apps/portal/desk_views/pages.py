"""What the pages with one form have in common: shown, and shown again with what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jieneng.core.audit.deeds import deed
from jieneng.ui.refusals import Refused

Subject = TypeVar("Subject")
View = Callable[[HttpRequest, int], HttpResponse]


@dataclass(frozen=True)
class FormPage:
    """Title, sentence and button of a page with one form; where 取消 leads; the field that each refusal belongs to."""

    title: str
    button: str
    back: str
    lead: str = ""
    has_file: bool = False
    field_of: dict[str, str] = field(default_factory=dict)

    def show(self, request: HttpRequest, form: Form) -> HttpResponse:
        return render(
            request, "portal/desk/form.html", {"page": self, "form": form}, status=422 if form.is_bound else 200
        )

    def act(self, request: HttpRequest, form: Form, do: Callable[[], HttpResponse]) -> HttpResponse:
        """Do it, or show the form again: with what is wrong in it, or with why it was refused."""
        if form.is_valid():
            try:
                return do()
            except Refused as refused:
                if refused.status == 403:  # not theirs to do: no other input would help
                    raise
                field = self.field_of.get(refused.code)
                form.add_error(field if field in form.fields else None, refused.sentence + refused.next_step)
        return self.show(request, form)


def form_view(
    subject: Callable[[HttpRequest, int], Subject],
    form: type[Form],
    page: Callable[[Subject], FormPage],
    initial: Callable[[Subject], Mapping[str, Any]] | None = None,
) -> Callable[[Callable[[HttpRequest, Subject, Any], HttpResponse]], View]:
    """Make what a filled form does, `do(request, subject, form)`, the view of its page.

    `subject` finds what the page is about and asks whether it is theirs to change (404 or Refused); by GET the form is
    shown, by POST it is a deed.
    """

    def carried(do: Callable[[HttpRequest, Subject, Any], HttpResponse]) -> View:
        @deed
        @wraps(do)
        def act(request: HttpRequest, pk: int) -> HttpResponse:
            one, filled = subject(request, pk), form(request.POST)
            return page(one).act(request, filled, lambda: do(request, one, filled))

        @login_required
        @wraps(do)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            one = subject(request, pk)
            if request.method == "POST":
                return act(request, pk)
            return page(one).show(request, form(initial=initial(one) if initial else None))

        return view

    return carried
