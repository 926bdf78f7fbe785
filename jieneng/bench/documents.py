"""Whether papers of every kind keep to GB/T 9704-2012 when they are measured, and how fast a brief of photos is set."""

import time
from typing import Any

from django.conf import settings

from jieneng.bench.measuring import Say
from jieneng.bench.papers import papers, photo_brief
from jieneng.engine.documents import docx, pdf
from jieneng.engine.documents.judging import faults
from jieneng.engine.documents.measure import measure
from jieneng.engine.documents.measure_pdf import measure_pdf


def run(*, scale: float, databases: list[str], say: Say) -> dict[str, Any]:
    """measured_ok of 50 papers (25 docx, 25 pdf), and brief_50_photos_s, the slower of docx and pdf."""
    n_ok = n_made = 0
    for name, paper in papers():
        for form, found in (
            ("docx", faults(measure(docx.build(paper)))),
            ("pdf", faults(measure_pdf(pdf.build(paper, fonts=settings.JIENENG_FONTS)))),
        ):
            n_made += 1
            n_ok += not found
            if found:
                say(f"{name}.{form}: {'; '.join(found)}")
    return {"measured": n_made, "measured_ok": n_ok, **_photos(int(50 * scale))}


def _photos(n: int) -> dict[str, float]:
    paper = photo_brief(n)
    took = {}
    started = time.perf_counter()
    docx.build(paper)
    took["docx"] = time.perf_counter() - started
    started = time.perf_counter()
    pdf.build(paper, fonts=settings.JIENENG_FONTS)
    took["pdf"] = time.perf_counter() - started
    seconds = {f"brief_50_photos_{form}_s": round(one, 2) for form, one in took.items()}
    return {**seconds, "brief_50_photos_s": round(max(took.values()), 2)}
