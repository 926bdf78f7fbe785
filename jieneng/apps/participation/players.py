"""Who has signed, for whoever draws prizes among them: a digest of the key, which says nothing of the person."""

import hashlib
import hmac
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest

from jieneng.apps.participation.models import Pledge, Signature
from jieneng.apps.participation.reach import key_of
from jieneng.core.campaigns.models import Activity


class Signers:
    """The signers of pledges."""

    def qualified(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Each signature once, with the path it counted at."""
        rows = Signature.objects.filter(pledge__activity=activity).order_by("id")
        for signer, route in rows.values_list("signer", "route").iterator(chunk_size=2_000):
            yield _key(activity, signer), route

    def player_of(self, request: HttpRequest, activity: Activity) -> str | None:
        pledge, key = Pledge.objects.opened().filter(activity=activity).first(), key_of(request)
        signed = pledge and key and Signature.objects.filter(pledge=pledge, signer=key).exists()
        return _key(activity, key) if signed else None


def _key(activity: Activity, signer: str) -> str:
    said = f"pledge|{activity.pk}|{signer}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
