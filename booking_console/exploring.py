"""Looking at an unknown portal with the settings' account."""

from collections.abc import Sequence
from pathlib import Path

from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.exploring import explore
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.bootstrap import open_console
from booking_console.outside import SystemClock
from booking_console.settings import Settings


def explore_portal(settings: Settings, url: str, allow_hosts: Sequence[str] = ()) -> Proposal:
    """The rooms are those of the practice. allow_hosts: other hosts that belong to the portal. Raises Unavailable, LoginRefused,
    PersonRequired, ContractBroken."""
    opened = open_console(settings)
    opened.prepare()
    with opened.reading() as uow:
        rooms = [room.name for room in uow.rooms.all()]
    opened.close()
    portal = settings.portal
    return explore(
        Account(url, portal.username, portal.password.get_secret_value()),
        rooms=rooms,
        zone=settings.zone,
        now=SystemClock().now(),
        data_dir=settings.data_dir,
        chromium=Path(settings.chromium) if settings.chromium else None,
        waits=Waits(page=settings.timeout.page),
        allow_hosts=allow_hosts,
    )
