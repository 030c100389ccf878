"""A person who shows the recorder how to book: beside it in the same browser, and at its terminal."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

PASSWORD = "demo-pass-1"
GUEST = "Rosalind Quillfeather"


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Recorder:
    """The command as a process. told: what it wrote to the terminal so far; heard: how far that was answered."""

    process: subprocess.Popen[str]
    out: Path
    told: list[str] = field(default_factory=list)
    heard: int = 0
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self._listener = Thread(target=self._hear, daemon=True)
        self._listener.start()

    def _hear(self) -> None:
        assert self.process.stderr
        while sign := self.process.stderr.read(1):
            self.told.append(sign)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._listener.join()
        for pipe in (self.process.stdin, self.process.stderr):
            if pipe is not None:
                pipe.close()

    @property
    def text(self) -> str:
        return "".join(self.told)

    def press_enter(self) -> None:
        self.say("")

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.heard = len(self.text)
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def hears(self, words: str, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < deadline, f"it never said {words!r}, but: {self.text}"
            assert self.process.poll() is None or words in self.text, f"it ended without saying {words!r}: {self.text}"
            time.sleep(0.05)

    def goes_on(self, answers: dict[str, str], until: str, seconds: float = 60) -> None:
        """Answer its questions by the words of the choice, until it says something."""
        deadline = time.monotonic() + seconds
        while until not in self.text[self.heard :]:
            assert time.monotonic() < deadline, f"it never said {until!r}, but: {self.text}"
            assert self.process.poll() is None, f"it ended without saying {until!r}: {self.text}"
            self._hear_out(answers)

    def ends(self, answers: dict[str, str], seconds: float = 120) -> int:
        """Answer its questions, show nothing more of what it asks for; its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it never ended: {self.text}"
            self._hear_out(answers)
            if "this is left out" in self.text[self.heard :]:
                self.press_enter()
        self._listener.join()
        return self.process.returncode

    def _hear_out(self, answers: dict[str, str]) -> None:
        asked = self.text[self.heard :]
        if "Number from" in asked:
            self.say(_answer(asked, answers))
        time.sleep(0.05)


def _answer(asked: str, answers: dict[str, str]) -> str:
    question = next((words for words in answers if words in asked), None)
    assert question is not None, f"it asked what nobody expected: {asked}"
    found = re.search(rf"^\s+(\d+)  {re.escape(answers[question])}", asked, re.MULTILINE)
    assert found, f"{answers[question]!r} is not among its choices: {asked}"
    return found[1]


@contextmanager
def recording(url: str, out: Path, data: Path, *options: str) -> Iterator[Recorder]:
    """The recorder at work, and the page that it has opened."""
    port = a_free_port()
    login = {"BOOKING_PORTAL__USERNAME": "demo", "BOOKING_PORTAL__PASSWORD": PASSWORD}
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOOKING_")}
    words = ["portal", "record", url, "--out", str(out), "--devtools", str(port), *options]
    with _at_work(
        words, {**own, **login, "BOOKING_DATA_DIR": str(data), "BOOKING_TIMEZONE": "Europe/London"}, out, port
    ) as recorder:
        yield recorder


@contextmanager
def recording_in_a_window(url: str, out: Path, data: Path, program: Path, *, port: int) -> Iterator[Recorder]:
    """As on a desk: with a screen, and without the option for those who have none."""
    desk = {"DISPLAY": ":0", "BOOKING_CHROMIUM": str(program), "BOOKING_DATA_DIR": str(data)}
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOOKING_")}
    with _at_work(["portal", "record", url, "--out", str(out)], {**own, **desk}, out, port) as recorder:
        yield recorder


@contextmanager
def unlocking(settings: dict[str, str], data: Path) -> Iterator[Recorder]:
    """The same for a person who passes a page for the program."""
    port = a_free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOOKING_")}
    with _at_work(["portal", "unlock", "--devtools", str(port)], {**own, **settings}, data, port) as recorder:
        yield recorder


@contextmanager
def _at_work(words: list[str], environment: dict[str, str], out: Path, port: int) -> Iterator[Recorder]:
    process = subprocess.Popen(
        [sys.executable, "-m", "booking_console", *words],
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    recorder = Recorder(process, out)
    try:
        recorder.hears("press Enter")
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
            pages = [page for context in browser.contexts for page in context.pages]
            recorder.page = next(page for page in pages if page.url.startswith("http"))
            recorder.page.on("dialog", lambda dialog: dialog.accept())
            yield recorder
    finally:
        recorder.stop()
