"""What a quiz shows on a campaign's wall screen: where most units take part, from the last snapshot of its boards."""

from collections.abc import Iterator

from jieneng.apps.quiz.boards import board_of
from jieneng.apps.quiz.models import Quiz
from jieneng.core.campaigns.models import Campaign
from jieneng.core.campaigns.wall_blocks import MOST_ROWS, Block, Row
from jieneng.ui.wording import thousands

_SMALL = 5


def blocks(campaign: Campaign, node: str) -> Iterator[Block]:
    """A block for the campaign's first quiz, at the node of its organiser: below, the board has no rows of one's own.

    Parts of fewer than five organisations stand back: there one player makes all the difference.
    """
    quizzes = Quiz.objects.published().filter(activity__campaign=campaign, org_path=node)
    for quiz in quizzes.select_related("activity").order_by("activity__ord")[:1]:
        board = board_of(quiz)
        if board is None:
            continue
        placed = [one for one in board.organizations if one["players"]]
        placed = ([one for one in placed if one["of"] >= _SMALL] or placed)[:MOST_ROWS]
        rows = tuple(
            Row(one["name"].partition("机关事务")[0] or one["name"], one["rate"], _said(one), float(one["rate"]) / 100)
            for one in placed
        )
        yield Block("知识竞答", f"单位参与率 %；共 {thousands(board.n_players)} 人", rows, board.at)


def _said(one: dict[str, int]) -> str:
    return f"{thousands(one['units'])} / {thousands(one['of'])} 家，{thousands(one['players'])} 人"
