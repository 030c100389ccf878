"""The only place where settings, adapters and services meet."""

import json
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.db import keeping
from booking_console.adapters.db.database import Database
from booking_console.adapters.db.taught import taught_in
from booking_console.adapters.parsing.report import as_json
from booking_console.adapters.portal.content.portal_mail import ProfiledMail
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.loading import load_profile, profile_json_schema
from booking_console.adapters.vault import Vault
from booking_console.domain.errors import ContractBroken
from booking_console.domain.policy import Policy
from booking_console.domain.teaching import Teaching
from booking_console.domain.trust import as_entry
from booking_console.domain.witness import PortalMail
from booking_console.mail_in_force import MailInForce, in_force
from booking_console.outside import Outside, SystemClock
from booking_console.services.figures import Insight
from booking_console.services.pacing import Allowance
from booking_console.services.ports import Clock, MailReader, Portal
from booking_console.services.records import NewUnitOfWork
from booking_console.services.report import Printer, Report
from booking_console.services.road import Road
from booking_console.services.setup_practice import seed_rooms
from booking_console.services.views import Views
from booking_console.settings import Settings, load
from booking_console.settings_kinds import listed


@dataclass(frozen=True, slots=True)
class Console:
    """What the screens and the command line need: records and read models, no mailbox and no portal."""

    settings: Settings
    clock: Clock
    database: Database
    policy: Policy

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.zone

    @property
    def new_uow(self) -> NewUnitOfWork:
        return self.database.unit_of_work

    @property
    def reading(self) -> NewUnitOfWork:
        """For looking only: waits for no writer, and none waits for it."""
        return self.database.reading

    @property
    def views(self) -> Views:
        return self.database.views()

    @property
    def vault(self) -> Vault:
        return Vault(self.settings.data_dir / "mailbox.key")

    def mail_in_force(self) -> MailInForce:
        """Raises ContractBroken or InvalidInput when what was entered in the console cannot be used."""
        with self.reading() as uow:
            setup = uow.mailbox.setup()
        return in_force(self.settings.mail, setup, self.vault)

    def settings_in_force(self) -> Settings:
        """The settings with the mailbox that was entered in the console."""
        return self.settings.model_copy(update={"mail": self.mail_in_force().mail})

    def insight(self) -> Insight:
        with self.reading() as uow:
            opening = uow.control.schedule().opening
        return self.database.insight(zone=self.zone, opening=opening)

    @property
    def printer(self) -> Printer:
        return _PdfWhenAsked()

    def common_pace(self, allowance: Allowance, besides: int) -> float:
        """How long to wait before the portal is asked, for all workers of this database together; 0: now, and that counts."""
        with self.new_uow() as uow:
            return uow.pace.take(allowance, now=self.clock.now().timestamp(), besides=besides)

    def room_names(self) -> dict[int, str]:
        with self.reading() as uow:
            return {room.id: room.name for room in uow.rooms.all()}

    def prepare(self) -> None:
        """Bring the database up to date and give a new one its rooms. Safe when several processes start at once."""
        self.database.migrate()
        seed_rooms(self.new_uow(), self.clock.now())

    def backup(self, file: Path) -> None:
        keeping.backup(self.settings.database, file)

    def restore(self, file: Path) -> None:
        """Nobody else may have the database open."""
        self.database.close()
        keeping.restore(self.settings.database, file)

    @property
    def database_kind(self) -> str:
        return self.database.engine.dialect.name

    def close(self) -> None:
        self.database.close()


class _PdfWhenAsked:
    """What draws the pages is loaded with the first report: most programs print none."""

    def print(self, report: Report) -> bytes:
        from booking_console.adapters.report.pdf import PdfPrinter  # noqa: PLC0415 - the reason stands above

        return PdfPrinter().print(report)


@cache
def console() -> Console:
    """One for the process, from the environment. Raises SettingsError."""
    return open_console(load())


def open_console(settings: Settings) -> Console:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Console(settings, SystemClock(), Database(settings.database), policy_of(settings))


def policy_of(settings: Settings) -> Policy:
    senders, portal_mail = _mails_of_the_portal(settings)
    return Policy(
        practice=settings.practice,
        zone=settings.zone,
        default_length=settings.default_length,
        first_wait=settings.retry.first,
        longest_wait=settings.retry.longest,
        attempts=settings.retry.attempts,
        lease=settings.timeout.lease,
        answer=settings.timeout.submit,
        settle=settings.timeout.settle,
        undo=settings.undo,
        first_look=settings.mail.first_look,
        trusted=frozenset(as_entry(s) or s.casefold() for s in listed(settings.mail.trusted_senders)),
        portal_senders=senders | {as_entry(s) or s.casefold() for s in listed(settings.portal.mail_senders)},
        portal_mail=portal_mail,
        business=listed(settings.smtp.business),
        escalation=listed(settings.smtp.escalation),
        tell_guest=settings.smtp.tell_guest,
        sender=settings.smtp.sender,
        console_url=settings.public_url or f"http://{settings.host}:{settings.port}",
    )


def _mails_of_the_portal(settings: Settings) -> tuple[frozenset[str], PortalMail | None]:
    """From where it writes, and how to read that. A profile that cannot be used is named where the portal is opened."""
    try:
        profile = load_profile(settings.portal.profile)
    except ContractBroken:
        return frozenset(), None
    if profile.mail is None:
        return frozenset(), None
    return frozenset(profile.mail.senders), ProfiledMail(profile, profile.mail, settings.zone)


def taught(settings: Settings) -> Teaching | None:
    """The service words and templates of the practice, when its database is there. Raises Unavailable when it does not answer."""
    return taught_in(settings.database)


def read_report(reader: MailReader, file: str, mime: bytes, *, teaching: Teaching | None = None) -> dict[str, object]:
    """What `parse` prints of one mail."""
    return as_json(file, reader.read(mime, teaching))


def check_profile(name: str) -> str:
    """One sentence about a profile that is right. Raises ContractBroken with every mistake, its line and its key."""
    profile = load_profile(name)
    needs = browser_only(profile)
    how = "\nOnly a browser can do: " + "; ".join(needs) if needs else ""
    return f"{name} is a profile of {profile.name}: every key is known and every value is of its kind.{how}"


def needs_browser(name: str) -> bool:
    """Something in the profile of this name can only be done by a browser. Raises ContractBroken for a profile with mistakes."""
    return bool(browser_only(load_profile(name)))


def profile_schema() -> str:
    return json.dumps(profile_json_schema(), indent=2, ensure_ascii=False)


def worker_name() -> str:
    """Unique for each start: a lease held under it dies with the process."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@contextmanager
def open_road(console_: Console, *, name: str, portal: Callable[[], Portal] | None = None) -> Iterator[Road]:
    """A road with its own portal session, for one thread."""
    opened = portal() if portal else Outside(console_.settings).portal(common=console_.common_pace)
    try:
        yield Road(console_.new_uow, opened, console_.clock, console_.policy, name)
    finally:
        opened.close()
