"""A practice whose portal bears several bookings at once, on a real portal, with and without a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from itertools import count
from pathlib import Path

import booking_console.adapters.portal as portal_package
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus, AppointmentType, Channel
from booking_console.domain.slot import Slot
from booking_console.outside import Outside
from booking_console.services import arrange, override
from booking_console.services.follow import Visit
from booking_console.services.ports import Portal
from booking_console.services.road import Road
from booking_console.settings import PortalSettings, Settings, Transport
from tests.demo_portal import RunningPortal

PROFILE = Path(portal_package.__file__).parent / "profiles" / "demo-forms.toml"
_weeks = count(3)


def profile_with(folder: Path, **limits: float) -> Path:
    """The forms skin, with limits of its own."""
    lines = "\n".join(f"{name} = {value}" for name, value in limits.items())
    file = folder / "several.toml"
    file.write_text(f"{PROFILE.read_text()}\n[limits]\n{lines}\n")
    return file


@dataclass(frozen=True)
class Practice:
    """day: nobody else's."""

    console: Console
    portal: Portal
    day: datetime

    @property
    def road(self) -> Road:
        console = self.console
        return Road(console.new_uow, self.portal, console.clock, console.policy, "several")

    def enter(self, guest: str, *, hour: int) -> int:
        console, start = self.console, self.day + timedelta(hours=hour)
        visit = Visit(guest, AppointmentType.CONSULTATION, Slot(start, start + timedelta(minutes=30)))
        return override.book(
            console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now()
        )

    def keep_three_rooms(self) -> None:
        arrange.save_order(
            self.console.new_uow,
            None,
            [1, 2, 3],
            note="three rooms",
            was_version=1,
            actor=OPERATOR,
            now=self.console.clock.now(),
        )

    def statuses(self, ids: list[int]) -> list[AppointmentStatus]:
        with self.console.new_uow() as uow:
            return [uow.appointments.get(one).status for one in ids]


@contextmanager
def practice(folder: Path, running: RunningPortal, transport: Transport, **limits: float) -> Iterator[Practice]:
    settings = Settings(
        _env_file=None,
        data_dir=folder,
        database_url="",
        portal=PortalSettings(
            profile=str(profile_with(folder, **limits)),
            url=running.url,
            username="demo",
            password="demo-pass-1",
            transport=transport,
        ),
    )
    console = open_console(settings)
    console.prepare()
    portal = Outside(settings).portal()
    day = datetime.combine(datetime.now(UTC).date() + timedelta(days=10 * next(_weeks)), clock_time(0), console.zone)
    try:
        yield Practice(console, portal, day)
    finally:
        portal.close()
        console.close()
