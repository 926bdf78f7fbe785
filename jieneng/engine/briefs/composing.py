"""Compose a brief: material and wording in, a paper out in which every figure is a run with its citation.

What the office did itself and what all levels did together stand in parts of their own; no two figures are added here.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jieneng.engine.briefs.material import Days, Event, Figure, Material, Told, Upward
from jieneng.engine.documents.blocks import Block, Document, Heading, Masthead, Paragraph, Photos, Run, Title
from jieneng.engine.documents.numbers import date_cn, numeral_cn
from jieneng.rulebook.briefs import PLACE, BriefWording

Part = str | Iterable[Run]
STOPS = "。；，、！？ "


def compose(material: Material, wording: BriefWording, *, code: str = "") -> Document:
    """The brief as a paper. A part with nothing to say is left out with its heading."""
    head = Masthead(
        name=wording.name,
        kind="brief",
        issue=material.issue,
        issuer=material.issuer,
        date=date_cn(material.written_on),
    )
    title = fill(wording.paper_title, year=str(material.year), place=material.place)
    blocks: list[Block] = [head, Title("".join(run.text for run in title)), _lead(material, wording)]
    for name, part in _parts(material, wording):
        if part:
            blocks += [Heading(wording.headings[name]), *part]
    if material.photos:
        blocks.append(Photos(material.photos))
    return Document(tuple(blocks), code)


def _parts(material: Material, wording: BriefWording) -> Iterator[tuple[str, list[Paragraph]]]:
    yield "upward", [_upward(upward, material, wording) for upward in material.upward if upward.figures]
    yield "own", _own(material, wording)
    yield "below", [part for part in (told(material.told, wording), _totals(material, wording)) if part]
    yield "effect", _effect(material, wording)


def _lead(material: Material, wording: BriefWording) -> Paragraph:
    years = [f"{material.year}年", *[""] * len(material.days)]  # said once, with the first part
    said = [_days(days, year, wording) for days, year in zip(material.days, years, strict=False)]
    said += [_filled(wording, "theme", name=slogan.name, slogan=nested(slogan.slogan)) for slogan in material.slogans]
    basis = {(True, True): "both", (True, False): "upper", (False, True): "own", (False, False): "none"}
    name = basis[bool(material.upper_title), bool(material.own_title)]
    sentence = fill(
        wording.patterns[f"basis_{name}"],
        upper=titled(material.upper_title),
        own=titled(material.own_title),
        issuer=material.issuer,
        scope=material.scope,
    )
    return Paragraph(joined([Run("；".join(said) + ("。" if said else "")), *sentence]))


def _days(days: Days, year: str, wording: BriefWording) -> str:
    theme = _filled(wording, "period_theme", slogan=nested(days.slogan)) if days.slogan else ""
    return _filled(wording, "period", year=year, name=days.name, days=days_cn(days.start, days.end)) + theme


def _upward(upward: Upward, material: Material, wording: BriefWording) -> Paragraph:
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


def _own(material: Material, wording: BriefWording) -> list[Paragraph]:
    """One event after the other, 一是 … 二是 …; then what the office says of itself."""
    runs: list[Run] = []
    for n, event in enumerate(material.own, 1):
        runs += _event(event, n, wording)
    paragraphs = [Paragraph(joined(runs))] if runs else []
    if material.own_told:
        paragraphs.append(Paragraph((Run(stopped(material.own_told.text), material.own_told.key), Run("。"))))
    return paragraphs


def _event(event: Event, n: int, wording: BriefWording) -> Iterator[Run]:
    yield from fill(wording.patterns["event"], order=numeral_cn(n), title=event.title)
    if event.figures:
        place = f"在{event.place}，" if event.place else ""
        said = clauses(event.figures, wording)
        yield from fill(wording.patterns["event_figures"], day=_on(event.day), place=place, clauses=said)


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
    return text if text.startswith(one.name) else _filled(wording, "told", name=one.name, text=text)


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


def _effect(material: Material, wording: BriefWording) -> list[Paragraph]:
    runs: list[Run] = []
    if material.people:
        runs += fill(wording.patterns["people"], clauses=clauses(material.people, wording, scope=material.scope))
    if material.media:
        runs += fill(wording.patterns["media"], scope=material.scope, clauses=clauses(material.media, wording))
    return [Paragraph(joined(runs))] if runs else []


def clauses(figures: Iterable[Figure], wording: BriefWording, *, scope: str = "") -> tuple[Run, ...]:
    """The phrases of figures, one after the other; each figure is a run of its own with its citation."""
    runs: list[Run] = []
    for figure in figures:
        runs += [Run("，")] if runs else []
        clause = fill(figure.phrase, figure=[cited(figure)], scope=scope)
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
