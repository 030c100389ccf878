"""A list that a page draws only as far as it is scrolled: gone through from its beginning to its end."""

import time
from collections.abc import Callable, Iterator

from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.sources import ItemsSource
from booking_console.domain.errors import ContractBroken, Unavailable

_MOST_VIEWS = 400
_REST = 0.25  # seconds without a request or a change after which what is drawn is all that comes
# Half a view at a time, so that each shows a part of the one before; true at the end.
_TO_THE_TOP = "box => { box.scrollTop = 0; }"
_ON = """box => {
  const before = box.scrollTop;
  box.scrollTop = before + Math.max(Math.floor(box.clientHeight / 2), 1);
  return box.scrollTop === before;
}"""


def unrolled(visit: Visit, source: ItemsSource) -> Iterator[str]:
    """One view after the other. Raises Unavailable when the page does not come to rest, ContractBroken when it has no end."""
    assert source.scroll is not None
    with visit.phase("reading the rooms", expected=f'"{source.scroll}"'):
        box = visit.view.locator(source.scroll).first
        box.evaluate(_TO_THE_TOP)
    for _ in range(_MOST_VIEWS):
        yield at_rest(visit)
        with visit.phase("scrolling the rooms", expected=f'"{source.scroll}"'):
            is_end = box.evaluate(_ON)
        if is_end:
            return
    raise ContractBroken("The portal's list has no end.", expected=f"{_MOST_VIEWS} views at most", found="still more")


def scroll_until(visit: Visit, css: str, is_drawn: Callable[[], bool]) -> None:
    """From the top, until it is drawn or the end has come."""
    box = visit.view.locator(css).first
    box.evaluate(_TO_THE_TOP)
    for _ in range(_MOST_VIEWS):
        at_rest(visit)
        if is_drawn() or box.evaluate(_ON):
            return


def at_rest(visit: Visit) -> str:
    """What is drawn once nothing is asked for any more and nothing has changed for a while: rows come later than the scroll."""
    drawn, since = visit.html(), time.monotonic()

    def is_still() -> bool:
        nonlocal drawn, since
        if (now := visit.html()) != drawn:
            drawn, since = now, time.monotonic()
        return drawn != "" and min(time.monotonic() - since, visit.traffic.quiet_for()) > _REST

    if not visit.until(is_still, visit.waits.page.total_seconds()):
        raise Unavailable("The portal's list does not come to rest.")
    return drawn
