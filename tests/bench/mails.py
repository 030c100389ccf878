"""Mails read in a second, on one core."""

from collections.abc import Iterator, Sequence
from datetime import date
from email import message_from_bytes
from email.policy import default as default_policy
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.demo.mailbox.render import render
from tests.bench.timing import medians

ZONE = ZoneInfo("Europe/London")
_ROUNDS = 5
_MAILS = Path(__file__).parents[1] / "mails" / "reading"
_LONG = range(2_000, 8_000)  # bytes


def measure(folder: Path) -> Iterator[str]:
    """Against the standard library's own parsing of the same mails, which nobody can do without."""
    del folder
    reader = LadderReader(ZONE, "DMY")
    reader.warm_up()
    yield _told("mails", [mail.mime for mail in render(date(2027, 3, 1), ZONE)], reader)
    every = [path.read_bytes() for path in sorted(_MAILS.glob("*.eml"))]
    yield _told("long mails", [mime for mime in every if len(mime) in _LONG], reader)


def _told(what: str, mails: Sequence[bytes], reader: LadderReader) -> str:
    times = medians(
        _ROUNDS,
        {
            "read": lambda _: [reader.read(mime) for mime in mails],
            "parse": lambda _: [_walk(mime) for mime in mails],
        },
    )
    return (
        f"{what}: {len(mails) / times['read']:.0f} read per second;"
        f" understanding costs {times['read'] / times['parse']:.1f} x the bare MIME parsing of the same mails"
    )


def _walk(mime: bytes) -> list[object]:
    return [
        part.get_content() for part in message_from_bytes(mime, policy=default_policy).walk() if not part.is_multipart()
    ]
