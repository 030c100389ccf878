"""Profiles that were recorded, kept with their earlier versions beside them."""

import os
import re
from pathlib import Path

from booking_console.domain.errors import Refused


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises Refused before anything is recorded, not after."""
    if path.exists() and not force:
        raise Refused(
            f"{path} is there already. With --force a new version takes its place; the old one is kept beside it."
        )


def save(path: Path, text: str) -> Path | None:
    """Whole or not at all. What stood there is kept as NAME.v1.toml, NAME.v2.toml and so on; the kept file, None when there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = None
    if path.exists():
        kept = path.with_name(f"{path.stem}.v{_next_version(path)}{path.suffix}")
        os.link(path, kept)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return kept


def draft_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}.draft{path.suffix}")


def _next_version(path: Path) -> int:
    named = re.compile(rf"{re.escape(path.stem)}\.v(\d+){re.escape(path.suffix)}")
    found = (named.fullmatch(other.name) for other in path.parent.iterdir())
    return max((int(match.group(1)) for match in found if match), default=0) + 1
