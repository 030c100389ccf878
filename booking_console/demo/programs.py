"""Starts the programs of the demo as processes of their own, finds their addresses, and ends exactly those."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ADDRESS = re.compile(r"\bon (\S+)\s*$")


class NotStarted(Exception):
    """A program ended or stayed silent instead of telling its address; the message holds the last lines it wrote."""


@dataclass(frozen=True)
class Program:
    name: str
    process: subprocess.Popen[str]
    log: Path

    def stop(self) -> None:
        """SIGTERM, and after ten seconds SIGKILL. One that has ended already is left alone."""
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL: it finishes nothing."""
        self.process.kill()
        self.process.wait()

    def tail(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])


def start(name: str, *arguments: str, folder: Path, env: Mapping[str, str] | None = None) -> Program:
    """`python -m arguments`, its output in folder/name.log, with folder as its directory: no .env of the caller is read."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{name}.log"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("BOOKING_") or k == "BOOKING_CHROMIUM"}
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))))
    with log.open("a") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            env={**clean, "PYTHONPATH": path, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    return Program(name, process, log)


def address_of(program: Program, *, within: float = 30) -> str:
    """What the program says of itself: the last word of its line "… on ADDRESS"."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with suppress(OSError):
            for line in program.log.read_text("utf-8", "replace").splitlines():
                if found := _ADDRESS.search(line):
                    return found[1]
        if program.process.poll() is not None:
            break
        time.sleep(0.05)
    raise NotStarted(f"{program.name} did not start:\n{program.tail()}")
