"""How much of a mail is read. A confirmation needs none of these limits; whatever exceeds one is named and goes to a person.

They are applied to the raw bytes, before anything is unfolded: the time of the MIME parser grows with the parts times the nesting.
"""

from dataclasses import dataclass

MAX_BYTES = 25 * 1024 * 1024
MAX_PARTS = 200
MAX_DEPTH = 20
MAX_BODY = 400_000  # bytes of one text, HTML or calendar part, decoded
MAX_TEXT = 24_000  # many times the longest confirmation
MAX_CALENDARS = 10
_MAX_HEAD = 200_000
_MAX_HEADER_LINES = 2_000
_MAX_SINGLE = 2_000_000  # bytes of a mail that is one text, as it travels
_MAX_LINES = 600_000  # 25 MB of base64 have 350,000
_MAX_BOUNDARIES = 2_000
_MAX_CONTAINERS = 40


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left to read, and what was left out, in sentences."""

    mime: bytes
    problems: tuple[str, ...] = ()


def within_limits(mime: bytes) -> Cut:
    problems = []
    end = len(mime)
    if end > MAX_BYTES:
        end = MAX_BYTES
        problems.append("The mail is larger than 25 MB; only its beginning was read.")
    head = _head_of(mime)
    if head > _MAX_HEAD or mime.count(b"\n", 0, head) > _MAX_HEADER_LINES:
        return Cut(b"", (*problems, "The mail has more header lines than can be read."))
    if b"ultipart/" not in mime[:head] and b"essage/" not in mime[:head] and end - head > _MAX_SINGLE:
        end = head + _MAX_SINGLE
        problems.append("The mail is too long to be read to its end.")
    many = min(_nth(mime, b"\n--", _MAX_BOUNDARIES), _nth(mime, b"ultipart/", _MAX_CONTAINERS))
    if many < end:
        end = many
        problems.append("The mail has more parts than can be read.")
    if mime.count(b"\n", 0, end) > _MAX_LINES:
        end = _nth(mime, b"\n", _MAX_LINES)
        problems.append("The mail has more lines than can be read.")
    return Cut(mime if end == len(mime) else mime[:end], tuple(problems))


def _head_of(mime: bytes) -> int:
    """Where the header ends: the first empty line."""
    ends = [at for at in (mime.find(b"\n\n", 0, _MAX_HEAD + 2), mime.find(b"\r\n\r\n", 0, _MAX_HEAD + 4)) if at >= 0]
    return min(ends, default=len(mime))


def _nth(mime: bytes, wanted: bytes, count: int) -> int:
    """Where it occurs for the count-th time; the end when it does not."""
    at = -1
    for _ in range(count):
        at = mime.find(wanted, at + 1)
        if at < 0:
            return len(mime)
    return at
