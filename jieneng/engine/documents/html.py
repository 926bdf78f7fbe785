"""Blocks into a web page's article: the same words and numbers as on paper, looks left to the style sheet.

All text is escaped. Only what the two callables return goes in as HTML: `figure` for a cited figure, `photo_url` for
the address of a picture (which is escaped too).
"""

from collections.abc import Callable
from html import escape
from typing import Any

from jieneng.engine.documents.blocks import (
    Addressee,
    Appendix,
    Attachments,
    Attendance,
    DocNo,
    Document,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paragraph,
    Photo,
    Photos,
    Run,
    Signature,
    Table,
    Title,
)
from jieneng.engine.documents.numbers import numbered
from jieneng.engine.documents.titles import break_title
from jieneng.engine.documents.wording import (
    JOINT_WORD,
    SIGNED_BY,
    addressee_text,
    attachment_lines,
    circulation,
    issue_text,
    note_text,
    numeric_columns,
    printed_text,
)

Figure = Callable[[str, str], str]
PhotoUrl = Callable[[str], str]


def to_html(document: Document, figure: Figure | None = None, *, photo_url: PhotoUrl | None = None) -> str:
    """The document as one <article>.

    `figure(key, text)` gives the HTML of a cited figure (trusted as it is; left out, the escaped text stands alone),
    `photo_url(ref)` the address of a photo (left out, only captions are shown).

    >>> to_html(Document((Heading("做法"), Paragraph((Run("共"), Run("76", "trainings"), Run("场"))))))
    '<article class="doc"><h3 class="doc-h1">一、做法</h3><p class="doc-p">共76场</p></article>'
    """
    parts = [WRITERS[type(block)](block, number, figure, photo_url) for block, number in numbered(document.blocks)]
    code = _p("doc-code", document.code) if document.code else ""
    return f'<article class="doc">{"".join(parts)}{code}</article>'


def _p(css: str, text: str) -> str:
    return f'<p class="{css}">{escape(text)}</p>' if text else ""


def _masthead(block: Masthead) -> str:
    sides = "".join(f"<span>{escape(text)}</span>" for text in (block.issuer, block.date))
    line = f'<p class="doc-issuer">{sides}</p>' if block.issuer or block.date else ""
    marks = "".join(_p("doc-mark", name) for name in (block.name, *block.joint))
    if block.joint and block.kind == "document":
        marks = f'<div class="doc-joint"><div>{marks}</div>{_p("doc-mark", JOINT_WORD)}</div>'
    inner = marks + _p("doc-issue", issue_text(block.issue)) + line
    return f'<header class="doc-masthead doc-masthead-{escape(block.kind)}">{inner}</header>'


def _doc_no(block: DocNo) -> str:
    if not block.signers:
        return _p("doc-no", block.text)
    sides = (block.text, SIGNED_BY + "　".join(block.signers))
    return f'<p class="doc-no doc-issuer">{"".join(f"<span>{escape(side)}</span>" for side in sides)}</p>'


def _title(block: Title) -> str:
    return f'<h2 class="doc-title">{"<br>".join(escape(line) for line in break_title(block.text))}</h2>'


def _heading(block: Heading, number: str) -> str:
    tag = f"h{block.level + 2}" if block.level == 1 or block.holds_the_next else "p"  # a sentence is no heading
    return f'<{tag} class="doc-h{block.level}">{escape(number + block.text)}</{tag}>'


def _paragraph(block: Paragraph, figure: Figure | None) -> str:
    return f'<p class="doc-p">{"".join(_run(run, figure) for run in block.runs)}</p>'


def _run(run: Run, figure: Figure | None) -> str:
    if run.citation is not None and figure is not None:
        return figure(run.citation, run.text)
    return escape(run.text).replace("\n", "<br>")


def _table(block: Table, figure: Figure | None) -> str:
    numeric = numeric_columns(block)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in block.headers)
    cites = block.cites or ((),) * len(block.rows)
    rows = (_row(texts, numeric, keys, figure) for texts, keys in zip(block.rows, cites, strict=True))
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    inner = f"{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<div class="doc-table"><table>{inner}</table></div>'


def _row(texts: tuple[str, ...], numeric: list[bool], keys: tuple[str, ...], figure: Figure | None) -> str:
    runs = (Run(text, key or None) for text, key in zip(texts, keys or ("",) * len(texts), strict=True))
    cells = (_cell(run, number, figure) for run, number in zip(runs, numeric, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(run: Run, numeric: bool, figure: Figure | None) -> str:
    css = ' class="num"' if numeric else ""
    return f"<td{css}>{_run(run, figure)}</td>"


def _photos(block: Photos, photo_url: PhotoUrl | None) -> str:
    return f'<div class="doc-photos">{"".join(_photo(photo, photo_url) for photo in block.items)}</div>'


def _photo(photo: Photo, photo_url: PhotoUrl | None) -> str:
    picture = ""
    if photo_url is not None and photo.ref:
        picture = f'<img src="{escape(photo_url(photo.ref))}" alt="{escape(photo.caption)}" loading="lazy">'
    return f'<figure class="doc-photo">{picture}<figcaption>{escape(photo.caption)}</figcaption></figure>'


def _attachments(block: Attachments) -> str:
    return (
        f'<div class="doc-attachments">{"".join(_p("doc-attachment", line) for line in attachment_lines(block))}</div>'
    )


def _attendance(block: Attendance) -> str:
    return f'<p class="doc-attendance"><b>{escape(block.label)}：</b>{escape(block.names)}</p>'


def _signature(block: Signature) -> str:
    offices = "".join(_p("doc-sign-issuer", office) for office in block.offices)
    return f'<div class="doc-sign">{offices}{_p("doc-sign-date", block.date)}</div>'


def _appendix(block: Appendix, number: str) -> str:
    title = "<br>".join(escape(line) for line in break_title(block.title))
    heading = f'<h2 class="doc-title">{title}</h2>' if block.title else ""
    return f'<p class="doc-appendix">{escape(number)}</p>{heading}'


def _imprint(block: Imprint) -> str:
    if block.is_empty:
        return ""
    offices = "".join(
        f'<p class="doc-copies"><span>{escape(label)}</span><span>{escape(names)}</span></p>'
        for label, names in circulation(block)
    )
    sides = f"<span>{escape(block.issuer)}</span><span>{escape(printed_text(block))}</span>"
    printed = f'<p class="doc-printed">{sides}</p>' if block.issuer or block.date else ""
    return f'<footer class="doc-imprint">{offices}{printed}</footer>'


Writer = Callable[[Any, str, Figure | None, PhotoUrl | None], str]
WRITERS: dict[type[Any], Writer] = {
    Masthead: lambda block, number, figure, photo_url: _masthead(block),
    DocNo: lambda block, number, figure, photo_url: _doc_no(block),
    Title: lambda block, number, figure, photo_url: _title(block),
    Addressee: lambda block, number, figure, photo_url: _p("doc-to", addressee_text(block)),
    Heading: lambda block, number, figure, photo_url: _heading(block, number),
    Paragraph: lambda block, number, figure, photo_url: _paragraph(block, figure),
    Table: lambda block, number, figure, photo_url: _table(block, figure),
    Photos: lambda block, number, figure, photo_url: _photos(block, photo_url),
    Attachments: lambda block, number, figure, photo_url: _attachments(block),
    Attendance: lambda block, number, figure, photo_url: _attendance(block),
    Appendix: lambda block, number, figure, photo_url: _appendix(block, number),
    Signature: lambda block, number, figure, photo_url: _signature(block),
    Note: lambda block, number, figure, photo_url: _p("doc-note", note_text(block)),
    Imprint: lambda block, number, figure, photo_url: _imprint(block),
}
