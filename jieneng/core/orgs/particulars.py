"""What is said of an organisation must hold: a name, a true credit code, codes the rulebook knows."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from jieneng.core.orgs.models import Organization
from jieneng.engine.codes import check_credit_code
from jieneng.rulebook import regions
from jieneng.ui.refusals import Refused

_LONGEST = 100


def tidy(text: str) -> str:
    """Full-width letters and digits made half-width, blanks taken out: names and codes as they are compared."""
    return "".join(unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）").split())


def tidy_code(text: str) -> str:
    """A credit code as it is kept: half-width capitals without blanks and hyphens."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()


def require_sound(fields: Mapping[str, Any], *, pk: int | None = None) -> None:
    """Raise Refused with the first thing that cannot be; `pk` is the organisation itself when it is edited."""
    name, code, region = fields.get("name", ""), fields.get("credit_code"), fields.get("region_id")
    if not name:
        raise Refused("empty-text", field="单位名称")
    if len(name) > _LONGEST:
        raise Refused("too-long", field="单位名称", n=len(name), limit=_LONGEST)
    if region and region not in regions():
        raise Refused("unknown-region", value=region)
    if code:
        _require_code(code, pk)


def _require_code(code: str, pk: int | None) -> None:
    if check_credit_code(code) is not None:
        raise Refused("bad-credit-code", value=code)
    if Organization.objects.filter(credit_code=code).exclude(pk=pk).exists():
        raise Refused("code-taken", value=code)
