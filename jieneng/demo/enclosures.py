"""What goes with the city's notice: the plan of its activities as a table, and a poster to be printed."""

from django.core.files.uploadedfile import SimpleUploadedFile

from jieneng.core.campaigns.actions import when_and_where
from jieneng.core.campaigns.models import Campaign
from jieneng.core.documents.attaching import KINDS, Given
from jieneng.core.files.actions import keep
from jieneng.demo.photos import photo
from jieneng.engine.documents.blocks import Document, Table, Title
from jieneng.engine.documents.docx import build

_POSTER_SEED = 2


def enclosures(campaign: Campaign) -> Given:
    """The files of the notice, kept under the names that stand in its 附件."""
    files = (("宣传周活动安排表", "docx", _plan(campaign)), ("宣传画样张", "jpg", photo(_POSTER_SEED)))
    owner = campaign.organization
    put = ((name, SimpleUploadedFile(f"{name}.{suffix}", data)) for name, suffix, data in files)
    return Given(tuple((name, keep(upload, organization=owner, only=KINDS)) for name, upload in put))


def _plan(campaign: Campaign) -> bytes:
    rows = tuple(
        (str(n), each.title, when_and_where(each), each.participants or "各单位")
        for n, each in enumerate(campaign.activities.all(), 1)
    )
    table = Table(("序号", "活动", "时间和地点", "参加人员"), rows, (1, 5, 6, 4))
    return build(Document((Title("宣传周活动安排表"), table)))
