"""`portal probe URL`: an unknown portal looked at, and a profile proposed for it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.chromium import KeptBrowser, Waits
from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.explorer import Explorer
from booking_console.adapters.portal.probing.proposal import Proposer
from booking_console.adapters.portal.probing.trial import try_out
from booking_console.adapters.portal.profile import Context


def explore(
    account: Account,
    *,
    rooms: Sequence[str],
    zone: ZoneInfo,
    now: datetime,
    data_dir: Path,
    chromium: Path | None = None,
    waits: Waits | None = None,
    gap: float = 1,
) -> Proposal:
    """Sends nothing but the login, and that once. rooms: our names. gap: seconds between two pages. Raises Unavailable,
    LoginRefused, PersonRequired."""
    patience, today = waits or Waits(), now.astimezone(zone).date()
    browser = KeptBrowser(
        Context(),
        url=account.url,
        username=account.username,
        zone=zone.key,
        chromium=chromium,
        data_dir=data_dir,
        waits=patience,
        sealing=None,
    )
    try:
        seen = Explorer(browser, account, waits=patience, gap=gap).explore()
    finally:
        browser.close()
    proposal = Proposer(seen, rooms, today).propose()
    try_out(proposal, seen, today=today, zone=zone)
    return proposal
