"""The first two stories: a morning at the front desk, and a mail that can be read in two ways."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.history import TODAY
from tests.e2e.house import House, doubtful, until
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_the_morning_is_one_sentence_and_one_click(tab: Page, still_house: House) -> None:
    sign_in(tab, still_house)
    main = tab.get_by_role("main")
    expect(main).to_contain_text(f"All {TODAY} appointments of today have a room. 1 needs you.")
    expect(main).to_contain_text("portal fine")
    tab.get_by_role("link", name="Look at it").click()
    expect(tab.get_by_role("heading", level=1, name="Needs attention")).to_be_visible()
    expect(main).to_contain_text("All rooms are taken at that time.")


def test_a_doubtful_mail_is_corrected_booked_and_can_be_taken_back(tab: Page, house: House) -> None:
    house.receives(doubtful("Rosalind Avery"))
    go(sign_in(tab, house), house, house.asked("Rosalind Avery"))
    mail = tab.get_by_role("article", name="The mail")
    expect(mail.locator("mark").filter(has_text="Initial consultation")).to_be_visible()
    expect(mail).to_contain_text(re.compile(r"When\s*\w+day \d\d/\d\d/\d{4}"))
    tab.get_by_role("radiogroup").get_by_role("radio").first.click()
    expect(tab.get_by_role("heading", name="This will mean Consult room 1")).to_be_visible()
    tab.get_by_role("button", name=re.compile("Book Consult room 1")).dblclick()  # which decides one question, not two
    booked = tab.get_by_role("status").filter(has_text="Booked Consult room 1 for R. A.")
    expect(booked).to_contain_text(re.compile(r"Portal reference \w+-\d+"))
    assert len(house.portal.live("Rosalind Avery")) == 1
    booked.get_by_role("button", name="Undo").click()
    until(lambda: not house.portal.live("Rosalind Avery"), "the room is free again")
    go(tab, house, house.asked("Rosalind Avery"))  # another question may have come to the front meanwhile
    expect(tab.get_by_role("button", name=re.compile("Book Consult room 1"))).to_be_visible()
