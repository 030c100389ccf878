"""`portal probe URL`: an unknown portal looked at, and a profile proposed for it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.language.profile import Context
from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.explorer import Explorer
from booking_console.adapters.portal.probing.other_days import other_days, without_the_deaf
from booking_console.adapters.portal.probing.proposal import Proposer
from booking_console.adapters.portal.probing.trial import try_out
from booking_console.adapters.portal.probing.visited import Visited
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.doorway import login_refused
from booking_console.adapters.portal.road.waits import Waits


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
    allow_hosts: Sequence[str] = (),
) -> Proposal:
    """Sends nothing but the login, and that once. rooms: our names. gap: seconds between two pages. allow_hosts: other hosts that belong
    to the portal. Raises Unavailable, LoginRefused, PersonRequired, ContractBroken."""
    patience, today = waits or Waits(), now.astimezone(zone).date()

    asked: list[str] = []

    def tried(seen: Visited) -> list[str]:
        asked[:] = other_days(seen, rooms, today)
        return asked

    def walk(context: Context) -> Visited:
        browser = KeptBrowser(
            context, url=account.url, username=account.username, password=account.password, zone=zone.key,
            chromium=chromium, data_dir=data_dir, waits=patience, sealing=None,
        )  # fmt: skip
        try:
            seen = Explorer(browser, account, waits=patience, gap=gap).explore(tried)
            seen.pages = without_the_deaf(seen, asked, today)
            return seen
        finally:
            browser.close()

    context = Context(allow_hosts=tuple(allow_hosts))
    seen = walk(context)
    if seen.asks_itself and account.username and account.password:
        context = context.model_copy(update={"basic_auth": True})
        seen = walk(context)
        if seen.asks_itself:
            raise login_refused()
    proposal = Proposer(seen, rooms, today, context).propose()
    try_out(proposal, seen, today=today, zone=zone)
    return proposal
