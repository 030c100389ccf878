"""The person at the terminal, while a browser goes on beside it."""

import os
import sys
import threading
from collections.abc import Sequence
from queue import Empty, Queue

import click

from booking_console.recording import NobodyThere

_END = None  # of the input: nobody is there any more


class Terminal:
    """Questions and sentences go to standard error, answers come line by line from standard input."""

    def __init__(self) -> None:
        self._lines: Queue[str | None] = Queue()
        self._has_ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line)
        self._lines.put(_END)

    def is_done(self) -> bool:
        """Whether Enter was pressed since the last time. The end of the input is no Enter."""
        try:
            line = self._lines.get_nowait()
        except Empty:
            return False
        self._has_ended = self._has_ended or line is _END
        return line is not _END

    def choose(self, question: str, choices: Sequence[str]) -> int:
        self.tell(question)
        for number, choice in enumerate(choices, 1):
            self.tell(f"  {number}  {choice}")
        while True:
            click.echo(f"Number from 1 to {len(choices)}: ", err=True, nl=False)
            line = _END if self._has_ended else self._next()
            if line is _END:
                self._has_ended = True
                raise NobodyThere(question)
            text = line.strip()
            if text.isdecimal() and 1 <= int(text) <= len(choices):
                return int(text) - 1
            self.tell(f"Expected a number from 1 to {len(choices)}, got {text!r}.")

    def _next(self) -> str | None:
        try:
            return self._lines.get()
        except KeyboardInterrupt:
            return _END  # whoever leaves now keeps what was recorded, with this question open

    def tell(self, sentence: str) -> None:
        click.echo(sentence, err=True)


def refuse_without_screen() -> None:
    """Raises UsageError: a browser with a window needs a screen."""
    is_unix = sys.platform not in ("win32", "darwin")
    if is_unix and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise click.UsageError(
            "there is no screen here to open a browser on (DISPLAY and WAYLAND_DISPLAY are empty). Run it where one sits in front of a "
            "screen, or with --devtools PORT and drive the browser from your own Chrome, as docs/recording.md says"
        )
