"""Structured logging to standard error. Facts in the past tense, ids as fields; keys that may hold a person's data are hidden."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

PRIVATE = frozenset(
    {
        "subject",
        "body",
        "text",
        "guest",
        "patient",
        "name",
        "email",
        "phone",
        "recipient",
        "sender",
        "password",
        "token",
        "cookie",
        "url",
    }
)


def configure(*, level: int = logging.INFO) -> None:
    """One JSON object a line, or readable lines on a terminal."""
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            hide_private,
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    # A job that is still running when its next tick comes is the normal case, not worth a line.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def hide_private(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Whoever logs them: values under private keys never reach the output."""
    for key in event.keys() & PRIVATE:
        event[key] = "(hidden)"
    return event
