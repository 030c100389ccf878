"""Our own programs as processes, on a data directory of the test's own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demo_portal import RunningPortal

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path, portal: RunningPortal | None = None, **more: str) -> dict[str, str]:
    """Fast settings, nothing of the caller's BOOKING_ names but the browser."""
    (folder / "mail").mkdir(exist_ok=True)
    own = {k: v for k, v in os.environ.items() if not k.startswith("BOOKING_") or k == "BOOKING_CHROMIUM"}
    return {
        **own,
        "PYTHONPATH": str(ROOT),
        "BOOKING_DATA_DIR": str(folder),
        "BOOKING_MAIL__FOLDER": str(folder / "mail"),
        "BOOKING_PORTAL__PROFILE": "demo-forms",
        "BOOKING_PORTAL__URL": portal.url if portal else "http://127.0.0.1:9",
        "BOOKING_PORTAL__USERNAME": "demo",
        "BOOKING_PORTAL__PASSWORD": "demo-pass-1",
        "BOOKING_RETRY__FIRST": "1",
        "BOOKING_TIMEOUT__SUBMIT": "6",
        "BOOKING_TIMEOUT__SETTLE": "2",
        **more,
    }


@contextmanager
def worker(folder: Path, portal: RunningPortal | None = None, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Ends with SIGTERM; a test that ended it before is not disturbed."""
    with (folder / "worker.log").open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "booking_console", "run"],
            cwd=folder,
            env=environment(folder, portal, **more),
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                _wait_for(process, folder)


def _wait_for(process: subprocess.Popen[bytes], folder: Path) -> None:
    """One that does not end says where it stands."""
    try:
        process.wait(timeout=90)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        process.wait(timeout=90)
        raise AssertionError(f"The worker did not end:\n{(folder / 'worker.log').read_text()[-6000:]}") from None
