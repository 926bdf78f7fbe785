"""Whose templates hold for a paper: those of its bureau, then those of the bureaus above it."""

from jieneng.core import paths
from jieneng.core.orgs.models import Organization
from jieneng.rulebook.documents import subfolders


def nearest(organization: Organization) -> tuple[str, ...]:
    """The subfolders of templates that hold for an organisation, the nearest first; no query where there are none."""
    there = subfolders()
    if not there:
        return ()
    line = Organization.objects.filter(path__in=list(paths.ancestors(organization.path))).order_by("-path")
    names = (name for pk, code in line.values_list("pk", "credit_code") for name in (code, str(pk)))
    return tuple(name for name in names if name in there)
