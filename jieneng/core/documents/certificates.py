"""Certificates that anybody can check by a code (证明): the code as it is made, printed and typed, and the paper."""

import io
import secrets
from datetime import date

import segno

from jieneng.engine.documents.blocks import Document, Paragraph, Photo, Photos, Run, Signature, Title
from jieneng.engine.documents.numbers import date_cn

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read out on the phone, typed from paper
LENGTH = 16  # 80 bits


def new_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed: in groups of four.

    >>> grouped("ABCD1234EFGH5678")
    'ABCD 1234 EFGH 5678'
    """
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def typed(code: str) -> str:
    """A code as it was typed, as it is stored.

    >>> typed("abcd-1234 efgh5678")
    'ABCD1234EFGH5678'
    """
    said = "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())
    return said.replace("O", "0").replace("I", "1").replace("L", "1")[:LENGTH]


def paper(title: str, text: str, *, issuer: str, on: date, code: str, check_address: str) -> Document:
    """One page: title, text, who gives it, and the QR that leads to where it is checked."""
    out = io.BytesIO()
    segno.make(check_address, error="m").save(out, kind="png", scale=8, border=2)
    said = f"核验码 {grouped(code)}"
    return Document(
        (
            Title(title),
            Paragraph((Run(text),)),
            Signature(issuer, date_cn(on), sealed=True),
            Photos((Photo(out.getvalue(), said),)),
        ),
        code=said,
    )
