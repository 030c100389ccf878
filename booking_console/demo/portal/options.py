"""What the demo portal can be told at its start."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Skin(StrEnum):
    FORMS = "forms"
    APP = "app"
    PERIODS = "periods"
    WIZARD = "wizard"
    CARDS = "cards"
    SELECTS = "selects"
    APPROVAL = "approval"


@dataclass(frozen=True)
class PortalOptions:
    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    skin: Skin = Skin.FORMS
    faults: tuple[str, ...] = ()
    username: str = "demo"
    password: str = "demo-pass-1"
    timezone: str = "Europe/London"
    seed: int = 0
    seed_file: Path | None = None
    totp_secret: str = ""
