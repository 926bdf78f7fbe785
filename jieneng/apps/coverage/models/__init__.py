"""What is kept of media and of columns: articles in the register, contributions with their versions and photographs."""

from jieneng.apps.coverage.models.articles import Article
from jieneng.apps.coverage.models.contributions import Contribution, ContributionPhoto, ContributionVersion

__all__ = ["Article", "Contribution", "ContributionPhoto", "ContributionVersion"]
