"""How a paper begins, as one line of a list: its first sentence, or as much of it as there is room for."""

from jieneng.engine.documents.blocks import Document, Paragraph

MOST = 110


def opening(document: Document, most: int = MOST) -> str:
    """The first sentence of the prose; a longer one is cut at a comma where one stands late enough. "" without any.

    >>> from jieneng.engine.documents.blocks import Run
    >>> opening(Document((Paragraph((Run("各单位组织"), Run("120"), Run("人参加。另有安排。"))),)))
    '各单位组织120人参加。'
    >>> opening(Document((Paragraph((Run("一是宣传，二是培训，三是检查。"),)),)), most=10)
    '一是宣传，二是培训…'
    """
    said = next((block.text.strip() for block in document.blocks if isinstance(block, Paragraph)), "")
    first = said.partition("。")[0]
    if len(first) < most:
        return first + ("。" if "。" in said else "")
    cut = max(first.rfind(stop, most // 2, most) for stop in "，；、")
    return first[: cut if cut > 0 else most - 1] + "…"
