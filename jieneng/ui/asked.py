"""Numbers and texts that come in an address or a form, where anything may be written."""

_MOST_DIGITS = 18  # as many as a database can hold


def number(text: object, otherwise: int = 0) -> int:
    """The whole number that a text is, `otherwise` when it is none, or none that a database could hold.

    >>> number("12"), number("²"), number("-1"), number("9" * 19), number(None, -1)
    (12, 0, 0, 0, -1)
    """
    said = str(text or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS else otherwise


def pasted(text: str) -> str:
    """A text as it is kept: line ends as LF, none of the zero bytes that a database cannot hold.

    >>> pasted("a\\r\\nb\\rc\\0")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
