"""A certificate of attendance as a paper: its face, the code, and the QR that leads to the check."""

import io

import segno
from django.conf import settings
from django.urls import reverse

from jieneng.apps.attendance.models import Certificate
from jieneng.engine.documents.blocks import Document, Paragraph, Photo, Photos, Run, Signature, Title
from jieneng.engine.documents.numbers import date_cn
from jieneng.engine.periods import in_beijing


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
    return said.replace("O", "0").replace("I", "1").replace("L", "1")[:16]


def check_address(certificate: Certificate) -> str:
    return f"{settings.JIENENG_BASE_URL}{reverse('attendance:public_check')}?code={certificate.code}"


def certificate_paper(certificate: Certificate) -> Document:
    face = certificate.face
    hours = f"，计{face['hours']}学时" if face.get("hours") else ""
    text = f"{face['organization']}{face['name']}同志于{face['days']}参加“{face['title']}”{hours}，特此证明。"
    out = io.BytesIO()
    segno.make(check_address(certificate), error="m").save(out, kind="png", scale=8, border=2)
    picture = Photo(out.getvalue(), f"核验码 {grouped(certificate.code)}")
    return Document(
        (
            Title("参加证明"),
            Paragraph((Run(text),)),
            Signature(face["issuer"], date_cn(in_beijing(certificate.at).date()), sealed=True),
            Photos((picture,)),
        ),
        code=f"核验码 {grouped(certificate.code)}",
    )
