"""A superior's notice as it was read, one's own notice, and the receipts of those it is addressed to."""

from jieneng.apps.notices.models.correction import ReadingCorrection
from jieneng.apps.notices.models.notice import Notice
from jieneng.apps.notices.models.receipt import Receipt
from jieneng.apps.notices.models.upper import UpperNotice

__all__ = ("Notice", "ReadingCorrection", "Receipt", "UpperNotice")
