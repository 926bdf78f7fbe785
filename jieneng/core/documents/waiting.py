"""Whether any paper of an organisation waits for a signature: asked once for all apps that put them on a desk."""

from jieneng.core.documents.models import SUBMITTED, Document
from jieneng.core.orgs.acting import Acting


def papers_wait(acting: Acting) -> bool:
    """Whether it is worth while to look for papers to sign, of whatever kind."""
    if "papers_wait" not in acting.looked_up:
        waiting = Document.objects.filter(organization=acting.organization, state=SUBMITTED)
        acting.looked_up["papers_wait"] = waiting.exists()
    return bool(acting.looked_up["papers_wait"])
