"""Find a Chromium, or bring one in, and write its path to .cache/chromium.

In this order: the one that BOOKING_CHROMIUM names, an installed one, Playwright's, the distribution's.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setup import ROOT, apt_install

FOUND = ROOT / ".cache" / "chromium"
# The headless shell is the same engine without windows: it opens a page in a third of the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
DOWNLOAD_SECONDS = 900
CONNECT_MILLISECONDS = "5000"


def main() -> None:
    if FOUND.is_file() and Path(FOUND.read_text().strip()).is_file() and not named():
        return
    for attempt in (named, installed, playwrights, distributions):
        if path := attempt():
            FOUND.write_text(f"{path}\n")
            print(f"Browser: {path}")
            return
    sys.exit(
        "No Chromium was found and none could be installed. Install Chromium or Chrome, or set BOOKING_CHROMIUM to its path."
    )


def named() -> str | None:
    path = os.environ.get("BOOKING_CHROMIUM") or from_env_file()
    if path and not starts(path):
        sys.exit(f"BOOKING_CHROMIUM names {path}, and that does not start.")
    return path or None


def from_env_file() -> str | None:
    env_file = ROOT / ".env"
    lines = env_file.read_text("utf-8").splitlines() if env_file.is_file() else []
    values = [line.partition("=")[2].strip().strip("'\"") for line in lines if line.startswith("BOOKING_CHROMIUM=")]
    return values[-1] if values else None


def installed() -> str | None:
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, *MAC_APPS) if path and starts(path)), None)


def playwrights() -> str | None:
    """Into the checkout: PLAYWRIGHT_BROWSERS_PATH is set by make. Its libraries are the distribution's, and may be missing."""
    print("No installed Chromium; trying Playwright's own download")
    environment = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": CONNECT_MILLISECONDS}
    if not quiet([*PLAYWRIGHT, "install", "chromium"], environment):
        print("Playwright's download is not to be had from here")
        return None
    path = playwright_path()
    if not starts(path) and os.geteuid() == 0:
        print("It lacks system libraries; installing them")
        quiet([*PLAYWRIGHT, "install-deps", "chromium"], environment)
    return path if starts(path) else None


def playwright_path() -> str:
    program = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    asked = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def distributions() -> str | None:
    print("Trying the distribution's package: apt-get install chromium")
    return installed() if apt_install(SHELL) or apt_install("chromium") else None


def starts(path: str) -> bool:
    """A Chromium without its libraries, or a stub that only names a store, does not say its version."""
    return Path(path).is_file() and quiet(
        [path, "--version"], {**os.environ, "XDG_CONFIG_HOME": str(FOUND.parent / "home")}, seconds=30
    )


def quiet(command: list[str], environment: dict[str, str], *, seconds: int = DOWNLOAD_SECONDS) -> bool:
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
