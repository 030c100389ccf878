"""The booking site, driven in a browser by its profile."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.browser_line import BrowserLine
from booking_console.adapters.portal.browser_pages import BrowserPages
from booking_console.adapters.portal.browser_probe import BrowserHands
from booking_console.adapters.portal.chromium import KeptBrowser, Waits
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.http_entrance import HttpEntrance
from booking_console.adapters.portal.http_pages import HttpPages
from booking_console.adapters.portal.http_visit import HttpVisit
from booking_console.adapters.portal.pace import Pace
from booking_console.adapters.portal.pictures import Witness
from booking_console.adapters.portal.probe import Probe
from booking_console.adapters.portal.profile import Profile
from booking_console.adapters.portal.reading import DayFrame, busy_by_room
from booking_console.adapters.portal.refusals import refuse_between
from booking_console.adapters.portal.requests import Rulebook, is_gone, ours_among
from booking_console.adapters.portal.rooms import RoomTable
from booking_console.adapters.portal.submitting import Submission
from booking_console.adapters.portal.survey import Survey
from booking_console.adapters.portal.templates import Blanks, fill
from booking_console.adapters.portal.visit import Visit
from booking_console.adapters.portal.wire import Wire
from booking_console.adapters.portal.words import names_of
from booking_console.domain.allocation import Availability
from booking_console.domain.errors import BookingError, ContractBroken, Refused, Unavailable
from booking_console.domain.portal import (
    CancelOutcome,
    PortalEntry,
    PortalFacts,
    ProbeReport,
    RoomRequest,
    SubmitOutcome,
    SubmitResult,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.ports import Clock, Evidence
from booking_console.services.sealing import Sealing


class BrowserPortal:
    """One Chromium is kept open until close(). zone: the practice's, used when the profile names none of its own. sealing: how the
    login session is kept for the next start; None: it is not kept."""

    def __init__(
        self,
        profile: Profile,
        *,
        url: str,
        username: str,
        password: str,
        totp_secret: str = "",
        data_dir: Path,
        zone: str,
        clock: Clock,
        chromium: Path | None = None,
        waits: Waits | None = None,
        sealing: Sealing | None = None,
    ) -> None:
        self._profile, self._waits, self._clock = profile, waits or Waits(), clock
        self._zone = ZoneInfo(profile.context.zone or zone)
        self._rules = Rulebook(profile, self._zone)
        self._account = Account(url, username, password, totp_secret, clock.now)
        self._pace = Pace(profile.limits)
        self._browser = KeptBrowser(
            profile.context,
            url=url,
            username=username,
            zone=self._zone.key,
            chromium=chromium,
            data_dir=data_dir,
            waits=self._waits,
            sealing=sealing,
        )

    @property
    def facts(self) -> PortalFacts:
        return self._rules.facts

    def look(self, day: date, *, rooms: Sequence[Room], evidence: Evidence, slot: Slot | None = None) -> Availability:
        table = RoomTable(self._profile, rooms)
        with self._visit(evidence, "looking at the rooms") as visit:
            survey = self._survey(visit, day, table, slot=slot)
            reading = survey.read(self._profile.availability, caption="The day before booking")
        return Availability(self._clock.now(), busy_by_room(reading, table.entries))

    @contextmanager
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator["_FilledForm"]:
        entry = RoomTable(self._profile, [request.room]).entry(request.room)
        self._rules.refuse_impossible(request.slot, self._clock.now())
        with self._visit(evidence, "filling in the form", request) as visit:
            form, blanks = self._profile.form, self._rules.blanks(request, entry)
            place = fill(form.place, blanks, for_url=True)
            entrance = Entrance(visit, self._account)
            entrance.open(place, ready=form.ready or form.scope, doing="opening the form")
            visit.blanks = blanks
            filling = Filling(visit, blanks, between=lambda: refuse_between(visit, entrance, form))
            filling.run(form.steps, settle=form.settle, form=form)
            visit.witness.picture(visit.page, "The form, filled in")
            yield _FilledForm(self, visit, Submission(visit, filling, names_of(request.guest)), request, evidence)

    def find(self, request: RoomRequest, *, evidence: Evidence) -> Sequence[PortalEntry]:
        table = RoomTable(self._profile, [request.room])
        blanks = self._rules.blanks(request, table.entry(request.room))
        if not self._profile.readback.possible:
            raise Unavailable("This portal shows no bookings: a person must look.")
        day = request.slot.start.astimezone(self._zone).date()
        with self._visit(evidence, "reading back", request) as visit:
            survey = self._survey(visit, day, table, slot=request.slot, search=blanks)
            reading = survey.read(self._profile.readback_sources, caption="The day, read back")
        return self._rules.entries(reading, request)

    def cancel(
        self, request: RoomRequest, *, reference: str | None, evidence: Evidence, before_press: Callable[[], None]
    ) -> CancelOutcome:
        if self._profile.cancel is None:
            raise Refused("This portal's bookings cannot be cancelled by the program.")
        ours = ours_among(self.find(request, evidence=evidence), request, reference)
        if ours is None:
            return CancelOutcome.NOT_THERE
        self._press_cancel(request, ours.reference or reference, evidence, before_press=before_press)
        try:
            left = self.find(request, evidence=evidence)
        except BookingError:
            return CancelOutcome.UNKNOWN
        return CancelOutcome.CANCELLED if is_gone(left, ours) else CancelOutcome.UNKNOWN

    def _press_cancel(
        self, request: RoomRequest, reference: str | None, evidence: Evidence, *, before_press: Callable[[], None]
    ) -> None:
        """Whatever happens after the press, the read-back decides."""
        flow = self._profile.cancel
        assert flow is not None
        entry = RoomTable(self._profile, [request.room]).entry(request.room)
        blanks = self._rules.blanks(request, entry, reference)
        with self._visit(evidence, "cancelling", request) as visit:
            Entrance(visit, self._account).open(
                fill(flow.place, blanks, for_url=True), ready=flow.ready, doing="opening the booking"
            )
            visit.blanks = blanks
            filling = Filling(visit, blanks)
            filling.run(flow.steps)
            button = filling.control(flow.submit)
            since, documents = len(visit.traffic.responses), visit.traffic.documents
            with visit.phase("cancelling", expected=flow.submit.called):
                button.click(trial=True)
            before_press()
            try:
                button.click(no_wait_after=True)
            except PlaywrightError:
                return
            visit.until(
                lambda: (
                    visit.traffic.answered(flow.response, since) is not None
                    if flow.response
                    else visit.traffic.documents > documents
                ),
                self._waits.submit.total_seconds(),
            )
            visit.witness.picture(visit.page, "After cancelling")

    def check(self, *, evidence: Evidence) -> ProbeReport:
        now = self._clock.now()
        with self._visit(evidence, "checking the portal") as visit:
            hands = BrowserHands(visit, Entrance(visit, self._account))
            probe = Probe(hands, self._rules, pages=self._pages(visit))
            return ProbeReport(now, tuple(probe.findings(now)), probe.shape)

    def close(self) -> None:
        self._browser.close()

    @contextmanager
    def _visit(self, evidence: Evidence, caption: str, request: RoomRequest | None = None) -> Iterator[Visit]:
        names = [*names_of(request.guest), *filter(None, [request.guest_email])] if request else []
        witness = Witness(evidence, self._profile.private, names)
        visit = Visit(self._browser, self._profile, pace=self._pace, waits=self._waits, witness=witness)
        try:
            yield visit
        except (ContractBroken, Refused):
            if visit.has_page:
                witness.picture(visit.page, f"What the portal showed while {caption}")
            raise
        finally:
            witness.keep_requests(caption)
            visit.close()

    def _pages(self, visit: Visit) -> BrowserPages:
        entrance = Entrance(visit, self._account)
        wire = Wire(
            BrowserLine(self._browser, locale=self._profile.context.locale),
            hosts=self._browser.hosts,
            pace=self._pace,
            witness=visit.witness,
            patience=self._waits.page,
            alive=visit.alive,
        )
        fetching = HttpVisit(wire, self._profile, visit.witness)
        door = HttpEntrance(fetching, self._account, log_in=entrance.log_in_for_data)
        return BrowserPages(visit, entrance, fetched=HttpPages(fetching, door))

    def _survey(
        self, visit: Visit, day: date, rooms: RoomTable, *, slot: Slot | None, search: Blanks | None = None
    ) -> Survey:
        frame = DayFrame(day, self._rules.dialect, self._profile.slots)
        today = self._clock.now().astimezone(self._zone).date()
        return Survey(self._pages(visit), frame=frame, rooms=rooms, slot=slot, search=search, today=today)


class _FilledForm:
    """The PreparedForm of one visit."""

    def __init__(
        self, portal: BrowserPortal, visit: Visit, submission: Submission, request: RoomRequest, evidence: Evidence
    ) -> None:
        self._portal, self._visit, self._request, self._evidence = portal, visit, request, evidence
        self._submission = submission

    def submit(self) -> SubmitResult:
        result = self._submission.press()
        self._visit.witness.picture(self._visit.page, "The portal's answer")
        if result.outcome is SubmitOutcome.ROOM_TAKEN and self._may_be_ours():
            return replace(result, outcome=SubmitOutcome.UNKNOWN)
        return result

    def _may_be_ours(self) -> bool:
        """Chromium itself sends a request again when a kept connection breaks off: then the refusal is about our own booking."""
        try:
            entries = self._portal.find(self._request, evidence=self._evidence)
        except BookingError:
            return True
        return any(e.ours is not False and e.slot == self._request.slot for e in entries)
