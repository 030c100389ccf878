"""Nothing of a guest reaches the log: not by a key, not by the words of an error, not by what the portal's page says."""

import ast
import asyncio
import io
import logging
import traceback
from collections.abc import Iterator

import pytest
import structlog
from starlette.types import Message

from booking_console import log
from booking_console.adapters.portal.language.words import shape
from booking_console.domain.errors import Unavailable
from booking_console.ui.mishaps import CrashesWithoutWords, RequestCrashed
from tests.syntax import PACKAGE, nodes

LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
LOGGERS = {"log", "events"}
#: A key that joins two words may still hold a person's data.
HARMLESS = {"event_name"}


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    return ((where, call) for where, call in nodes(PACKAGE.rglob("*.py"), ast.Call) if _is_log_call(call.func))


def _is_log_call(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    return function.attr in LEVELS and function.value.id in LOGGERS


def test_no_log_call_names_a_private_key() -> None:
    named = {(place, word.arg) for place, call in log_calls() for word in call.keywords if word.arg}
    private = {(place, key) for place, key in named if key not in HARMLESS and log.PRIVATE & set(key.split("_"))}

    assert named, "the search finds no log call at all"
    assert not private


def test_every_event_is_one_fixed_word() -> None:
    loose = [place for place, call in log_calls() if not isinstance(call.args[0], ast.Constant)]

    assert not loose


def crash() -> None:
    guest = "Canary Quill"
    try:
        int(guest)
    except ValueError as error:
        raise LookupError(f"no visit of {guest}") from error


def test_a_crash_is_logged_with_its_place_and_without_its_words(log_text: io.StringIO) -> None:
    try:
        crash()
    except LookupError:
        structlog.get_logger().exception("job_crashed", job="book")
        logging.getLogger("library").exception("it failed")

    text = log_text.getvalue()
    assert "Canary" not in text
    assert text.count("builtins.LookupError") == 2
    assert "in crash" in text


def test_our_own_errors_keep_their_sentence() -> None:
    error = Unavailable("The portal did not answer.")

    assert log.without_foreign_words((Unavailable, error, None)).endswith("Unavailable: The portal did not answer.")


def test_a_private_key_is_hidden_whoever_logs_it(log_text: io.StringIO) -> None:
    structlog.get_logger().info("tried", guest="Canary Quill", room_id=3)

    assert "Canary" not in log_text.getvalue()
    assert '"room_id": 3' in log_text.getvalue()


def test_a_text_of_the_page_is_told_by_its_shape() -> None:
    assert shape("9.30 Canary Quill 07700") == "9.99 aaaaaa aaaaa 99"


def test_a_crash_of_a_request_reaches_the_server_without_its_words(log_text: io.StringIO) -> None:
    async def request(*_: object) -> None:
        crash()

    async def receive() -> Message:
        return {}

    with pytest.raises(RequestCrashed) as caught:
        asyncio.run(CrashesWithoutWords(request)({"type": "http"}, receive, request))

    assert "Canary" not in "".join(traceback.format_exception(caught.value))
    assert "Canary" not in log_text.getvalue()
    assert "in crash" in log_text.getvalue()
