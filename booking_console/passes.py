"""What the worker does in each of its jobs; `run --once` does them all, one after the other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from booking_console.adapters.presence import Presence
from booking_console.bootstrap import Console
from booking_console.domain.errors import BookingError
from booking_console.domain.health import Part, PartState
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.schedule import JobName, Schedule
from booking_console.outside import Outside
from booking_console.services import (
    compare,
    intake,
    look_ahead,
    notify,
    reconcile,
    rehearse,
    report,
    shadow_compare,
    silence,
    together,
    triage,
)
from booking_console.services.ports import Mailbox, MailReader, Notifier, Portal
from booking_console.services.road import Road, Sides

log = structlog.get_logger()


@dataclass
class Passes:
    """mailbox, portal and notifier are opened at their first use, each by the thread that uses it."""

    console: Console
    name: str
    presence: Presence
    open_mailbox: Callable[[], Mailbox]
    open_portal: Callable[[], Portal]
    open_notifier: Callable[[], Notifier | None]
    reader: MailReader
    schedule: Schedule = field(default_factory=Schedule)
    stopping: threading.Event = field(default_factory=threading.Event)
    mailbox_answers: bool = False  # the last look at the mailbox went well
    _mailbox: Mailbox | None = None
    _opened_version: int = 0
    _not_filed: str = ""  # why mails stay in the inbox although they were read
    _notifier: Notifier | None = None
    _notified_version: int | None = None
    _portal: Portal | None = None
    _portal_since: datetime | None = None  # the state of the switch in which it was opened
    _sides: Sides = field(default_factory=Sides)

    def poll(self) -> None:
        """Take, read and settle, file. What was taken is read even when the mailbox is in trouble."""
        if self.schedule.paused:
            return
        console = self.console
        mailbox = self._mailbox_in_force()
        try:
            intake.take_new(console.new_uow, mailbox, console.policy, console.clock, besides=self._not_filed)
        except BookingError:
            self.mailbox_answers = False
            raise
        else:
            self.mailbox_answers = True
        finally:
            while not self.stopping.is_set() and triage.read_new(
                console.new_uow, self.reader, console.policy, console.clock
            ):
                pass
        self._file(mailbox)

    def _file(self, mailbox: Mailbox) -> None:
        """Mails that cannot be moved were read all the same: it is said, and tried again with the next look."""
        console, was = self.console, self._not_filed
        try:
            intake.file_settled(console.new_uow, mailbox)
            self._not_filed = ""
        except BookingError as error:
            self._not_filed = str(error)
        if self._not_filed != was:
            state, said = (
                (PartState.TROUBLE, self._not_filed) if self._not_filed else (PartState.FINE, "mails are filed again")
            )
            intake.note_health(console.new_uow, console.clock, Part.MAILBOX, state, said, is_good=True)

    def _mailbox_in_force(self) -> Mailbox:
        """Opened anew when a person changed it."""
        version = self._setup_version()
        if self._mailbox is not None and version != self._opened_version:
            self._mailbox.close()
            self._mailbox, self.mailbox_answers, self._not_filed = None, False, ""
        if self._mailbox is None:
            try:
                self._mailbox, self._opened_version = self.open_mailbox(), version
            except BookingError as error:
                intake.note_health(
                    self.console.new_uow, self.console.clock, Part.MAILBOX, PartState.STOPPED, str(error)
                )
                raise
        return self._mailbox

    def _setup_version(self) -> int:
        with self.console.reading() as uow:
            return uow.mailbox.setup().version

    def heed_silence(self) -> None:
        """Raise the alarms that are due and end those that are over."""
        console = self.console
        try:
            mail = console.mail_in_force().mail
        except BookingError:
            mail = console.settings.mail  # said where the mailbox is opened
        terms = silence.Terms(mail.alarm_after, mail.secret_expires)
        silence.heed(console.new_uow, console.policy, console.clock, terms)

    def wants_news(self) -> bool:
        """A mailbox in trouble is not watched as well: a refused login would be tried twice. Set times mean set times."""
        in_batches = self.schedule.rhythms[JobName.POLL].cron is not None
        return self.mailbox_answers and not self.schedule.paused and not in_batches

    def book(self) -> None:
        """Everything that is due, until somebody stops it."""
        if self._is_at_rest():
            return
        road = self._road()
        shadow_compare.compare_due(road)
        while not self.stopping.is_set() and rehearse.try_next(road) is not None:
            pass
        look_ahead.check_before_batch(road)
        look_ahead.look_asked(road)
        together.book_due(road, goes_on=lambda: not (self.stopping.is_set() or self._is_at_rest()))

    def reconcile(self) -> None:
        if self._is_at_rest():
            return
        road = self._road()
        while not self.stopping.is_set() and reconcile.settle_next(road) is not None:
            pass

    def check(self) -> None:
        if not self._is_at_rest():
            look_ahead.check_portal(self._road())

    def compare(self) -> None:
        """In quiet hours, too, which often are the evening: it only reads, and what it tells waits for the morning."""
        if not self.schedule.paused:
            road = self._road()
            shadow_compare.compare_due(road, at_once=True)  # what was booked by hand just now is no difference
            compare.compare_ahead(road)

    def deliver(self) -> None:
        console = self.console
        if self._is_at_rest():
            return
        notify.mark_broken_off(console.new_uow, console.clock)
        while not self.stopping.is_set() and self._deliver_next():
            pass

    def _deliver_next(self) -> bool:
        """How mails go out is asked for each of them: a change holds from the next mail on, however many wait."""
        console = self.console
        try:
            notifier = self._notifier_in_force()
        except BookingError as error:
            _say_once(console, str(error))
            return False
        if notifier is None:
            _say_once(console, "no mail server is set: nobody is told")
            return False
        return notify.deliver_next(console.new_uow, notifier, console.policy, console.clock)

    def _notifier_in_force(self) -> Notifier | None:
        """Opened anew when a person changed how mails go out."""
        version = self._setup_version()
        if version != self._notified_version:
            self._notifier, self._notified_version = self.open_notifier(), version
        return self._notifier

    def report(self) -> None:
        """The report of the month that is over, on its first morning; after a rest those that were missed."""
        console = self.console
        if not self.schedule.paused:
            report.send_due(console.new_uow, console.insight(), console.printer, console.policy, console.clock)

    def bury_the_dead(self) -> None:
        """Free what workers hold that died on this data directory: their bookings are settled at once, not after the lease."""
        now = self.console.clock.now()
        with self.console.new_uow() as uow:
            owners = set(uow.leases.owners())
        for name in self.presence.dead_among(owners):
            with self.console.new_uow() as uow:
                uow.leases.drop_of(name)
                uow.attempts.abandon(worker=name, at=now)
            self.presence.forget(name)
            log.warning("dead_worker_found", worker=name)

    def tidy(self) -> None:
        """Delete the evidence that is older than the practice wants to keep, each kind by its own rule; everything else stays."""
        now, settings = self.console.clock.now(), self.console.settings
        kept = {
            EvidenceKind.PICTURE: settings.evidence_kept,
            EvidenceKind.REQUESTS: settings.requests_kept,
            EvidenceKind.DIGEST: settings.digests_kept,
        }
        for kind, period in kept.items():
            with self.console.new_uow() as uow:
                gone = uow.attempts.purge_evidence(kind, before=now - period)
            if gone:
                log.info("evidence_deleted", kind=kind.value, pieces=gone)

    def close_portal(self) -> None:
        """On the thread that opened it."""
        if self._portal is not None:
            self._portal.close()
            self._portal = None

    def close(self) -> None:
        if self._mailbox is not None:
            self._mailbox.close()
        self.presence.close()

    def once(self) -> None:
        """One whole pass on the calling thread."""
        self.bury_the_dead()
        with self.console.new_uow() as uow:
            self.schedule = uow.control.schedule()
        try:
            self.poll()
        finally:
            self.reconcile()
            self.book()
            self.reconcile()
            self.report()
            self.deliver()

    def _road(self) -> Road:
        """With a portal opened anew once a person pressed Continue: what it remembers of a refusal is then over."""
        console = self.console
        with console.reading() as uow:
            since = uow.control.switch().since
        if since != self._portal_since:
            self.close_portal()
        if self._portal is None:
            self._portal, self._portal_since = self.open_portal(), since
            self._sides = Sides()
        return Road(console.new_uow, self._portal, console.clock, console.policy, self.name, self._sides)

    def _is_at_rest(self) -> bool:
        return self.schedule.paused or self.schedule.is_quiet(self.console.clock.now(), self.console.zone)


def open_passes(console: Console, name: str) -> Passes:
    outside = Outside(console.settings)
    outside.notifier()  # an address that cannot be used is refused at the start
    return Passes(
        console=console,
        name=name,
        presence=Presence(console.settings.data_dir, name),
        open_mailbox=lambda: Outside(console.settings_in_force()).mailbox(),
        open_portal=lambda: outside.portal(common=console.common_pace),
        open_notifier=lambda: Outside(console.settings_in_force()).notifier(),
        reader=outside.reader(),
    )


def _say_once(console: Console, sentence: str) -> None:
    with console.new_uow() as uow:
        known = uow.control.health(Part.MESSAGES)
    if known.sentence != sentence:
        intake.note_health(console.new_uow, console.clock, Part.MESSAGES, PartState.STOPPED, sentence)
