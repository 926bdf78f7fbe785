"""What a careful reader asks of a brief before it is signed: repeated telling, figures nobody cites, other themes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from jieneng.engine.briefs.composing import nested
from jieneng.engine.briefs.editing import cited_keys
from jieneng.engine.documents.blocks import Document, Heading, Paragraph

SENTENCE = re.compile(r"[^。；\n]{8,}")
NUMBER_OF = r"(?<![\d〔第年月.])(\d[\d,.]*(?:万|亿)?余?)\s*(?:多|余)?(?:{units})"


def n_characters(document: Document) -> int:
    """How long the text is as officials count: headings and paragraphs, marks included, blanks not.

    >>> from jieneng.engine.documents.blocks import Run
    >>> n_characters(Document((Heading("做 法"), Paragraph((Run("共 76 场。"),)))))
    7
    """
    said = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    return sum(len("".join(text.split())) for text in said)


def repeated(document: Document) -> list[str]:
    """Sentences, and figures by their key, that stand in the paper more than once."""
    sentences = Counter(
        sentence.strip()
        for block in document.blocks
        if isinstance(block, Paragraph)
        for sentence in SENTENCE.findall(block.text)
    )
    keys = Counter(cited_keys(document))
    return [said for said, n in (*sentences.items(), *keys.items()) if n > 1]


def uncited(document: Document, units: Iterable[str]) -> list[str]:
    """Numbers before a unit that is counted (套, 人次 …) which stand in the prose without a citation.

    >>> from jieneng.engine.documents.blocks import Run
    >>> uncited(Document((Paragraph((Run("6月25日张贴"), Run("120", "a"), Run("套，发放3000份。"))),)), ["套", "份"])
    ['3000份']
    """
    longest_first = sorted(set(units), key=len, reverse=True)
    number = re.compile(NUMBER_OF.format(units="|".join(map(re.escape, longest_first))))
    plain = (
        run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs if not run.citation
    )
    return [found.group() for text in plain for found in number.finditer(text)]


def gaps(document: Document, phrases: Iterable[str], units: Iterable[str]) -> list[str]:
    """Where a sentence has its words but no number: 张贴宣传画套, or ××套. `phrases` hold {figure}.

    >>> from jieneng.engine.documents.blocks import Run
    >>> gaps(Document((Paragraph((Run("共张贴宣传画套，悬挂横幅××条"),)),)), ["张贴宣传画{figure}套"], ["条"])
    ['张贴宣传画套', '××条']
    """
    bare = (phrase.partition("{figure}") for phrase in phrases)
    joints = {head[-5:] + tail[:2] for head, _, tail in bare if len(head) > 1 and tail}
    words = "|".join(map(re.escape, sorted(joints, key=len, reverse=True)))
    named = "|".join(map(re.escape, sorted(set(units), key=len, reverse=True)))
    holes = re.compile("|".join(part for part in (words, rf"[×XxＸ_＿△]{{2,}}(?:{named})") if part))
    texts = (
        "".join(run.text if run.citation is None else "0" for run in block.runs)
        for block in document.blocks
        if isinstance(block, Paragraph)
    )
    return [found.group() for text in texts for found in holes.finditer(text)]


def missing_slogans(document: Document, slogans: Iterable[str]) -> list[str]:
    """The themes of the campaign that the paper does not give word for word."""
    text = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    said = text.replace("“", "‘").replace("”", "’")
    return [slogan for slogan in slogans if nested(slogan) not in said]


def swapped_units(document: Document, units: Mapping[str, str]) -> list[str]:
    """The keys of figures of persons that the prose calls times of taking part, or the other way round.

    `units` gives the unit of each figure by its key.
    """
    found = []
    for block in document.blocks:
        runs = block.runs if isinstance(block, Paragraph) else ()
        for run, following in pairwise(runs):
            unit = units.get(run.citation or "", "")
            if (unit == "人" and following.text.startswith("人次")) or (
                unit == "人次" and following.text.startswith("人") and not following.text.startswith("人次")
            ):
                found.append(run.citation or "")
    return found
