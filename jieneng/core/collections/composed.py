"""The form that some reporters fill in: what is asked of all, less what is not theirs, and what their levels add."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from jieneng.core.collections.models import Collection, LocalTerms, ReporterGroup
from jieneng.core.forms.definition import Field, Form, form_from
from jieneng.core.forms.models import FormVersion


@dataclass
class _Asked:
    """The sections and rules so far; what an upper level asks already, a lower one does not ask again."""

    sections: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.keys = {field["key"] for section in self.sections for field in section["fields"]}
        self.rules = [rule for rule in self.rules if set(rule["fields"]) <= self.keys]

    def add(self, form: FormVersion | None, who: str) -> None:
        """The sections of a further form that ask something new, under the name of the one who asks."""
        extra = form.definition if form else {"sections": [], "rules": []}
        new = [section for section in extra["sections"] if not self.keys & _keys(section)]
        asked = {key for section in new for key in _keys(section)}
        self.sections += [{**section, "title": f"{section['title']}（{who}补充）"} for section in new]
        self.rules += [rule for rule in extra["rules"] if asked & set(rule["fields"])]
        self.keys |= asked


def composed(collection: Collection, group: ReporterGroup | None, adding: Iterable[LocalTerms]) -> Form:
    """The form of a group whose levels, from the top down, add sections."""
    levels = list(adding)
    if group is None and not levels:
        return collection.form
    definition = collection.form_version.definition
    left_out = set(group.leaves_out) if group else set()
    theirs = [section for section in definition["sections"] if section.get("activity") not in left_out]
    asked = _Asked(theirs, list(definition["rules"]))
    if group:
        asked.add(group.extra_form, collection.organization.place_name)
    for terms in levels:
        asked.add(terms.extra_form, terms.organization.place_name)
    return form_from({**definition, "sections": asked.sections, "rules": asked.rules})


def every_field(collection: Collection) -> list[Field]:
    """Every field that anybody is asked in a collection, each key once: what an answer gave is among them.

    Which of them were asked of it hangs on where it stood then; an answer has no values for the others.
    """
    asking = Q(pk__in=ReporterGroup.objects.filter(collection=collection).values("extra_form"))
    asking |= Q(pk__in=LocalTerms.objects.filter(collection=collection).values("extra_form"))
    fields = dict(collection.form.fields)
    for extra in FormVersion.objects.filter(asking).order_by("id"):
        fields = extra.form.fields | fields
    return list(fields.values())


def _keys(section: dict[str, Any]) -> set[str]:
    return {field["key"] for field in section["fields"]}
