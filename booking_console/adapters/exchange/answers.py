"""What the web server before EWS answers. The library would sleep inside the call, or call most of it malformed: we decide ourselves."""

from email.utils import parsedate_to_datetime

import requests
from exchangelib.protocol import FailFast
from exchangelib.util import is_xml

LONGEST_WAIT = 600.0


class HttpAnswer(Exception):
    """An answer of the web server, not of EWS."""

    def __init__(self, status: int, *, wait: float | None = None, target: str = "", words: bytes = b"") -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.wait = wait
        self.target = target
        self.words = words[:2000]


class HttpAnswers(FailFast):  # type: ignore[misc] # the library has no types
    """Raises HttpAnswer for everything that EWS did not say."""

    def raise_response_errors(self, response: requests.Response) -> None:
        is_soap = is_xml(response.content)
        if is_soap and response.status_code in (200, 500):
            return  # EWS sends its faults as 500
        target = response.headers.get("Location", "")
        raise HttpAnswer(response.status_code, wait=_wait(response), target=target, words=response.content)


def _wait(response: requests.Response) -> float | None:
    """From Retry-After, a number or a date; the date is compared with the server's own clock."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return min(float(asked), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(response.headers.get("Date", ""))
        return min(max(wait.total_seconds(), 0.0), LONGEST_WAIT)
    except (TypeError, ValueError):
        return None
