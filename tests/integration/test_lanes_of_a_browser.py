"""What several errands share when they go on at the same time in one browser, and what becomes of them when it dies."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.language.profile import Context
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import Unavailable

pytestmark = pytest.mark.browser
FOR_EVER = "() => new Promise(() => {})"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[KeptBrowser]:
    kept = KeptBrowser(
        Context(),
        url="http://portal.test",
        username="u",
        zone="Europe/London",
        chromium=None,
        data_dir=tmp_path,
        waits=Waits(),
    )
    kept.page().close()
    yield kept
    kept.close()


def commands(word: str) -> list[psutil.Process]:
    """Our own children with that word in their command."""
    return [one for one in psutil.Process().children(recursive=True) if word in command(one)]


def command(process: psutil.Process) -> str:
    """Nothing for one that has ended, though it may still be listed."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def kill(word: str) -> None:
    for process in commands(word):
        process.kill()


def mark(browser: KeptBrowser) -> str:
    """What tells its processes from those of other tests."""
    return browser._mark.argument


def browsers(browser: KeptBrowser) -> int:
    """Processes of this one that are none of a page; a browser may have one that starts it."""
    return sum("--type=" not in command(one) for one in commands(mark(browser)))


def test_one_waits_while_the_others_go_on(browser: KeptBrowser) -> None:
    begun = time.monotonic()
    said: list[str] = []

    def wait(name: str, seconds: float) -> Callable[[], None]:
        def act() -> None:
            page = browser.page()
            page.wait_for_timeout(seconds * 1000)
            browser.engine.sleep(seconds)
            said.append(name)
            page.close()

        return act

    browser.engine.at_once([wait("slow", 2), wait("quick", 1), wait("quicker", 0.1)])
    assert said == ["quicker", "quick", "slow"]
    assert time.monotonic() - begun < 6


def test_an_error_of_one_is_raised_when_all_have_ended(browser: KeptBrowser) -> None:
    ended: list[int] = []

    def fail() -> None:
        raise Unavailable("of the first")

    def go_on() -> None:
        browser.engine.sleep(0.2)
        ended.append(1)

    with pytest.raises(Unavailable, match="of the first"):
        browser.engine.at_once([fail, go_on])
    assert ended == [1]


def test_a_question_that_is_never_answered_ends_with_its_time_and_disturbs_nobody(browser: KeptBrowser) -> None:
    took: list[float] = []

    def ask() -> None:
        page, begun = browser.page(), time.monotonic()
        with pytest.raises(PlaywrightTimeout), browser.engine.within(0.3):
            page.evaluate(FOR_EVER)
        took.append(time.monotonic() - begun)
        assert page.evaluate("() => 7") == 7

    browser.engine.at_once([ask, lambda: browser.page().wait_for_timeout(600)])
    assert 0.3 <= took[0] < 10


def test_a_browser_that_dies_under_all_of_them_is_started_again_once(browser: KeptBrowser) -> None:
    ready, lost, before = list[int](), list[int](), browsers(browser)

    def lane(number: int) -> None:
        own = browser.beside(number)
        page = own.page()
        ready.append(number)
        if len(ready) == 3:
            kill(mark(browser))
        try:
            page.evaluate(FOR_EVER)
        except PlaywrightError:
            lost.append(number)
        assert own.page().evaluate("() => 7") == 7

    browser.engine.at_once([lambda n=n: lane(n) for n in (2, 3, 4)])  # type: ignore[misc]  # a lambda's default has no type
    assert sorted(lost) == [2, 3, 4]
    assert browsers(browser) == before


def test_when_playwright_itself_dies_all_of_them_end_and_the_next_call_starts_anew(browser: KeptBrowser) -> None:
    ready, ended = list[int](), list[int]()

    def lane(number: int) -> None:
        own = browser.beside(number)
        page = own.page()
        ready.append(number)
        if len(ready) == 2:
            kill("run-driver")
        with pytest.raises(PlaywrightError):
            page.evaluate(FOR_EVER)
        browser.engine.sleep(0.1)
        with pytest.raises(Unavailable):
            own.page()
        ended.append(number)

    browser.engine.at_once([lambda n=n: lane(n) for n in (2, 3)])  # type: ignore[misc]  # a lambda's default has no type
    assert sorted(ended) == [2, 3]
    assert browser.page().evaluate("() => 7") == 7
