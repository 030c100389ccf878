"""Structured logging to standard error. Facts in the past tense, ids as fields; keys that may hold a person's data are hidden."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

from booking_console.domain.errors import BookingError

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
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


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
            structlog.processors.ExceptionRenderer(without_foreign_words),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    # A job that is still running when its next tick comes is the normal case, not worth a line.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # It logs whole requests, mails inside, when a login fails; what went wrong is told in our words.
    logging.getLogger("exchangelib").setLevel(logging.CRITICAL)
    theirs = logging.StreamHandler(sys.stderr)
    theirs.setFormatter(_TheirLines("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[theirs])


def hide_private(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Whoever logs them: values under private keys never reach the output."""
    for key in event.keys() & PRIVATE:
        event[key] = "(hidden)"
    return event


def without_foreign_words(exc_info: ExcInfo) -> str:
    """Where it happened, without values. The words of an error that is not ours may quote what it stumbled over."""
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines[:0] = [*traceback.format_tb(error.__traceback__), f"{_named(error)}\n"]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(lines).rstrip("\n")


def _named(error: BaseException) -> str:
    kind = type(error)
    words = f": {error}" if isinstance(error, BookingError) else ""
    return f"{kind.__module__}.{kind.__qualname__}{words}"


class _TheirLines(logging.Formatter):
    """What libraries log by themselves."""

    def formatException(self, ei: Any) -> str:
        return without_foreign_words(ei)
