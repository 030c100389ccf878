"""What the recorder hears in a page, in every frame of it, and what it never hears."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from booking_console.adapters.portal.browser.chromium import find_chromium
from booking_console.adapters.portal.recording.story import Story
from booking_console.adapters.portal.recording.tape import Tape

pytestmark = pytest.mark.browser
ADDRESS = "http://rooms.example/"
LOGIN = """<form id="login" action="/in" method="post"><label>Name <input name="user"></label>
<label>Password <input name="secret" type="password"></label><button>Enter</button></form>
<form id="second"><label>Code <input name="otp"></label><button>Go on</button></form>"""
BOOKING = """<form id="book" action="/book" method="post"><label for="g">Guest</label><input id="g" name="guest">
<select name="room" aria-label="Room"><option value="1">CR 1</option><option value="2">CR 2</option></select><button>Book</button></form>
<script>document.getElementById('book').onsubmit = () => confirm('Sure?')</script>"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(None), args=sandbox)
        yield browser.new_page()
        browser.close()


ASKING = (
    """<button onclick="fetch('/data', {method: 'POST', body: JSON.stringify({word: 'swordfish-7'})})">Ask</button>"""
)


def heard(page: Page, body: str, tape: Tape) -> Page:
    """The page with the body, every other address empty, in a context of its own."""
    assert page.context.browser
    context = page.context.browser.new_context()
    tape.listen(context)
    pages = {ADDRESS: body, f"{ADDRESS}inner": BOOKING}
    context.route(
        "**/*", lambda route: route.fulfill(body=pages.get(route.request.url, "<p>Done</p>"), content_type="text/html")
    )
    context.route(f"{ADDRESS}data", lambda route: route.fulfill(body="{}", content_type="application/json"))
    shown = context.new_page()
    shown.goto(ADDRESS)
    shown.wait_for_timeout(300)
    return shown


def test_neither_a_password_nor_a_code_is_heard(page: Page) -> None:
    tape = Tape()
    shown = heard(page, LOGIN, tape)
    shown.get_by_label("Code").fill("918273")
    shown.get_by_label("Name").fill("front-desk")
    shown.get_by_label("Password").fill("hunter2-hunter2")
    shown.get_by_role("button", name="Enter").click()
    shown.get_by_text("Done").wait_for()
    told = "".join(moment.model_dump_json() for moment in tape.moments)
    assert [secret for secret in ("918273", "front-desk", "hunter2-hunter2") if secret in told] == []
    assert Story(tape, ADDRESS).login is not None
    shown.context.close()


@pytest.mark.parametrize(("body", "is_heard"), [(ASKING, True), (LOGIN + ASKING, False)])
def test_what_a_page_posts_is_heard_but_never_where_a_password_is_typed(
    page: Page, body: str, *, is_heard: bool
) -> None:
    tape = Tape()
    shown = heard(page, body, tape)
    with shown.expect_response("**/data"):
        shown.get_by_role("button", name="Ask").click()
    shown.wait_for_timeout(200)
    assert any("swordfish-7" in one.model_dump_json() for one in tape.sent) is is_heard
    shown.context.close()


@pytest.mark.parametrize("body", [BOOKING, '<iframe id="inside" src="/inner"></iframe>'])
def test_what_is_entered_and_answered_is_heard_in_every_frame(page: Page, body: str) -> None:
    tape = Tape()
    shown = heard(page, body, tape)
    shown.on("dialog", lambda dialog: dialog.accept())
    inside = shown.frames[-1]
    inside.get_by_label("Guest").fill("Jane Q. Example")
    inside.get_by_label("Room").select_option("2")
    inside.get_by_role("button", name="Book").click()
    inside.get_by_text("Done").wait_for()
    shown.wait_for_timeout(300)
    press = Story(tape, ADDRESS).press
    assert press is not None
    assert {one.name: one.value for one in press.form.fields} == {"guest": "Jane Q. Example", "room": "2"}
    assert [moment.text for moment in press.dialogs] == ["Sure?"]
    assert press.moment.frame == ("iframe#inside" if "iframe" in body else "")
    shown.context.close()


def test_a_page_that_talks_into_our_ear_is_not_believed(page: Page) -> None:
    tape = Tape()
    shown = heard(page, "<p>Done</p>", tape)
    before = len(tape.moments)
    shown.evaluate(
        "() => { for (const told of [1, null, {}, {kind: 'submit'}, 'x'.repeat(9)]) window.bookingRecorderHears(told); }"
    )
    shown.wait_for_timeout(200)
    assert len(tape.moments) == before
    shown.context.close()
