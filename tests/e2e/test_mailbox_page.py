"""Where the confirmations come from: a manager sees how it is, tries it and sets it up; an alarm stands on Today."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from booking_console.domain.alarm import Alarm, AlarmKind
from tests.e2e.house import STAFF, House
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
QUIET = "No confirmation has come since 09:40. On the last 6 Tuesdays 8 to 14 came between 09:40 and 13:10."


@pytest.fixture
def alarmed(still_house: House) -> Iterator[House]:
    with still_house.records.new_uow() as uow:
        uow.mailbox.raise_alarm(Alarm(AlarmKind.TOO_QUIET, QUIET, "Look into the mailbox itself.", datetime.now(UTC)))
    yield still_house
    with still_house.records.new_uow() as uow:
        uow.mailbox.end_alarm(AlarmKind.TOO_QUIET)


def test_a_manager_sees_that_the_mailbox_is_read_and_tries_it(tab: Page, house: House) -> None:
    go(sign_in(tab, house), house, "/mailbox")
    expect(tab.get_by_text("The mailbox is read.")).to_be_visible()
    tab.get_by_role("button", name="Test", exact=True).click()
    expect(tab.get_by_text("It answers:")).to_contain_text("in ")


def test_what_the_environment_sets_is_named_and_what_it_leaves_open_is_tried_and_saved(
    tab: Page, still_house: House
) -> None:
    go(sign_in(tab, still_house), still_house, "/mailbox")
    form = tab.get_by_role("region", name="Set-up")
    expect(form.get_by_label("Folder on this machine")).to_be_disabled()
    expect(form.get_by_text("Set by BOOKING_MAIL__FOLDER")).to_be_visible()
    form.get_by_label("Settled mails go to").fill("Done")
    form.get_by_role("button", name="Test without saving").click()
    expect(form.get_by_text("Nothing is saved yet")).to_be_visible()
    form.get_by_label("Why, kept in the history").fill("Clearer name")
    form.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("Saved. The worker reads this mailbox within 5 s.")).to_be_visible()
    assert still_house.records.mail_in_force().mail.processed_folder == "Done"
    form.get_by_role("button", name="Go back to the defaults…").click()
    tab.get_by_role("button", name="Delete and go back").click()
    expect(form.get_by_label("Settled mails go to")).to_have_value("Processed")


def test_an_alarm_stands_on_today_and_leads_to_the_mailbox(tab: Page, alarmed: House) -> None:
    sign_in(tab, alarmed)
    expect(tab.get_by_text(QUIET)).to_be_visible()
    tab.get_by_role("link", name="Look at the mailbox").click()
    expect(tab.get_by_role("region", name="Alarms")).to_contain_text(QUIET)


def test_staff_do_not_see_the_mailbox(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house, STAFF), still_house, "/mailbox")
    expect(tab.get_by_text("Only managers see the mailbox and change it.")).to_be_visible()
    expect(tab.get_by_role("link", name="Mailbox")).to_have_count(0)
