"""Names cut into pairs of characters, so that any two characters of a name find it."""

import unicodedata
from itertools import pairwise


def bigrams(text: str) -> list[str]:
    """The distinct pairs of neighbouring characters, in order of appearance.

    Full-width and half-width, capital and small letters are the same; blanks, punctuation and symbols do not count. A
    text of one character gives that character, so that it can still be looked up; one without letters gives nothing.

    >>> bigrams("云川市 第一中学")
    ['云川', '川市', '市第', '第一', '一中', '中学']
    >>> bigrams("（ＡＢ）ab")
    ['ab', 'ba']
    """
    letters = [c for c in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(c)[0] in "LNM"]
    if len(letters) == 1:
        return letters
    return list(dict.fromkeys(first + second for first, second in pairwise(letters)))
