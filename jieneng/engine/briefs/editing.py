"""Edit the prose of a brief as plain text: a cited run becomes a token that survives, or takes its citation with it.

A token reads ⟦张贴宣传画：33200余⟧: the label of the citation and what it says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jieneng.engine.briefs.composing import joined
from jieneng.engine.documents.blocks import (
    Addressee,
    Block,
    Document,
    Heading,
    Imprint,
    Paragraph,
    Photo,
    Photos,
    Run,
    Table,
    Title,
)
from jieneng.rulebook.documents import CIRCULATION

TOKEN = re.compile(r"⟦([^⟦⟧]*)⟧")
LINE = re.compile(rf"({'|'.join((*CIRCULATION, '抄送'))})\s*[:：](.*)")
STRAY = re.compile(r"[⟦⟧]")
Change = Callable[[tuple[Run, ...]], tuple[Run, ...]]
Labels = Mapping[str, str]  # citation key -> label, unlike any other of the document


class UnknownToken(ValueError):
    """A token that stands for nothing in this document, or whose figure was changed by typing."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


class UnknownLine(ValueError):
    """A line of the imprint that does not say whom it names: for 报, 送, 发 or 抄送."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def as_text(block: Block, labels: Labels, hidden: Iterable[str] = ()) -> str:
    """The text of a block for a plain text box. Runs in `hidden` show their label alone (long picked texts).

    >>> as_text(Paragraph((Run("张贴"), Run("120", "p"), Run("套。"))), {"p": "张贴宣传画"})
    '张贴⟦张贴宣传画：120⟧套。'
    """
    if isinstance(block, Title | Addressee | Heading):
        return block.text
    if isinstance(block, Imprint):
        return imprint_text(block)
    if not isinstance(block, Paragraph):
        return ""
    names = set(hidden)
    return "".join(run.text if run.citation is None else token(run, labels, names) for run in block.runs)


def token(run: Run, labels: Labels, hidden: Iterable[str] = ()) -> str:
    """The token of a cited run."""
    key = run.citation or ""
    return f"⟦{labels[key]}⟧" if key in hidden else f"⟦{labels[key]}：{run.text}⟧"


def paragraphs_of(text: str, tokens: Mapping[str, Run], more: Mapping[str, Run] | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs that a text box holds, one a line, its tokens turned back into the runs of `tokens`.

    `more` are figures that the document does not cite yet, by their label: whatever number a token says, it becomes
    the one that is known. Raises UnknownToken for a token that is not among them, and for a bracket of a broken one.

    >>> paragraphs_of("张贴⟦a：1⟧套。", {"⟦a：1⟧": Run("1", "a")})[0].text
    '张贴1套。'
    """
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return tuple(Paragraph(joined(_runs(line, tokens, more or {}))) for line in lines if line)


def _runs(line: str, tokens: Mapping[str, Run], more: Mapping[str, Run]) -> Iterator[Run]:
    at = 0
    for found in TOKEN.finditer(line):
        yield _plain(line[at : found.start()])
        run = tokens.get(found.group()) or more.get(found[1].partition("：")[0])
        if run is None:
            raise UnknownToken(found.group())
        yield run
        at = found.end()
    yield _plain(line[at:])


def _plain(text: str) -> Run:
    if STRAY.search(text):
        raise UnknownToken(text[:40])
    return Run(text)


def imprint_text(block: Imprint) -> str:
    """Whom the paper goes to, a line for each label; one without names is there to be filled in.

    >>> imprint_text(Imprint((), "", "", (("报", "省局"), ("送", ""))))
    '报：省局\\n送：'
    """
    copies = [("抄送", "，".join(block.copies_to))] if block.copies_to or not block.lines else []
    return "\n".join(f"{label}：{names}" for label, names in (*block.lines, *copies))


def imprint_of(block: Imprint, text: str) -> Imprint:
    """The imprint with the lines as they were typed. Raises UnknownLine for one that begins with none of the labels.

    >>> imprint_of(Imprint((), "", ""), "报: 省局。").lines
    (('报', '省局'),)
    """
    lines: list[tuple[str, str]] = []
    copies: tuple[str, ...] = ()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        said = LINE.fullmatch(line)
        if said is None:
            raise UnknownLine(line)
        names = said[2].strip().rstrip("。").replace(",", "，")
        if said[1] == "抄送":
            copies = tuple(filter(None, (name.strip() for name in names.split("，"))))
        else:
            lines.append((said[1], names))
    return replace(block, lines=tuple(lines), copies_to=copies)


def rewritten(
    document: Document,
    texts: Mapping[int, str],
    labels: Labels,
    hidden: Iterable[str] = (),
    more: Mapping[str, Run] | None = None,
) -> Document:
    """The document with the text of some blocks replaced, by their place in it; an emptied block goes.

    Only titles, addressees, headings, paragraphs and the imprint can be written; the first two cannot be emptied.
    `more`: figures that may come in, by their label.
    """
    hidden = set(hidden)
    tokens = {token(run, labels, hidden): run for run in cited_runs(document)}
    blocks: list[Block] = []
    for n, block in enumerate(document.blocks):
        blocks += [block] if n not in texts else _rewritten(block, texts[n], tokens, more or {})
    return replace(document, blocks=tuple(blocks))


def _rewritten(block: Block, text: str, tokens: Mapping[str, Run], more: Mapping[str, Run]) -> Sequence[Block]:
    if isinstance(block, Paragraph):
        return paragraphs_of(text, tokens, more)
    if isinstance(block, Imprint):
        return [imprint_of(block, text)]
    line = " ".join(text.split())
    if isinstance(block, Title | Addressee):
        return [replace(block, text=_plain(line).text)] if line else [block]
    if isinstance(block, Heading):
        return [replace(block, text=_plain(line).text)] if line else []
    return [block]


def merged(
    base: Mapping[int, str], mine: Mapping[int, str], theirs: Mapping[int, str]
) -> tuple[dict[int, str], list[str]]:
    """What I wrote on an old state, put into what others made of it meanwhile: by place, and what found no place.

    A text of mine goes where its old text still stands. Where both changed it, theirs stays and mine is left over, so
    that nothing is lost and nothing of theirs is overwritten.

    >>> merged({1: "甲", 2: "乙"}, {1: "甲甲", 2: "乙乙"}, {1: "甲", 2: "丙"})
    ({1: '甲甲', 2: '丙'}, ['乙乙'])
    """
    texts, left, taken = dict(theirs), [], set()
    for n, text in mine.items():
        if text == base.get(n):
            continue
        old = base.get(n)
        free = (place for place in (n, *theirs) if place not in taken and old is not None and theirs.get(place) == old)
        place = next(free, None)
        if place is None:
            left.append(text)
        else:
            texts[place] = text
            taken.add(place)
    return texts, [text for text in left if text not in texts.values()]


def cited_runs(document: Document) -> Iterator[Run]:
    """Every run with a citation, in reading order."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from (run for run in block.runs if run.citation is not None)


def cited_keys(document: Document) -> list[str]:
    """The keys that the prose cites, in reading order, each as often as it stands there."""
    return [run.citation for run in cited_runs(document) if run.citation is not None]


def cell_keys(document: Document) -> list[str]:
    """The keys that cells of tables cite, in reading order."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [key for table in tables for keys in table.cites for key in keys if key]


def restated(document: Document, says: Mapping[str, str]) -> Document:
    """The document with other text in the runs of these keys."""

    def said(run: Run) -> Run:
        return replace(run, text=says.get(run.citation or "", run.text))

    return _with_runs(document, lambda runs: tuple(said(run) for run in runs))


def without(document: Document, key: str) -> Document:
    """The document without the run of this key, and without the separator beside it; an emptied paragraph goes."""

    def rest(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        if key not in {run.citation for run in runs}:
            return runs
        kept = joined(run for run in runs if run.citation != key)
        tidy = [
            replace(run, text=_tidied(run.text, n == 0)) if run.citation is None else run for n, run in enumerate(kept)
        ]
        return joined(tidy) if any(run.text.strip("。；，") for run in tidy) else ()

    return _with_runs(document, rest)


def _tidied(text: str, is_first: bool) -> str:
    """What is left between two runs when the one between them goes."""
    text = text.replace("；；", "；").replace("；。", "。")
    return text.lstrip("；") if is_first else text


def added(document: Document, run: Run, beside: Iterable[str], *, under: str) -> Document:
    """The document with one more picked text: behind the last run of `beside`, else first under the heading `under`.

    Without either it comes before the photographs.
    """
    keys = set(beside)
    blocks = list(document.blocks)
    for n, block in enumerate(blocks):
        if isinstance(block, Paragraph) and keys & {one.citation for one in block.runs}:
            last = max(at for at, one in enumerate(block.runs) if one.citation in keys)
            runs = (*block.runs[: last + 1], Run("；"), run, *block.runs[last + 1 :])
            blocks[n] = Paragraph(joined(runs))
            return replace(document, blocks=tuple(blocks))
    blocks[_place(blocks, under)] = Paragraph((run, Run("。")))
    return replace(document, blocks=tuple(blocks))


def _place(blocks: list[Block], under: str) -> int:
    """Make room for a paragraph and say where: under the heading, or at the end of the prose."""
    heads = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == under]
    prose = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph | Heading | Title)]
    at = (heads[0] if heads else prose[-1]) + 1
    blocks.insert(at, Paragraph(()))
    return at


def with_photos(document: Document, photos: Iterable[Photo]) -> Document:
    """The document with these photographs at the end of its text, and no others."""
    blocks = [block for block in document.blocks if not isinstance(block, Photos)]
    items = tuple(photos)
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Imprint)), len(blocks))
    shown = (Photos(items),) if items else ()
    return replace(document, blocks=(*blocks[:at], *shown, *blocks[at:]))


def with_table(document: Document, table: Table) -> Document:
    """The document with the table of the same columns replaced by this one; one that was taken out stays out."""
    blocks = (
        table if isinstance(block, Table) and block.headers == table.headers else block for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def behind(document: Document, key: str, unit: str, more: tuple[Run, ...]) -> Document:
    """The document with more runs behind the first run of this key and the unit that follows it.

    >>> paper = Document((Paragraph((Run("张贴"), Run("120", "p"), Run("套。"))),))
    >>> behind(paper, "p", "套", (Run("，比上年"), Run("增长20%", "p.change"))).blocks[0].text
    '张贴120套，比上年增长20%。'
    """
    is_done = False

    def put(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        nonlocal is_done
        at = next((n for n, run in enumerate(runs) if run.citation == key), None)
        if is_done or at is None:
            return runs
        is_done = True
        rest = runs[at + 1 :]
        has_unit = bool(unit and rest and rest[0].citation is None and rest[0].text.startswith(unit))
        head = (Run(unit), *more, Run(rest[0].text[len(unit) :]), *rest[1:]) if has_unit else (*more, *rest)
        return joined((*runs[: at + 1], *head))

    return _with_runs(document, put)


def _with_runs(document: Document, change: Change) -> Document:
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            runs = change(block.runs)
            blocks += [Paragraph(runs)] if runs else []
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))
