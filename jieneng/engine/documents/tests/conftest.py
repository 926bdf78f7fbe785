"""A notice and a brief of the demonstration province, as the tests know them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from jieneng.engine.documents.blocks import (
    Addressee,
    Appendix,
    Attachments,
    Attendance,
    DocNo,
    Document,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paragraph,
    Photo,
    Photos,
    Run,
    Signature,
    Table,
    Title,
)

TYPE = Path(__file__).parents[4] / "node_modules/@expo-google-fonts"
WEIGHTS = ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")


@pytest.fixture(scope="session")
def fonts():
    return tuple(TYPE / weight for weight in WEIGHTS)


def plain(text):
    return Paragraph((Run(text),))


def picture(size=(640, 480), color="#335544"):
    kept = BytesIO()
    Image.new("RGB", size, color).save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture
def notice():
    return Document(
        (
            Masthead("云川市机关事务管理局文件", "document"),
            DocNo("云机管发〔2025〕12号"),
            Title("云川市机关事务管理局关于开展2025年全市公共机构节能宣传周活动的通知"),
            Addressee("各县（区）机关事务中心，市直各单位"),
            plain("为做好2025年全市公共机构节能宣传周工作，现将有关事项通知如下。"),
            Heading("时间和主题"),
            plain("全国节能宣传周为6月23日至29日，各单位结合实际组织能源紧缺体验、知识竞答和现场宣传。"),
            Heading("报送"),
            Heading("报什么", 2),
            Heading("照片", 3),
            Heading("几张", 4),
            plain("请于7月4日（星期五）17:00前上报活动情况。"),
            Attachments(("活动安排表", "情况报告表")),
            Signature("云川市机关事务管理局", "2025年6月10日", sealed=True),
            Note("此件公开发布"),
            Imprint(("演示省机关事务管理局",), "云川市机关事务管理局办公室", "2025年6月10日"),
        )
    )


@pytest.fixture
def brief():
    photos = tuple(
        Photo(picture(size), f"照片{n}", f"p{n}")
        for n, size in enumerate([(640, 480), (400, 600), (600, 200), (64, 64)])
    )
    return Document(
        (
            Masthead("节能工作简讯", "brief", "7", "演示省机关事务管理局", "2025年7月11日"),
            Title("2025年演示省公共机构节能宣传周活动情况"),
            Heading("特色活动"),
            Paragraph(
                (
                    Run("全省共张贴宣传画"),
                    Run("33200余", "posters"),
                    Run("套，举办培训"),
                    Run("76", "trainings"),
                    Run("场。"),
                )
            ),
            Table(("地区", "宣传画"), (("云川市", "4,118"), ("青岭市", "—")), (2, 1), "宣传画情况"),
            Photos(photos),
        ),
        code="A7K2-93QF",
    )


@pytest.fixture
def minutes():
    columns = ("序号", *(f"{month}月" for month in range(1, 13)))
    return Document(
        (
            Masthead("云川市机关事务管理局会议纪要", "minutes", "3", "云川市机关事务管理局", "2025年6月3日"),
            Title("宣传周活动筹备会议纪要"),
            plain("会议听取了筹备情况汇报，明确了分工。"),
            Attendance("出席", "办公室、节能科、后勤中心负责人"),
            Attendance("列席", "市第一中学、市人民医院有关人员"),
            Appendix("各月用电安排表"),
            Table(columns, (("1", *("100",) * 12),)),
            Imprint(("市直各单位",), "云川市机关事务管理局办公室", "2025年6月3日"),
        )
    )
