"""The web application; in the one-process size it also runs the loops as threads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jieneng.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from jieneng.config import clock  # noqa: E402
from jieneng.config.settling import settle  # noqa: E402
from jieneng.core.jobs import loops  # noqa: E402

clock.follow()
connection.close()  # of this thread, which asks nothing more
settle()
if settings.JIENENG_BACKGROUND == "threads":
    stop_loops = loops.start()
