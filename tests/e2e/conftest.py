"""The house is built and started once for all of these tests; each test opens a browser tab of its own."""

import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from booking_console.adapters.portal.browser.chromium import find_chromium
from booking_console.demo.stage import Stage
from booking_console.domain.schedule import JobName, Rhythm
from tests.e2e.history import keep_history
from tests.e2e.house import House, a_stage, open_house

expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Console, worker and portal, as they run in a practice."""
    yield from _opened(a_stage(tmp_path_factory.mktemp("house")), is_working=True)


@pytest.fixture(scope="session")
def still_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A console with a past and without a worker: nothing changes by itself."""
    for opened in _opened(a_stage(tmp_path_factory.mktemp("still")), is_working=False):
        keep_history(opened.records)
        yield opened


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure tells what the house's programs said last, before what the page showed: that is long."""
    report = yield
    house = item.funcargs.get("house") if report.failed else None
    if isinstance(house, House):
        said = "\n\n".join(house.stage.last_words())
        report.longrepr = f"{said}\n\n{report.longrepr}"
    return report


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = find_chromium(None)
    arguments = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found) if found else None, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Nobody is signed in yet."""
    with chromium.new_context(
        viewport={"width": 1440, "height": 900}, timezone_id="Europe/London", locale="en-GB"
    ) as context:
        context.set_default_timeout(60_000)
        yield context.new_page()


def _opened(stage: Stage, *, is_working: bool) -> Iterator[House]:
    try:
        opened = open_house(stage, is_working=is_working)
        with opened.records.new_uow() as uow:
            schedule = uow.control.schedule()
            rhythms = {**schedule.rhythms, JobName.POLL: Rhythm(every=timedelta(seconds=2))}
            uow.control.set_schedule(replace(schedule, rhythms=rhythms), at=opened.records.clock.now())
        yield opened
        opened.records.close()
    finally:
        stage.close()
