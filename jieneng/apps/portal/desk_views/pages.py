"""What the pages with one form have in common: shown, and shown again with what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jieneng.ui.refusals import Refused


@dataclass(frozen=True)
class FormPage:
    """Title, sentence and button of a page with one form; where 取消 leads; the field that each refusal belongs to."""

    title: str
    button: str
    back: str
    lead: str = ""
    has_file: bool = False
    field_of: dict[str, str] = field(default_factory=dict)

    def show(self, request: HttpRequest, form: BaseForm) -> HttpResponse:
        return render(
            request, "portal/desk/form.html", {"page": self, "form": form}, status=422 if form.is_bound else 200
        )

    def act(self, request: HttpRequest, form: BaseForm, do: Callable[[dict[str, Any]], HttpResponse]) -> HttpResponse:
        """Do it, or show the form again: with what is wrong in it, or with why it was refused."""
        if form.is_valid():
            try:
                return do(form.cleaned_data)
            except Refused as refused:
                if refused.status == 403:  # not theirs to do: no other input would help
                    raise
                field = self.field_of.get(refused.code)
                form.add_error(field if field in form.fields else None, refused.sentence + refused.next_step)
        return self.show(request, form)
