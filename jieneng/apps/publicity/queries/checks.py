"""What is asked of a brief before it is signed; each check is a line with its state."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jieneng.apps.publicity.models import Brief
from jieneng.apps.publicity.queries.paper import paper_of
from jieneng.core.documents.models import ISSUED, Citation
from jieneng.core.documents.queries import cited, own_answer
from jieneng.core.facts.amounts import Sum
from jieneng.engine.briefs.checking import gaps, missing_slogans, n_characters, repeated, swapped_units, uncited
from jieneng.engine.documents.blocks import Document as Paper
from jieneng.rulebook import figures


@dataclass(frozen=True)
class Check:
    """One line: `look` is a state of the ui (done, back), `detail` says what to look at."""

    look: str
    label: str
    detail: str = ""


def checks_of(brief: Brief, citations: list[Citation], changed: dict[str, Sum]) -> list[Check]:
    """All checks; those that ask for something first."""
    found = list(_checks(brief, paper_of(brief), citations, changed))
    return sorted(found, key=lambda check: check.look == "done")


def _checks(brief: Brief, paper: Paper, citations: list[Citation], changed: dict[str, Sum]) -> Iterator[Check]:
    if "lead" in brief.composition.parts:
        slogans = [theme.slogan for theme in brief.campaign.themes.all()] if brief.campaign else []
        yield _line(_("主题与通知一致"), _("主题与通知不一致"), missing_slogans(paper, slogans))
    units = {citation.key: citation.unit for citation in citations}
    labels = {citation.key: citation.label for citation in citations}
    swapped = [labels[key] for key in swapped_units(paper, units)]
    yield _line(_("人与人次未相加"), _("人与人次混用"), swapped)
    organizations = {citation.key for citation in citations if not cited(citation.item).key}  # said where they matter
    twice = [labels.get(said, said) for said in repeated(paper) if said not in organizations]
    yield _line(_("无重复叙述"), _("有重复叙述"), twice)
    yield _line(_("数字均有出处"), _("数字没有出处"), uncited(paper, _units()))
    nothing = [citation.label for citation in citations if citation.sum[0] == 0 and cited(citation.item).key]
    if nothing:
        yield _line("", _("数字为零，请删去"), nothing)
    yield _line(
        _("没有漏填的数字"), _("数字有空缺"), gaps(paper, [figure.brief for figure in figures().values()], _units())
    )
    limit = brief.composition.most_characters
    if limit:
        over = [_("%(n)s 字") % {"n": n_characters(paper)}] if n_characters(paper) > limit else []
        yield _line(_("不超过 %(n)s 字") % {"n": limit}, _("超过 %(n)s 字") % {"n": limit}, over)
    unasked = [photo.caption for photo in brief.photos.all() if not photo.consent]
    if brief.document.state != ISSUED and brief.photos.all():
        yield _line(_("照片均已征得同意"), _("照片未注明同意公开"), unasked)
    edited = [citation for citation in citations if citation.edited_because]
    bare = [citation.label for citation in edited if not citation.edited_because.strip()]
    done = _("改动 %(n)s 处均有说明") % {"n": len(edited)} if edited else _("数字未经改动")
    yield _line(done, _("改动数字缺说明"), bare)
    if brief.document.state != ISSUED:
        yield _line(_("数字为最新"), _("数字有更新"), [labels[key] for key in changed])
        yield from _own(brief)


def _own(brief: Brief) -> Iterator[Check]:
    asked = brief.collection.audience.includes(brief.organization)
    if asked and own_answer(brief.collection, brief.org_path) is None:
        yield Check("back", _("本级报告未审核通过"), _("本级活动未编入"))


def _line(done: str, undone: str, found: list[str]) -> Check:
    if not found:
        return Check("done", done)
    more = "等" if len(found) > 2 else ""
    return Check("back", f"{undone} {len(found)}", "、".join(found[:2])[:60] + more)


def _units() -> list[str]:
    """Units of what is counted; a day or a year is none."""
    return sorted({figure.unit for figure in figures().values()})
