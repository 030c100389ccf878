"""The reader in a process of its own: whatever a mail does to it, the worker goes on.

A thread cannot be stopped while it is inside a regular expression or a C library; a process can. The child holds no secrets, gets
one mail at a time, and is ended by the operating system when a reading takes too long. The next mail gets a new child.
"""

import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

import booking_console
from booking_console.adapters.parsing.frames import receive, send
from booking_console.adapters.parsing.mime.authentication import Relay
from booking_console.domain.extraction import Extraction, Kind, Verdict
from booking_console.domain.teaching import Teaching

EXTRACTION: TypeAdapter[Extraction] = TypeAdapter(Extraction)
TEACHING: TypeAdapter[Teaching] = TypeAdapter(Teaching)
#: Seconds of computing for one mail; the usual one takes a hundredth of one.
LONGEST = 2.0
#: Seconds on the clock: a machine that is busy with other things may need longer for the same computing.
_LONGEST_WAIT = 30.0
_LONGEST_START = 60.0
CUT_OFF = Extraction(
    Kind.AMBIGUOUS, Verdict.REVIEW, reasons=("The mail could not be read in time; please look at it in the mailbox.",)
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the child reads, as words for its command line."""

    zone: str
    date_order: str
    relay: Relay
    longest: float = LONGEST

    def words(self) -> list[str]:
        cleans = "cleans" if self.relay.cleans else "keeps"
        return [self.zone, self.date_order, str(self.longest), cleans, *sorted(self.relay.names)]


class ReaderApart:
    """A MailReader. May be shared by threads: one mail is read after the other."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._child: subprocess.Popen[bytes] | None = None
        self._taught: Teaching | None = None
        self._turn = threading.Lock()

    def read(self, mime: bytes, teaching: Teaching | None = None) -> Extraction:
        with self._turn:
            answer = self._ask(mime, teaching or Teaching())
            if answer is None:
                self._drop()
                return CUT_OFF
            return EXTRACTION.validate_json(answer)

    def close(self) -> None:
        with self._turn:
            self._drop()

    def _ask(self, mime: bytes, teaching: Teaching) -> bytes | None:
        """None: the child was ended, by the operating system or by our own alarm."""
        child = self._child = self._child or self._start()
        # What is taught hardly ever changes: the child remembers it.
        lesson = b"" if teaching == self._taught else TEACHING.dump_json(teaching)
        self._taught = teaching
        return _with_alarm(child, _LONGEST_WAIT, lesson, mime)

    def _start(self) -> subprocess.Popen[bytes]:
        home = Path(booking_console.__file__).resolve().parents[1]
        child = subprocess.Popen(  # noqa: S603 - our own module, and words of our own
            [sys.executable, "-m", "booking_console.adapters.parsing.child", *self._manner.words()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(home), "PYTHONUTF8": "1"},
        )
        weakref.finalize(self, _end, child)
        self._taught = None
        if _with_alarm(child, _LONGEST_START) is None:
            _end(child)
            raise RuntimeError("the reader's process did not start")
        return child

    def _drop(self) -> None:
        if self._child is not None:
            _end(self._child)
            self._child = None


def _with_alarm(child: "subprocess.Popen[bytes]", seconds: float, *frames: bytes) -> bytes | None:
    """The child's next answer to the frames; None when it ends without one."""
    assert child.stdin is not None
    assert child.stdout is not None
    alarm = threading.Timer(seconds, child.kill)
    alarm.daemon = True
    alarm.start()
    try:
        for frame in frames:
            send(child.stdin, frame)
        return receive(child.stdout)
    except BrokenPipeError:
        return None
    finally:
        alarm.cancel()


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None and not pipe.closed:
            with suppress(BrokenPipeError):  # what was still to be sent goes nowhere
                pipe.close()
