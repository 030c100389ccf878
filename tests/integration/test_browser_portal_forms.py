"""Forms of other makes than the demo's: what the steps of a profile can do on a page."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from booking_console.adapters.portal.chromium import KeptBrowser, Waits
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.pace import Pace
from booking_console.adapters.portal.pictures import Witness
from booking_console.adapters.portal.profile import Profile
from booking_console.adapters.portal.requests import Rulebook
from booking_console.adapters.portal.steps import Step, Wait
from booking_console.adapters.portal.visit import Visit
from booking_console.domain.errors import ContractBroken, RoomTaken
from booking_console.domain.portal import EvidenceKind, RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

pytestmark = pytest.mark.browser
LONDON = ZoneInfo("Europe/London")
START = datetime(2027, 3, 4, 9, 30, tzinfo=LONDON)
REQUEST = RoomRequest(
    key="K-1", room=Room(1, "Red", "", 1), slot=Slot(START, START + timedelta(hours=1)), guest="Jane Example"
)
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
WAITS = Waits(page=timedelta(seconds=5), control=timedelta(seconds=1))
STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


class Nowhere:
    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None: ...


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptBrowser]:
    profile = Profile.model_validate(SMALL)
    kept = KeptBrowser(
        profile.context,
        url="http://portal.test",
        username="u",
        zone="Europe/London",
        chromium=None,
        data_dir=tmp_path_factory.mktemp("session"),
        waits=WAITS,
    )
    yield kept
    kept.close()


@pytest.fixture
def filled(browser):
    visits = []

    def fill(html: str, *steps: dict[str, object], settle: Wait | None = None, **changes: object) -> Visit:
        profile = Profile.model_validate({**SMALL, "context": {"months": MONTHS}, **changes})
        visit = Visit(browser, profile, pace=Pace(profile.limits), waits=WAITS, witness=Witness(Nowhere(), []))
        visits.append(visit)
        visit.go("data:text/html;base64," + b64encode(f"<meta charset=utf-8>{html}".encode()).decode(), "opening")
        # A page without a server has no status of its own.
        visit.traffic.page_status = 200
        filling = Filling(visit, Rulebook(profile, LONDON).blanks(REQUEST, profile.rooms[0]))
        filling.run(STEPS.validate_python(steps), settle=settle)
        filling.refuse_new_demands("body", ())
        return visit

    yield fill
    for visit in visits:
        visit.close()


def value(visit: Visit, css: str) -> str:
    return visit.page.locator(css).input_value()


def select(css: str, text: str, **more: object) -> dict[str, object]:
    return {"do": "select", "target": {"css": css}, "value": text, **more}


def test_a_date_in_three_drop_downs_and_a_length_instead_of_an_end(filled):
    def options(name: str, numbers: range) -> str:
        return f"<select id={name}><option value=''>" + "".join(f"<option>{n}" for n in numbers) + "</select>"

    html = options("d", range(1, 32)) + options("m", range(1, 13)) + options("y", range(2026, 2029)) + "<input id=l>"
    steps = [select("#d", "{date:%-d}"), select("#m", "{date:%-m}"), select("#y", "{date:%Y}")]
    visit = filled(html, *steps, {"do": "fill", "target": {"css": "#l"}, "value": "{duration:%H:%M}"})
    assert [value(visit, css) for css in ("#d", "#m", "#y", "#l")] == ["4", "3", "2027", "01:00"]


def test_a_value_that_a_late_answer_overwrites_is_entered_again(filled):
    html = "<input id=a oninput=\"window.t ??= setTimeout(() => { this.value = ''; }, 150)\"><p id=p>"
    late = "<script>setTimeout(() => p.textContent = 'done', 400)</script><style>#p:empty { display: none }</style>"
    step = {"do": "fill", "target": {"css": "#a"}, "value": "{guest}"}
    assert value(filled(html + late, step, settle=Wait(element="#p")), "#a") == "Jane Example"


def test_a_form_that_never_keeps_a_value_stops_the_booking(filled):
    with pytest.raises(ContractBroken, match="does not keep"):
        filled("<input id=a oninput=\"this.value = 'x'\">", {"do": "fill", "target": {"css": "#a"}, "value": "{guest}"})


def test_a_month_picker_in_another_language_is_paged_to_the_month(filled):
    html = (
        "<button id=o onclick='c.hidden = false'>Dato</button><div id=c hidden><b id=m></b><button onclick='go(-1)'>Forrige</button>"
        "<button onclick='go(1)'>Næste</button><button class=d data-d=4 onclick='pick()'>4</button></div>"
        f"<script>const names = {MONTHS}; let at = 2027 * 12 + 5; const go = by => {{ at += by; m.textContent = "
        "names[at % 12] + ' ' + Math.floor(at / 12); }; go(0);"
        "const pick = () => { o.dataset.v = Math.floor(at / 12) + '-' + (at % 12 + 1) + '-4'; c.hidden = true; };</script>"
    )
    step = {
        "do": "calendar", "target": {"css": "#o"}, "month": "#m", "day": ".d[data-d='{date:%-d}']",
        "next": {"text": "Næste"}, "previous": {"text": "Forrige"},
        "reads": {"attribute": "data-v", "value": "{date:%Y-%-m-%-d}"},
    }  # fmt: skip
    assert filled(html, step).page.locator("#o").get_attribute("data-v") == "2027-3-4"


def test_hidden_fields_boxes_and_fields_named_by_their_label_are_set(filled):
    html = "<input type=hidden id=h><label>Agree<input type=checkbox id=c required></label><label>Guest *<input id=g></label>"
    visit = filled(
        html,
        {"do": "set", "target": {"css": "#h"}, "value": "{room}"},
        {"do": "check", "target": {"css": "#c"}},
        {"do": "fill", "target": {"label": "Guest"}, "value": "{guest:last}"},
        {"do": "fill", "target": {"css": "#absent"}, "value": "{key}", "optional": True},
    )
    assert (value(visit, "#h"), visit.page.locator("#c").is_checked(), value(visit, "#g")) == ("r", True, "Example")


def test_a_summary_that_shows_another_time_stops_the_booking(filled):
    step = {"do": "expect", "target": {"css": "#s"}, "value": "{start:%-I:%M %p}"}
    filled("<p id=s>Thursday, 9:30\u202fAM", step)
    with pytest.raises(ContractBroken, match="another booking"):
        filled("<p id=s>Thursday, 8:30\u202fAM", step)


def test_a_room_that_is_not_offered_is_taken_only_when_the_profile_says_so(filled):
    html = "<select id=r><option value=x>X</select>"
    with pytest.raises(RoomTaken):
        filled(html, select("#r", "{room}", when_missing="taken"))
    with pytest.raises(ContractBroken):
        filled(html, select("#r", "{room}"))


def test_a_field_shown_twice_is_told_apart_by_its_number_or_stops_the_booking(filled):
    html = "<input class=a value=1><input class=a value=2>"
    visit = filled(html, {"do": "fill", "target": {"css": ".a", "nth": 1}, "value": "{key}"})
    assert value(visit, ".a >> nth=1") == "K-1"
    with pytest.raises(ContractBroken, match="more than once"):
        filled(html, {"do": "fill", "target": {"css": ".a"}, "value": "{key}"})


def test_something_that_lies_over_the_form_is_closed_first(filled):
    html = (
        "<div id=pop style='position:fixed;inset:0;background:#fff'><button id=x onclick='pop.remove()'>No thanks</button></div>"
        "<button id=b onclick=\"document.title = 'clicked'\">Next</button>"
    )
    visit = filled(html, {"do": "click", "target": {"text": "Next"}}, popups=[{"element": "#pop", "close": "#x"}])
    assert visit.page.title() == "clicked"
