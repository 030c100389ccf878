"""Pages with a form, opened in a browser without a server and filled in by steps."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.steps import Step, Wait
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.portal import EvidenceKind, RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
START = datetime(2027, 3, 4, 9, 30, tzinfo=LONDON)
REQUEST = RoomRequest(
    key="K-1", room=Room(1, "Red", "", 1), slot=Slot(START, START + timedelta(hours=1)), guest="Jane Example"
)
MONTHS = ["januar", "februar", "marts", "april", "maj", "juni",
          "juli", "august", "september", "oktober", "november", "december"]  # fmt: skip
WAITS = Waits(page=timedelta(seconds=5), control=timedelta(seconds=1))
STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


class Nowhere:
    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None: ...


@contextmanager
def running_browser(data_dir: Path) -> Iterator[KeptBrowser]:
    kept = KeptBrowser(
        Profile.model_validate(SMALL).context,
        url="http://portal.test",
        username="u",
        zone="Europe/London",
        chromium=None,
        data_dir=data_dir,
        waits=WAITS,
    )
    yield kept
    kept.close()


class FormPages:
    """Every page opened, until close()."""

    def __init__(self, browser: KeptBrowser) -> None:
        self._browser = browser
        self._visits: list[Visit] = []

    def __call__(self, html: str, *steps: dict[str, object], settle: Wait | None = None, **changes: object) -> Visit:
        profile = Profile.model_validate({**SMALL, "context": {"months": MONTHS}, **changes})
        visit = Visit(self._browser, profile, pace=Pace(profile.limits), waits=WAITS, witness=Witness(Nowhere(), []))
        self._visits.append(visit)
        visit.go("data:text/html;base64," + b64encode(f"<meta charset=utf-8>{html}".encode()).decode(), "opening")
        # A page without a server has no status of its own.
        visit.traffic.page_status = 200
        filling = Filling(visit, Rulebook(profile, LONDON).blanks(REQUEST, profile.rooms[0]))
        form = profile.form.model_copy(update={"scope": "body", "ignore": (), "settle": settle})
        filling.run(STEPS.validate_python(steps), form=form)
        return visit

    def close(self) -> None:
        for visit in self._visits:
            visit.close()
