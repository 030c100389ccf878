"""`portal unlock`: a person passes the page that only a person may pass, and the session is kept. Nothing is pressed here."""

from collections.abc import Sequence
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from booking_console.adapters.portal.browser.chromium import KeptBrowser, Window
from booking_console.adapters.portal.content.answers import Answer, holds, selectors
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.http.http_line import keep_cookies
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import fill
from booking_console.adapters.portal.recording.recorder import Place, Watcher
from booking_console.adapters.portal.recording.window import OpenWindow, interruptible
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.probe import first_slot
from booking_console.adapters.portal.road.session_file import SessionFile, account_mark
from booking_console.domain.errors import Refused
from booking_console.domain.portal import RoomRequest
from booking_console.domain.rooms import Room
from booking_console.services.ports import Clock

_HELLO = (
    "A browser is open, with the session that is kept for this account. Pass the page that wants a person, or sign in, until the portal "
    "shows its usual pages. Then come back and press Enter. Book nothing: that is done by itself afterwards."
)


def unlock(profile: Profile, account: Account, *, place: Place, person: Watcher, clock: Clock) -> None:
    """Raises Refused when the person leaves before the page was passed: the session stays as it was."""
    browser = KeptBrowser(
        profile.context,
        url=account.url,
        username=account.username,
        zone=_zone(profile, place).key,
        chromium=place.chromium,
        data_dir=place.data_dir,
        waits=place.waits,
        sealing=place.sealing,
        window=Window(place.port),
    )
    try:
        with interruptible() as stopped:
            window = OpenWindow(browser, _usual_page(profile, account, place, clock), lambda _context: None)
            person.tell(_HELLO)
            is_passed = window.wait(lambda: stopped.is_set() or _is_passed(window, profile, person))
            if stopped.is_set() or not is_passed:
                raise Refused("It was broken off: the session stays as it was, and booking stays stopped.")
            browser.keep_session()
            cookies = [dict(cookie) for cookie in window.context.cookies()]
    finally:
        browser.close()
    mark = account_mark(account.url, account.username)
    keep_cookies(SessionFile(place.data_dir / f"portal-cookies-{mark}.sealed", place.sealing), cookies)


def _usual_page(profile: Profile, account: Account, place: Place, clock: Clock) -> str:
    """That of the form: behind every door through which the program must go, too."""
    zone, entry = _zone(profile, place), profile.rooms[0]
    rules, slot = Rulebook(profile, zone), first_slot(profile, clock.now().astimezone(zone).date(), zone)
    request = RoomRequest(key="unlock", room=Room(1, entry.name, entry.area, 1), slot=slot, guest="Nobody Yet")
    return urljoin(account.url, fill(profile.form.place, rules.blanks(request, entry), for_url=True))


def _is_passed(window: OpenWindow, profile: Profile, person: Watcher) -> bool:
    if not person.is_done():
        return False
    blocking = next((words for page in window.context.pages[-1:] if (words := _in_the_way(page, profile))), "")
    if blocking:
        person.tell(f"The page {blocking}. Pass it, then press Enter again.")
    return not blocking


def _in_the_way(page: Page, profile: Profile) -> str:
    """What still keeps the program out, "" when nothing does."""
    session = profile.session
    signs = [sign.when for sign in profile.signs if sign.means == "person"]
    doors = list(session.logged_out) if session else []
    doors += [session.code.when] if session and session.code else []
    try:
        answer = _look(page, [*signs, *doors])
    except PlaywrightError:
        return "is just being replaced by another"
    if any(holds(sign, answer) for sign in signs):
        return "still wants a person"
    return "still asks for the login" if any(holds(door, answer) for door in doors) else ""


def _look(page: Page, conditions: Sequence[Condition]) -> Answer:
    visible, disabled = selectors(conditions)
    return Answer(
        url=page.url,
        text=page.locator("body").inner_text(),
        elements=frozenset(css for css in visible if page.locator(css).filter(visible=True).count()),
        disabled=frozenset(css for css in disabled if page.locator(css).and_(page.locator(":disabled")).count()),
    )


def _zone(profile: Profile, place: Place) -> ZoneInfo:
    return ZoneInfo(profile.context.zone) if profile.context.zone else place.zone
