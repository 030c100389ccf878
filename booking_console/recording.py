"""A person at the portal, in a browser of ours: showing once how it books, or clearing a page that only a person may pass."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.recording import saving
from booking_console.adapters.portal.recording.asking import NobodyThere
from booking_console.adapters.portal.recording.recorder import Outcome, Place, Watcher, record
from booking_console.adapters.portal.recording.unlocking import unlock
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.errors import InvalidInput
from booking_console.outside import SystemClock
from booking_console.settings import Settings

__all__ = ["NobodyThere", "Saved", "Watcher", "record_portal", "unlock_portal"]


@dataclass(frozen=True)
class Saved:
    """file: the profile, or its draft when something is missing. earlier: where the version before it is kept."""

    outcome: Outcome
    file: Path
    earlier: Path | None


def record_portal(
    settings: Settings, url: str, *, out: Path, force: bool, hosts: tuple[str, ...], port: int | None, person: Watcher
) -> Saved:
    """Raises Refused when the file is there already, Unavailable when no browser can be opened."""
    saving.refuse_existing(out, force=force)
    opened = open_console(settings)
    opened.prepare()
    with opened.reading() as uow:
        rooms = [room.name for room in uow.rooms.all()]
    try:
        outcome = record(
            _account(settings, url), rooms=rooms, place=_place(opened, hosts, port), person=person, clock=SystemClock()
        )
    finally:
        opened.close()
    file = out if outcome.is_complete else saving.draft_path(out)
    return Saved(outcome, file, saving.save(file, outcome.text))


def unlock_portal(settings: Settings, *, port: int | None, person: Watcher) -> None:
    """The portal of the settings. Raises Refused when the person leaves before the page was passed."""
    profile = load_profile(settings.portal.profile)
    if not settings.portal.url:
        raise InvalidInput("BOOKING_PORTAL__URL is empty: it says where the portal is.")
    opened, clock = open_console(settings), SystemClock()
    opened.prepare()
    try:
        place = _place(opened, (), port)
        unlock(profile, _account(settings, settings.portal.url), place=place, person=person, clock=clock)
        with opened.new_uow() as uow:
            uow.audit.add("portal.unlocked", actor=OPERATOR.name, at=clock.now())
    finally:
        opened.close()


def _account(settings: Settings, url: str) -> Account:
    portal = settings.portal
    clock = SystemClock()
    return Account(
        url, portal.username, portal.password.get_secret_value(), portal.totp_secret.get_secret_value(), clock.now
    )


def _place(opened: Console, hosts: tuple[str, ...], port: int | None) -> Place:
    settings = opened.settings
    return Place(
        settings.data_dir,
        settings.zone,
        chromium=Path(settings.chromium) if settings.chromium else None,
        hosts=tuple(urlsplit(host).netloc or host for host in hosts),
        port=port,
        waits=Waits(page=settings.timeout.page, submit=settings.timeout.submit),
        sealing=opened.vault,
    )
