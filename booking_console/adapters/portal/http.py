"""The booking site, driven by its profile without a browser: forms are replayed, pages are parsed, nothing is drawn."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.abilities import browser_only
from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.chromium import Waits
from booking_console.adapters.portal.document import Document
from booking_console.adapters.portal.fields import is_off
from booking_console.adapters.portal.http_entrance import HttpEntrance
from booking_console.adapters.portal.http_filling import HttpFilling
from booking_console.adapters.portal.http_line import HttpLine
from booking_console.adapters.portal.http_pages import HttpPages
from booking_console.adapters.portal.http_probe import HttpHands
from booking_console.adapters.portal.http_submitting import HttpSubmission
from booking_console.adapters.portal.http_visit import HttpVisit, press_of
from booking_console.adapters.portal.loading import ProfileError
from booking_console.adapters.portal.pace import Pace
from booking_console.adapters.portal.pictures import Witness
from booking_console.adapters.portal.probe import Probe
from booking_console.adapters.portal.profile import Form, Profile
from booking_console.adapters.portal.reading import DayFrame, busy_by_room
from booking_console.adapters.portal.refusals import refuse_by_rule
from booking_console.adapters.portal.requests import Rulebook, is_gone, ours_among
from booking_console.adapters.portal.rooms import RoomTable
from booking_console.adapters.portal.session_file import SessionFile, account_mark
from booking_console.adapters.portal.survey import Survey
from booking_console.adapters.portal.templates import Blanks, fill
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
    SubmitResult,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.ports import Clock, Evidence
from booking_console.services.sealing import Sealing

_FILLING = "filling in the form"


class HttpPortal:
    """Refuses a profile that needs a browser when it is made (ProfileError). zone: the practice's, used when the profile names none
    of its own. sealing: how the login session is kept for the next start; None: it is not kept."""

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
        waits: Waits | None = None,
        sealing: Sealing | None = None,
    ) -> None:
        needs = browser_only(profile)
        if needs:
            raise ProfileError(profile.name, [f"{need}: this needs the browser transport" for need in needs])
        self._profile, self._waits, self._clock = profile, waits or Waits(), clock
        self._zone = ZoneInfo(profile.context.zone or zone)
        self._rules = Rulebook(profile, self._zone, driven="http")
        self._account = Account(url, username, password, totp_secret, clock.now)
        self._hosts = frozenset({urlsplit(url).netloc, *profile.context.allow_hosts})
        self._pace = Pace(profile.limits)
        file = SessionFile(data_dir / f"portal-cookies-{account_mark(url, username)}.sealed", sealing)
        self._line = HttpLine(locale=profile.context.locale, file=file)

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
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator["_ReplayedForm"]:
        entry = RoomTable(self._profile, [request.room]).entry(request.room)
        self._rules.refuse_impossible(request.slot, self._clock.now())
        with self._visit(evidence, _FILLING, request) as visit:
            form, blanks = self._profile.form, self._rules.blanks(request, entry)
            entrance = self._entrance(visit)
            place = fill(form.place, blanks, for_url=True)
            entrance.open(place, ready=form.ready or form.scope, doing="opening the form")
            filling = HttpFilling(visit, blanks, between=lambda: _refuse_between(visit, entrance, form))
            filling.run(form.steps, form=form)
            visit.witness.digest(visit.page.text, "The form, filled in")
            patience = self._waits.submit
            yield _ReplayedForm(visit, HttpSubmission(visit, filling, names_of(request.guest), patience=patience))

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
            place = fill(flow.place, blanks, for_url=True)
            self._entrance(visit).open(place, ready=flow.ready, doing="opening the booking")
            filling = HttpFilling(visit, blanks)
            filling.run(flow.steps)
            button = filling.control(flow.submit)
            if is_off(button):
                raise ContractBroken(
                    "The portal's button for cancelling is switched off.",
                    expected=f"{flow.submit.called} to be on",
                    found="it is off",
                )
            call = press_of(visit.page, button)
            visit.wire.wait()
            before_press()
            seconds = self._waits.submit.total_seconds()
            try:
                reply = visit.wire.send(call, "cancelling", seconds=seconds, is_paced=False)
            except BookingError:
                return
            visit.witness.digest(Document(reply).text, "After cancelling")

    def check(self, *, evidence: Evidence) -> ProbeReport:
        now = self._clock.now()
        with self._visit(evidence, "checking the portal") as visit:
            entrance = self._entrance(visit)
            probe = Probe(HttpHands(visit, entrance), self._rules, pages=HttpPages(visit, entrance))
            return ProbeReport(now, tuple(probe.findings(now)), probe.shape)

    def close(self) -> None:
        self._line.close()

    @contextmanager
    def _visit(self, evidence: Evidence, caption: str, request: RoomRequest | None = None) -> Iterator[HttpVisit]:
        witness = Witness(evidence, self._profile.private, names_of(request.guest) if request else [])
        wire = Wire(self._line, hosts=self._hosts, pace=self._pace, witness=witness, patience=self._waits.page)
        visit = HttpVisit(wire, self._profile, witness)
        try:
            yield visit
        except (ContractBroken, Refused):
            if visit.has_page:
                witness.digest(visit.page.text, f"What the portal showed while {caption}")
            raise
        finally:
            witness.keep_requests(caption)

    def _entrance(self, visit: HttpVisit) -> HttpEntrance:
        return HttpEntrance(visit, self._account, keep_session=self._line.keep_session)

    def _survey(
        self, visit: HttpVisit, day: date, rooms: RoomTable, *, slot: Slot | None, search: Blanks | None = None
    ) -> Survey:
        frame = DayFrame(day, self._rules.dialect, self._profile.slots)
        today = self._clock.now().astimezone(self._zone).date()
        pages = HttpPages(visit, self._entrance(visit))
        return Survey(pages, frame=frame, rooms=rooms, slot=slot, search=search, today=today)


def _refuse_between(visit: HttpVisit, entrance: HttpEntrance, form: Form) -> None:
    """A page between two steps of the form that is not the next one. Nothing was booked yet, so every such answer is an error."""
    answer = visit.answer([*entrance.watched(), *(rule.when for rule in form.refusals)])
    refuse_by_rule(form, answer)
    visit.refuse_signs(_FILLING)
    if entrance.is_signed_out(answer):
        raise Unavailable("The portal ended our login while the form was filled in.")


class _ReplayedForm:
    """The PreparedForm of one visit."""

    def __init__(self, visit: HttpVisit, submission: HttpSubmission) -> None:
        self._visit, self._submission = visit, submission

    def submit(self) -> SubmitResult:
        result = self._submission.press()
        self._visit.witness.digest(self._visit.page.text, "The portal's answer")
        return result
