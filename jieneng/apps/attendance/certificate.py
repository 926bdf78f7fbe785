"""A certificate of attendance as a paper: its face, and the address at which it is checked."""

from django.conf import settings
from django.urls import reverse

from jieneng.apps.attendance.models import Certificate
from jieneng.core.documents import certificates
from jieneng.engine.documents.blocks import Document
from jieneng.engine.periods import in_beijing


def check_address(certificate: Certificate) -> str:
    return f"{settings.JIENENG_BASE_URL}{reverse('attendance:public_check')}?code={certificate.code}"


def certificate_paper(certificate: Certificate) -> Document:
    face = certificate.face
    hours = f"，计{face['hours']}学时" if face.get("hours") else ""
    text = f"{face['organization']}{face['name']}同志于{face['days']}参加“{face['title']}”{hours}，特此证明。"
    return certificates.paper(
        "参加证明",
        text,
        issuer=face["issuer"],
        on=in_beijing(certificate.at).date(),
        code=certificate.code,
        check_address=check_address(certificate),
    )
