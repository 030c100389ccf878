"""`make run` holds the console and the worker together."""

import signal
import subprocess
import sys
import time
from pathlib import Path

TOGETHER = Path(__file__).resolve().parents[2] / "tools" / "together.py"
SLEEPS = f"{sys.executable} -c 'import time; time.sleep(300)'"
FAILS = f"{sys.executable} -c 'raise SystemExit(3)'"
ENDS = f"{sys.executable} -c ''"


def polite(mark: Path) -> str:
    """A program that says when it is up, and ends well when it is asked to."""
    program = (
        "import signal, sys, time; from pathlib import Path; mark = Path(sys.argv[1]);"
        " signal.signal(signal.SIGTERM, lambda *_: (mark.write_text('ended'), sys.exit(0)));"
        " mark.write_text('up'); time.sleep(300)"
    )
    return f'{sys.executable} -c "{program}" {mark}'


def run(*commands: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(TOGETHER), *commands], stdin=subprocess.DEVNULL)


def wait_for(mark: Path) -> None:
    latest = time.monotonic() + 60
    while not mark.exists() or mark.read_text() != "up":
        assert time.monotonic() < latest
        time.sleep(0.02)


def test_when_one_fails_the_other_ends_and_the_failure_is_told() -> None:
    assert run(SLEEPS, FAILS).wait(60) == 3


def test_when_one_ends_by_itself_that_counts_as_a_failure() -> None:
    assert run(SLEEPS, ENDS).wait(60) == 1


def test_asked_to_end_it_ends_both_in_good_order(tmp_path: Path) -> None:
    marks = [tmp_path / "first", tmp_path / "second"]
    together = run(*(polite(mark) for mark in marks))
    for mark in marks:
        wait_for(mark)
    together.send_signal(signal.SIGTERM)
    assert together.wait(60) == 0
    assert [mark.read_text() for mark in marks] == ["ended", "ended"]
