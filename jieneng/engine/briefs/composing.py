"""Compose a paper: material and wording in, a paper out in which every figure is a run with its citation.

What the office did itself and what all levels did together stand in parts of their own; no two figures are added here.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from jieneng.engine.briefs.framing import Frame, framed
from jieneng.engine.briefs.material import Days, Event, Figure, Material, Told, Upward
from jieneng.engine.briefs.ranking import praised, table_of, wanting
from jieneng.engine.campaign_titles import carried_out, carried_out_in_short
from jieneng.engine.documents.blocks import Block, Document, Heading, Paragraph, Photos, Run
from jieneng.engine.documents.numbers import numeral_cn
from jieneng.rulebook.briefs import PLACE, BriefWording
from jieneng.rulebook.compositions import ISSUE, Composition, ranking

Part = str | Iterable[Run]
STOPS = "。；，、！？ "


def compose(material: Material, composition: Composition, *, code: str = "") -> Document:
    """The paper, in the layout of its kind. A part with nothing to say is left out with its heading."""
    wording = composition.wording
    about = {"year": str(material.year), "place": material.place, "issuer": material.issuer}
    title = fill(wording.paper_title, **about, **_called(material))
    body: list[Block] = []
    for name in composition.parts:
        part = PARTS[name](material, wording)
        if part and name in wording.headings:
            body.append(Heading(wording.headings[name]))
        body += part
    frame = Frame(
        name=wording.name,
        issuer=material.issuer,
        title="".join(run.text for run in title),
        addressee=material.addressee,
        issue=material.issue,
        reported=material.reported,
        distributed=material.distributed,
        imprint=material.imprint,
        nearest=material.nearest,
        written_on=material.written_on if composition.numbering == ISSUE else None,
    )
    return framed(composition.kind, frame, tuple(body), code=code)


def _lead(material: Material, wording: BriefWording) -> list[Block]:
    years = [f"{material.year}年", *[""] * len(material.days)]  # said once, with the first part
    said = [_days(days, year, wording) for days, year in zip(material.days, years, strict=False)]
    said += [
        _filled(wording, "theme", name=slogan.name.removesuffix("主题"), slogan=nested(slogan.slogan))
        for slogan in material.slogans
    ]
    basis = {(True, True): "both", (True, False): "upper", (False, True): "own", (False, False): "none"}
    name = basis[bool(material.upper_title), bool(material.own_title)]
    sentence = fill(
        wording.patterns[f"basis_{name}"],
        upper=titled(material.upper_title),
        own=titled(material.own_title),
        issuer=material.issuer,
        scope=material.scope,
        **_called(material),
    )
    return [Paragraph(joined([Run("；".join(said) + ("。" if said else "")), *sentence]))]


def _called(material: Material) -> dict[str, str]:
    """What was carried out, as the patterns call it."""
    return {"subject": carried_out(material.campaign), "subject_short": carried_out_in_short(material.campaign)}


def _days(days: Days, year: str, wording: BriefWording) -> str:
    theme = _filled(wording, "period_theme", slogan=nested(days.slogan)) if days.slogan else ""
    return (
        _filled(wording, "period", year=year, name=days.name.removesuffix("时间"), days=days_cn(days.start, days.end))
        + theme
    )


def _upward(material: Material, wording: BriefWording) -> list[Block]:
    return [_taking_part(upward, material, wording) for upward in material.upward if upward.figures]


def _taking_part(upward: Upward, material: Material, wording: BriefWording) -> Paragraph:
    return Paragraph(
        fill(
            wording.patterns["upward"],
            day=_on(upward.day),
            scope=material.scope,
            phrase=upward.phrase,
            given=[cited(upward.given)],
            clauses=clauses(upward.figures, wording),
        )
    )


def _own(material: Material, wording: BriefWording) -> list[Block]:
    """One event after the other, 一是 … 二是 …; then what the office says of itself."""
    runs: list[Run] = []
    for n, event in enumerate(material.own, 1):
        runs += _event(event, n, material.scope, wording)
    paragraphs: list[Block] = [Paragraph(joined(runs))] if runs else []
    if material.own_told:
        paragraphs.append(Paragraph((Run(stopped(material.own_told.text), material.own_told.key), Run("。"))))
    return paragraphs


def _event(event: Event, n: int, scope: str, wording: BriefWording) -> Iterator[Run]:
    yield from fill(wording.patterns["event"], order=numeral_cn(n), title=event.title)
    if event.figures:
        place = f"在{event.place}，" if event.place else ""
        said = clauses(event.figures, wording)
        yield from fill(wording.patterns["event_figures"], day=_on(event.day), place=place, clauses=said)
    if event.counted:
        yield from fill(wording.patterns["event_counted"], scope=scope, clauses=clauses(event.counted, wording))


def _below(material: Material, wording: BriefWording) -> list[Block]:
    return [part for part in (told(material.told, wording), _totals(material, wording)) if part]


def told(picked: Iterable[Told], wording: BriefWording) -> Paragraph | None:
    """What organisations say of themselves, in one paragraph; each is a run that leads to its report."""
    runs: list[Run] = []
    for one in picked:
        runs += [Run("；")] if runs else []
        runs.append(Run(told_text(one, wording), one.key))
    return Paragraph((*runs, Run("。"))) if runs else None


def told_text(one: Told, wording: BriefWording) -> str:
    """Name and text as they stand in the paragraph; a name that the text begins with is not said twice."""
    text = stopped(one.text)
    name = "" if text.startswith(one.name) else one.name
    return _filled(wording, "told_edited" if one.is_edited else "told", name=name, text=text)


def _totals(material: Material, wording: BriefWording) -> Paragraph | None:
    """The one sentence of totals, with how many of how many organisations stand behind it."""
    if not material.totals:
        return None
    return Paragraph(
        fill(
            wording.patterns["totals"],
            scope=material.scope,
            clauses=clauses(material.totals, wording),
            counted=[cited(material.counted)],
            expected=[cited(material.expected)],
        )
    )


def _effect(material: Material, wording: BriefWording) -> list[Block]:
    runs: list[Run] = []
    if material.people:
        runs += fill(
            wording.patterns["people"],
            clauses=clauses(material.people, wording, scope=material.scope, **_called(material)),
        )
    if material.media:
        told = clauses(material.media, wording)
        runs += fill(wording.patterns["media"], scope=material.scope, clauses=told, **_called(material))
    return [Paragraph(joined(runs))] if runs else []


def _opening(material: Material, wording: BriefWording) -> list[Block]:
    about = {"year": str(material.year), "place": material.place}
    return [Paragraph(fill(wording.patterns["opening"], **about, **_called(material)))]


def _completeness(material: Material, wording: BriefWording) -> list[Block]:
    known = material.completeness
    if known is None:
        return []
    said = {name: [cited(getattr(known, name))] for name in ("handed_in", "on_time", "late", "missing", "rate")}
    expected = [cited(material.expected)]
    return [Paragraph(fill(wording.patterns["completeness"], scope=material.scope, expected=expected, **said))]


def _ranking(material: Material, wording: BriefWording) -> list[Block]:
    sections = material.completeness.sections if material.completeness else ()
    return [table_of(sections, ranking())] if sections else []


def _praise(material: Material, wording: BriefWording) -> list[Block]:
    names = [one.name for one in praised(material.completeness.sections)] if material.completeness else []
    return [Paragraph(fill(wording.patterns["praise"], names="、".join(names)))] if names else []


def _named(material: Material, wording: BriefWording) -> list[Block]:
    least = ranking().least_rate
    found = wanting(material.completeness.sections, least) if material.completeness else []
    names = "、".join(_filled(wording, "named_one", name=one.name, rate=one.rate) for one in found)
    return [Paragraph(fill(wording.patterns["named"], names=names, least=str(least)))] if found else []


def _corrections(material: Material, wording: BriefWording) -> list[Block]:
    runs: list[Run] = []
    for one in material.corrections:
        said = {"number": one.number, "label": one.label, "then": one.then, "unit": one.now.unit}
        runs += fill(wording.patterns["correction"], figure=[cited(one.now)], **said)
    return [Paragraph(joined(runs))] if runs else []


def _closing(material: Material, wording: BriefWording) -> list[Block]:
    return [Paragraph((Run(wording.patterns["closing"]),))] if wording.patterns["closing"] else []


def _photos(material: Material, wording: BriefWording) -> list[Block]:
    return [Photos(material.photos)] if material.photos else []


PARTS: dict[str, Callable[[Material, BriefWording], list[Block]]] = {
    "lead": _lead,
    "opening": _opening,
    "completeness": _completeness,
    "upward": _upward,
    "own": _own,
    "below": _below,
    "effect": _effect,
    "ranking": _ranking,
    "praise": _praise,
    "named": _named,
    "corrections": _corrections,
    "closing": _closing,
    "photos": _photos,
}


def clauses(figures: Iterable[Figure], wording: BriefWording, **places: str) -> tuple[Run, ...]:
    """The phrases of figures, one after the other; each figure is a run of its own with its citation.

    `places` are filled in beside the figure, where a phrase has them.
    """
    runs: list[Run] = []
    for figure in figures:
        runs += [Run("，")] if runs else []
        clause = fill(figure.phrase, figure=[cited(figure)], **{"scope": "", **places})
        again = wording.patterns["again"]
        runs += fill(again, activity=figure.activity, clause=clause) if figure.activity else clause
    return tuple(runs)


def cited(figure: Figure) -> Run:
    return Run(figure.text, figure.key)


def fill(pattern: str, /, **parts: Part) -> tuple[Run, ...]:
    """A pattern with its places filled by text or by runs; neighbouring texts become one run.

    >>> fill("张贴宣传画{figure}套", figure=[Run("120", "posters")])
    (Run(text='张贴宣传画', citation=None), Run(text='120', citation='posters'), Run(text='套', citation=None))
    """
    pieces = PLACE.split(pattern)
    runs: list[Run] = []
    for n, piece in enumerate(pieces):
        part = parts[piece] if n % 2 else piece
        runs += [Run(part)] if isinstance(part, str) else part
    return joined(runs)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same runs without empty ones, uncited neighbours put together."""
    kept: list[Run] = []
    for run in runs:
        if kept and run.citation is None and kept[-1].citation is None:
            kept[-1] = Run(kept[-1].text + run.text)
        elif run.text:
            kept.append(run)
    return tuple(kept)


def _filled(wording: BriefWording, name: str, /, **parts: str) -> str:
    return "".join(run.text for run in fill(wording.patterns[name], **parts))


def _on(day: date | None) -> str:
    return f"{day.month}月{day.day}日，" if day else ""


def days_cn(start: date, end: date) -> str:
    """A span of days: the month once when it stays the same.

    >>> days_cn(date(2025, 6, 23), date(2025, 6, 29)), days_cn(date(2025, 6, 25), date(2025, 6, 25))
    ('6月23日至29日', '6月25日')
    """
    first = f"{start.month}月{start.day}日"
    if start == end:
        return first
    return f"{first}至{end.day}日" if start.month == end.month else f"{first}至{end.month}月{end.day}日"


def nested(slogan: str) -> str:
    """A slogan inside quotation marks: its own marks become inner ones, outer ones fall away.

    >>> nested("“节能增效，焕“新”引领”")
    '节能增效，焕‘新’引领'
    """
    bare = slogan[1:-1] if _wrapped(slogan) else slogan
    return bare.replace("“", "‘").replace("”", "’")


def _wrapped(text: str) -> bool:
    """Whether the first mark is closed by the very last one."""
    depth = 0
    for n, character in enumerate(text):
        depth += (character == "“") - (character == "”")
        if depth == 0:
            return n > 0 and n == len(text) - 1
    return False


def titled(title: str) -> str:
    """A title inside its marks, which are set only where it has none; a number may follow it.

    >>> titled("关于节能的通知"), titled("《关于节能的通知》（演机管〔2025〕1号）")
    ('《关于节能的通知》', '《关于节能的通知》（演机管〔2025〕1号）')
    """
    return title if title.startswith("《") else f"《{title}》"


def stopped(text: str) -> str:
    """A text without blanks, line ends and the stop at its end, to stand inside a sentence.

    >>> stopped("公布用电量，由学生巡查。\\n")
    '公布用电量，由学生巡查'
    """
    return "".join(text.split()).rstrip(STOPS)
