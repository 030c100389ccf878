"""A manager lets a sender out of quarantine, teaches a strange layout, and says what a service means."""

import pytest
from playwright.sync_api import Page, expect

from booking_console.demo.mailbox.model import Draft
from tests.e2e.house import House, confirmation, until, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
STRANGER = "Kestrel Clinic <bookings@kestrelclinic.example>"
STRANGE = "Your visit is confirmed.\n\nOccupant :: {guest} (file 771)\nBegins :: {day} at 16:00\nDone by :: 16:30\n"


def odd(guest: str) -> Draft:
    """Nothing in it is a label that the reader knows."""
    day = working_day(4)
    text = STRANGE.format(guest=guest, day=f"{day.day} {day:%B} {day.year}")
    return Draft(slug=f"odd-{guest[:4]}", style="odd", sender=STRANGER, subject="Visit confirmed", text=text)


def test_trusting_a_stranger_books_the_mail_that_waited(tab: Page, house: House) -> None:
    draft = confirmation("Oona Strange", working_day(4), "15:00")
    house.receives(Draft(slug="stranger", style="labelled", sender=STRANGER, subject=draft.subject, text=draft.text))
    go(sign_in(tab, house), house, house.asked("Oona Strange"))
    held = tab.get_by_role("note").filter(has_text="In quarantine")
    expect(held).to_contain_text("not on your list of trusted senders")
    held.get_by_role("button", name="Trust bookings@kestrelclinic.example").click()
    tab.get_by_role("dialog").get_by_role("button", name="Trust this sender").click()
    expect(held).to_be_hidden()
    house.booked("Oona Strange")


def test_a_layout_that_nobody_knows_is_taught_by_example(tab: Page, house: House) -> None:
    sign_in(tab, house)
    trust_by_hand(tab, house)
    house.receives(odd("Lena Marked"))
    mail = until(lambda: waiting(house), "the odd mail waits")
    go(tab, house, f"/attention?item=message-{mail}")
    tab.get_by_role("link", name="Teach this sender's mails").click()
    for field, value in (
        ("guest", "Lena Marked"),
        ("start", f"{working_day(4).day} {working_day(4):%B %Y} at 16:00"),
        ("end", "16:30"),
    ):
        mark(tab, field, value)
    tab.get_by_role("button", name="Try it on past mails").click()
    expect(tab.get_by_role("table", name="What it would change")).to_contain_text("booked by itself")
    tab.get_by_role("button", name="Save as version 1").click()
    house.booked("Lena Marked")
    house.receives(odd("Milo Second"))
    house.booked("Milo Second")


def test_service_words_and_the_list_are_changed_on_one_page(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, "/senders")
    tab.get_by_label("Treatment words").fill("massage, taping*")
    tab.get_by_role("button", name="Save words").click()
    tab.get_by_label("Address or domain").fill("no domain")
    tab.get_by_role("button", name="Trust").click()
    expect(tab.get_by_role("alert")).to_contain_text("Expected an address")
    with still_house.records.new_uow() as uow:
        kept = uow.teachings.words()
    assert kept.version == 1
    assert "taping*" in kept.words


def trust_by_hand(tab: Page, house: House) -> None:
    with house.records.new_uow() as uow:
        known = [one.entry for one in uow.teachings.trusted()]
    if "kestrelclinic.example" in known:
        return
    go(tab, house, "/senders")
    tab.get_by_label("Address or domain").fill("kestrelclinic.example")
    tab.get_by_role("button", name="Trust").click()
    expect(tab.get_by_role("table", name="Trusted senders")).to_contain_text("kestrelclinic.example")


def waiting(house: House) -> int | None:
    with house.records.new_uow() as uow:
        mails = [uow.messages.get(number) for number in uow.teachings.asked_about()]
    return next((mail.id for mail in mails if mail.extraction and "Lena Marked" in mail.extraction.text), None)


def mark(tab: Page, field: str, value: str) -> None:
    text = tab.get_by_role("textbox", name="The mail", exact=True)
    select = "(box, value) => { const at = box.value.indexOf(value); box.setSelectionRange(at, at + value.length); }"
    text.evaluate(select, value)
    tab.get_by_role("button", name=f"This is the {field}", exact=True).click()
    expect(tab.get_by_role("table", name="Marked values")).to_contain_text(value)
