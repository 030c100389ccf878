"""Where a step presses and what it finds: places of a calendar, controls inside their labels, boxes ticked beforehand."""

from collections.abc import Iterator

import pytest

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.domain.errors import ContractBroken, RoomTaken
from tests.form_pages import FormPages, running_browser

pytestmark = pytest.mark.browser


CALENDAR = (
    "<style>#day {{ position: relative; height: 400px; width: 300px }} .line, .room, .entry {{ position: absolute }}"
    " .line {{ left: 0; right: 0; height: 40px }} .room {{ top: 0; height: 400px; width: 140px }} .entry {{ height: 40px; width: 100% }}"
    "</style><div style='height: 150px; overflow: auto'><div id=day onclick='place(event)'>"
    "<div class=line id=h9 style='top: 280px'></div><div class=room id=r-red style='left: 150px'>{entry}</div></div></div>"
    "<p id=said></p><script>function place(e) {{ const at = document.querySelector('#day').getBoundingClientRect();"
    "document.querySelector('#said').textContent = `${{e.clientX - at.left > 150 ? 'red' : 'blue'}}"
    " ${{Math.floor((e.clientY - at.top) / 40)}}`; }}</script>"
)
CROSSING = {
    "do": "click", "target": {"css": "#r-red"}, "crossing": "#h{start:%-H}", "covered": ".entry", "when_missing": "taken",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptBrowser]:
    with running_browser(tmp_path_factory.mktemp("session")) as kept:
        yield kept


@pytest.fixture
def filled(browser) -> Iterator[FormPages]:
    pages = FormPages(browser)
    yield pages
    pages.close()


def test_an_empty_place_of_a_calendar_is_pressed_where_room_and_time_cross(filled):
    visit = filled(CALENDAR.format(entry=""), CROSSING)
    assert visit.page.locator("#said").inner_text() == "red 7"


def test_a_place_of_a_calendar_with_an_entry_over_it_means_a_taken_room(filled):
    with pytest.raises(RoomTaken):
        filled(CALENDAR.format(entry="<i class=entry style='top: 280px'></i>"), CROSSING)


def test_a_calendar_whose_lines_do_not_reach_the_room_is_another_one(filled):
    with pytest.raises(ContractBroken, match="another way"):
        filled(CALENDAR.format(entry="") + "<div id=far>elsewhere</div>", CROSSING | {"target": {"css": "#far"}})


def test_a_box_that_the_portal_ticks_beforehand_is_cleared(filled):
    visit = filled(
        "<label><input type=checkbox checked> Send mail</label>", {"do": "uncheck", "target": {"label": "Send mail"}}
    )
    assert not visit.page.locator("input").is_checked()


def test_a_control_inside_its_label_is_found_by_it(filled):
    html = "<label>Room <select><option>Blue</option><option>Red</option></select></label>"
    visit = filled(html, {"do": "select", "target": {"label": "Room"}, "by": "label", "value": "Red"})
    assert visit.page.locator("select").input_value() == "Red"
