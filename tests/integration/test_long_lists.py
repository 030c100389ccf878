"""A list that is longer than what is drawn of it: read to its end, or not read at all. What was not seen is never free."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.loading import ProfileError, parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.allocation import Busy
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.rooms import Room
from booking_console.outside import SystemClock
from booking_console.services.look_ahead import NoEvidence
from tests.long_list import PROFILE, long_list

pytestmark = pytest.mark.browser
OURS = [Room(1, "Consult room 1", "", 1), Room(2, "Consult room 2", "", 2)]
DAY = date(2027, 1, 4)
COUNT = 'count = { css = "#of", pattern = "of ([0-9]+)" }'
WAYS = {
    "scroll": 'scroll = "#box"',
    "next": 'next = { text = "Next" }',
    "more": 'more = { text = "Load more" }',
    "late": 'next = { text = "Next" }',
}
BOTH = [
    (transport, path)
    for transport in (BrowserPortal, HttpPortal)
    for path in WAYS
    if transport is BrowserPortal or path not in ("scroll", "late")
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with long_list() as address:
        yield address


def seen(
    transport: type[BrowserPortal] | type[HttpPortal], url: str, data: Path, *, path: str, keys: str
) -> Mapping[int, tuple[Busy, ...]]:
    portal = transport(
        parse_profile(PROFILE.format(path=path, keys=keys)), url=url, username="", password="", data_dir=data,
        zone="UTC", clock=SystemClock(), waits=Waits(page=timedelta(seconds=10), control=timedelta(seconds=2)),
    )  # fmt: skip
    try:
        return portal.look(DAY, rooms=OURS, evidence=NoEvidence()).busy
    finally:
        portal.close()


@pytest.mark.parametrize(("transport", "path"), BOTH)
def test_every_row_is_read_once(
    transport: type[BrowserPortal] | type[HttpPortal], path: str, url: str, tmp_path: Path
) -> None:
    busy = seen(transport, url, tmp_path, path=path, keys=f"{WAYS[path]}\n{COUNT}")
    taken = [[b for b in busy[room] if not b.is_closed] for room in (1, 2)]
    assert [len(entries) for entries in taken] == [29, 28]
    assert taken[0][-1].slot.start == datetime(2027, 1, 4, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(("path", "found"), [("cut", "20 rows"), ("marked", "20 rows")])
def test_a_list_that_is_longer_than_it_shows_is_not_read(path: str, found: str, url: str, tmp_path: Path) -> None:
    with pytest.raises(ContractBroken) as broken:
        seen(HttpPortal, url, tmp_path, path=path, keys=COUNT if path == "cut" else "")
    assert broken.value.found == found
    assert "57 rows" in broken.value.expected


def test_a_list_whose_count_moved_while_it_was_read_is_read_later(url: str, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="57 rows, and 20 were seen"):
        seen(HttpPortal, url, tmp_path, path="cut", keys=f"{WAYS['next']}\n{COUNT}")


def test_what_is_drawn_by_scrolling_needs_a_browser() -> None:
    profile = parse_profile(PROFILE.format(path="scroll", keys=WAYS["scroll"]))
    assert browser_only(profile) == ("availability[1].scroll (rows that are drawn while a page is scrolled)",)


def test_there_is_one_way_to_the_rest_of_a_list() -> None:
    with pytest.raises(ProfileError, match='one of the keys "next", "more" and "scroll"'):
        parse_profile(PROFILE.format(path="next", keys=f"{WAYS['next']}\n{WAYS['more']}"))
