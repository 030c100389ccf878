"""What happens when a handler raises: a refusal is said, anything else is logged and said in plain words."""

import reflex as rx
import structlog
from reflex.event import EventSpec
from starlette.types import ASGIApp, Receive, Scope, Send

from booking_console.domain.errors import BookingError

UNEXPECTED = "That did not work, and nothing was booked by it. Load the page again; if it stays, tell your technician."

#: Anybody may send such a report, of any length.
LONGEST_REPORT = 200

log = structlog.get_logger()


def in_handler(exception: Exception) -> EventSpec:
    if isinstance(exception, BookingError):
        return rx.toast.error(str(exception))
    log.error("handler_failed", exc_info=exception)
    return rx.toast.error(UNEXPECTED, id="unexpected")


def in_browser(exception: Exception) -> None:
    """The browser's report: its first line only, the rest may quote what was on the screen."""
    log.warning("page_failed", report=str(exception).strip().partition("\n")[0][:LONGEST_REPORT])


class RequestCrashed(Exception):
    """What the web server may know of a crash; our own log tells its place."""


class CrashesWithoutWords:
    """Around everything: the web server would print an error with its words, and they may quote a guest."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:
            log.exception("request_crashed")
            raise RequestCrashed from None
