"""What every page of reporting asks first: for whom someone acts, and what time it is."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()
