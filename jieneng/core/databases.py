"""What an operator should know of the database in use, said at the start."""

import sqlite3
from typing import Any

_FIXED = (3, 51, 3)  # the first SQLite without the WAL-reset fault; 3.52.0 was withdrawn


def warnings(connection: Any) -> list[str]:
    """Sentences about settings or versions that may lose what was acknowledged; none when all is well."""
    if connection.vendor == "sqlite":
        return _sqlite_warnings(sqlite3.sqlite_version_info)
    with connection.cursor() as cursor:
        found = {name: _shown(cursor, name) for name in ("fsync", "full_page_writes", "synchronous_commit")}
    off = [name for name, value in found.items() if value == "off"]
    return [f"数据库参数 {name} 为 off，断电时可能丢失已确认的数据，请改为 on。" for name in off]


def _sqlite_warnings(version: tuple[int, ...]) -> list[str]:
    """
    >>> _sqlite_warnings((3, 51, 3)), len(_sqlite_warnings((3, 40, 1)))
    ([], 1)
    """
    if version >= _FIXED and version != (3, 52, 0):
        return []
    running = ".".join(map(str, version))
    return [f"SQLite 版本为 {running}，3.51.3 以下极少数情况下可能损坏数据；试用可以，正式使用请改用 PostgreSQL。"]


def _shown(cursor: Any, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])
