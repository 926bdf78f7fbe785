"""The one console script: `jieneng COMMAND`. Every command is a management command of the app it belongs to."""

import os
import sys


def main() -> None:
    """Run a command; `jieneng help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jieneng.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - the settings must be named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
