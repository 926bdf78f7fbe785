"""A certificate of service as a paper."""

from django.conf import settings
from django.urls import reverse

from jieneng.apps.participation.models import ServiceProof
from jieneng.core.documents import certificates
from jieneng.engine.documents.blocks import Document
from jieneng.engine.periods import in_beijing


def proof_paper(proof: ServiceProof) -> Document:
    face = proof.face
    ones = f"，完成{'、'.join(face['ones'])}" if face["ones"] else ""
    text = f"{face['organization']}{face['name']}同志参加“{face['title']}”志愿服务{face['hours']}小时{ones}，特此证明。"
    return certificates.paper(
        "志愿服务证明",
        text,
        issuer=face["issuer"],
        on=in_beijing(proof.at).date(),
        code=proof.code,
        check_address=f"{settings.JIENENG_BASE_URL}{reverse('participation:public_check')}?code={proof.code}",
    )
