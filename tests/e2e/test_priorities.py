"""The fourth story: new priorities, weighed before they are saved."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.history import AHEAD
from tests.e2e.house import House, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_room_is_switched_off_and_another_moved_up_before_anything_is_saved(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, "/rooms")
    tab.get_by_role("button", name="Switch off Treatment room 2").click()
    tab.get_by_label("From").fill(str(working_day(5)))
    tab.get_by_label("Until, included").fill(str(working_day(5) + timedelta(days=7)))
    tab.get_by_label("Reason, shown in the calendar").fill("Painting")
    drag(tab, "Treatment room 3", "Consult room 1")
    effect = tab.get_by_role("complementary", name="What this will mean")
    expect(effect.get_by_role("listitem").filter(has_text="Treatment room 2")).to_have_count(AHEAD)
    expect(effect.get_by_role("table")).to_contain_text("Treatment room 3")
    tab.get_by_label("Note for this version").fill("Treatment room 2 is painted")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("button", name="Save")).to_be_hidden()
    expect(tab.get_by_role("main")).to_contain_text("Version 2")
    assert what_is_kept(still_house) == ("Treatment room 3", "Treatment room 2 is painted", ["Painting"])


def drag(tab: Page, name: str, onto: str) -> None:
    handle = tab.get_by_role("button", name=f"Move {name}")
    handle.scroll_into_view_if_needed()
    goal = tab.get_by_role("button", name=f"Move {onto}").bounding_box()
    assert goal is not None
    handle.hover()
    tab.mouse.down()
    tab.mouse.move(goal["x"] + 5, goal["y"] + 40, steps=5)
    tab.mouse.move(goal["x"] + 5, goal["y"] - 2, steps=5)
    tab.mouse.up()
    expect(tab.get_by_role("listitem").filter(has_text=name).first).to_contain_text("was 6")


def what_is_kept(house: House) -> tuple[str, str, list[str]]:
    with house.records.new_uow() as uow:
        names = {room.id: room.name for room in uow.rooms.all()}
        kept = uow.rooms.current_list(None)
        return names[kept.room_ids[0]], kept.note, [closure.reason for closure in uow.rooms.closures()]
