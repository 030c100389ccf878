"""The portal as the settings name it: by its profile, with or without a browser."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.services.pacing import CommonPace
from booking_console.services.ports import Clock, Portal
from booking_console.services.sealing import Sealing


def open_portal(
    profile: str,
    *,
    transport: str,
    url: str,
    username: str,
    password: str,
    totp_secret: str,
    data_dir: Path,
    zone: str,
    clock: Clock,
    chromium: str,
    page: timedelta,
    submit: timedelta,
    sealing: Sealing,
    common: CommonPace | None = None,
) -> Portal:
    """common: the pace of all workers. page, submit: how long each may take.

    Raises ContractBroken with every mistake of the profile, and with every key of it that the transport http cannot do."""
    described = load_profile(profile)
    said: dict[str, Any] = {
        "url": url,
        "username": username,
        "password": password,
        "totp_secret": totp_secret,
        "data_dir": data_dir,
        "zone": zone,
        "clock": clock,
        "waits": Waits(page=page, submit=submit),
        "sealing": sealing,
        "common": common,
    }
    if transport == "http":
        return HttpPortal(described, **said)
    from booking_console.adapters.portal.browser.browser import BrowserPortal  # noqa: PLC0415 - what drives it is loaded with the first

    return BrowserPortal(described, **said, chromium=Path(chromium) if chromium else None)
