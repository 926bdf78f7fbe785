"""Log lines for a collector: one JSON object a line."""

import json
import logging


class JsonFormatter(logging.Formatter):
    """Time, level, logger, request number, message, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", ""),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
