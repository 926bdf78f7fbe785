"""Papers of every kind, short and long, as offices write them: what the bench of documents sets and measures."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from jieneng.engine.documents.assembling import Filled, assemble
from jieneng.engine.documents.blocks import Appendix, Block, Document, Heading, Paragraph, Photo, Photos, Run, Table
from jieneng.engine.documents.numbers import doc_no
from jieneng.rulebook.documents import KINDS, template

_OFFICE = "云川市机关事务管理局"
_SENTENCE = (
    "各级公共机构要把节能降碳摆在突出位置，结合单位实际安排宣传、培训和体验活动，如实统计参加人数和人次，"
    "做到方案到位、责任到人、措施到岗，厉行勤俭节约，反对铺张浪费，不增加基层负担。"
)
_PEOPLE = "办公室、节能管理科、后勤服务中心、财务科负责同志，市第一中学、市人民医院、市图书馆分管负责同志"
_TITLES = {
    "notice": "关于开展2025年全市公共机构节能宣传周活动的通知",
    "circular": "关于2025年上半年全市公共机构能源资源消费情况的通报",
    "summary": "关于2025年全市公共机构节能宣传周活动情况的报告",
    "letter": "关于商请支持公共机构节能宣传周现场活动的函",
    "minutes": "2025年节能宣传周活动筹备会议纪要",
    "brief": "2025年云川市公共机构节能宣传周活动情况",
    "receipts": "节能管理培训班参训人员回执名单",
}


def papers() -> Iterator[tuple[str, Document]]:
    """Twenty-five papers with a name each: seven kinds, each short, middling and long, and four of a special make."""
    for kind in KINDS:
        for length in (1, 5, 14):
            yield f"{kind}-{length}", paper(kind, length)
    yield "notice-joint", paper("notice", 4, joint=("云川市发展和改革委员会", "云川市生态环境局"))
    yield "notice-joint-four", paper("notice", 3, joint=("云川市教育局", "云川市卫生健康委员会", "云川市财政局"))
    yield "summary-three-signers", paper("summary", 3, signers=("甲某某", "乙某某", "丙某"))
    yield "letter-joint", paper("letter", 2, joint=("云川市发展和改革委员会",))


def paper(kind: str, length: int, *, joint: tuple[str, ...] = (), signers: tuple[str, ...] = ("甲某某",)) -> Document:
    """One paper; `length` is how many parts of prose its body has."""
    made = template(kind)
    values: dict[str, str | tuple[str, ...]] = {
        "issuer": _OFFICE,
        "name": "节能工作简报",
        "joint": joint,
        "number": doc_no("云机管发", 2025, 12),
        "signers": signers,
        "issue": "7",
        "title": _TITLES[kind] if kind in ("minutes", "brief", "receipts") else f"{_OFFICE}{_TITLES[kind]}",
        "addressee": "演示省机关事务管理局" if kind in ("summary", "letter") else "各县（区）机关事务中心，市直各单位",
        "attachments": ("各县（区）消费情况排名表",) if length < 5 else ("各县（区）消费情况排名表", "分月用能情况表"),
        "date": "2025年7月11日",
        "note": "此件公开发布" if kind in ("notice", "circular") else "联系人：节能管理科，电话：0000-0000000",
        "copies_to": ("演示省机关事务管理局", "市委办公室", "市人大常委会办公室", "市政府办公室"),
        "reported": "演示省机关事务管理局",
        "sent": "市委办公室、市人大常委会办公室、市政府办公室、市政协办公室，市节约能源工作领导小组各成员单位",
        "distributed": "各县（区）机关事务中心，市直各单位",
        "printer": f"{_OFFICE}办公室",
        "printed_on": "2025年7月12日",
        "present": _PEOPLE,
        "absent": "市科学技术馆分管负责同志",
        "observers": "市融媒体中心有关同志",
    }
    known = {name: value for name, value in values.items() if name in made.fields}
    appendices = _appendices(length) if kind in ("notice", "circular", "summary", "minutes") else ()
    return assemble(made, Filled(known, tuple(_body(kind, length)), appendices), code="A7K2-93QF" if length > 5 else "")


def photo_brief(n: int) -> Document:
    """A brief with `n` photographs of 1600 × 1200, as phones make them, no two the same."""
    noise = Image.effect_noise((1600, 1200), 40)
    slope = Image.linear_gradient("L").resize((1600, 1200))
    scene = Image.merge("RGB", (noise, slope, Image.blend(noise, slope, 0.5)))
    photos = Photos(tuple(Photo(_photograph(scene, k), f"第{k + 1}处活动现场") for k in range(n)))
    brief = paper("brief", 5)
    return Document((*brief.blocks[:-1], photos, brief.blocks[-1]))


def _photograph(scene: Image.Image, k: int) -> bytes:
    """Noise over a gradient is as hard to pack as a photograph: some 600 KB."""
    scene.paste((5 * k % 256, 90, 120), (100, 100, 500, 400))
    kept = BytesIO()
    scene.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _body(kind: str, length: int) -> Iterator[Block]:
    if kind == "receipts":
        yield _people(3 * length * length)
        return
    yield _prose("根据工作安排，现将有关事项说明如下。" + _SENTENCE * (length > 1))
    for n in range(length):
        yield Heading(("总体情况", "主要做法", "存在问题", "下一步安排")[n % 4])
        if n % 3 == 1:
            yield Heading("宣传培训", 2)
            yield Heading("现场宣传", 3)
            yield Heading("重点场所", 4)
        yield _prose(_SENTENCE * (1 + n % 3))
    if kind == "circular":
        yield _ranking()
    if kind == "brief" and length > 1:
        yield Photos(tuple(Photo(_small(), f"活动现场{n}") for n in range(length)))


def _prose(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _small() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (320, 240), "#7a9").save(kept, "JPEG")
    return kept.getvalue()


def _ranking() -> Table:
    rows = tuple((str(n), f"第{n}县", f"{12.5 - n / 3:.2f}", f"{n * 1.13 - 6:.2f}") for n in range(1, 13))
    return Table(("位次", "地区", "人均综合能耗（千克标准煤）", "同比（%）"), rows, (1, 3, 4, 2), "上半年人均能耗排名")


def _people(n: int) -> Table:
    rows = tuple((str(k), f"第{k}单位", "某某", "科员", "2", "") for k in range(1, n + 1))
    return Table(("序号", "单位", "姓名", "职务", "人数", "备注"), rows, (1, 4, 2, 2, 1, 2))


def _appendices(length: int) -> tuple[Block, ...]:
    upright = (Appendix("各县（区）消费情况排名表"), _ranking())
    if length < 5:
        return upright
    months = tuple(f"{month}月" for month in range(1, 13))
    rows = tuple((str(n), f"第{n}县", *(f"{n * k * 97 % 1000:,}" for k in range(1, 13))) for n in range(1, 31))
    across = Table(("序号", "地区", *months), rows, (1, 2, *(1,) * 12), "")
    return (*upright, Appendix("分月用能情况表"), across)
