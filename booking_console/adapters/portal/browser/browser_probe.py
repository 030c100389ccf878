"""What a probe does in the browser."""

from collections.abc import Sequence

from booking_console.adapters.portal.browser.controls import locate
from booking_console.adapters.portal.browser.entrance import Entrance
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.steps import Step
from booking_console.adapters.portal.language.targets import named_target
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.language.words import fold_spaces

_AT_REST = 0.4  # seconds without a request


class BrowserHands:
    def __init__(self, visit: Visit, entrance: Entrance) -> None:
        self._visit, self._entrance = visit, entrance

    def open(self, place: str, *, ready: str | None, doing: str) -> None:
        self._entrance.open(place, ready=ready, doing=doing)

    def missing(self, elements: Sequence[str]) -> list[str]:
        with self._visit.phase("looking at the version"):
            return [css for css in elements if self._visit.view.locator(css).count() == 0]

    def html(self) -> str:
        """Once the page has come to rest: choices that its script fills in late would look like choices that are gone."""
        visit = self._visit
        visit.until(lambda: visit.traffic.quiet_for() > _AT_REST, visit.waits.control.total_seconds())
        return visit.html()

    def text(self) -> str:
        with self._visit.phase("looking at the version"):
            return fold_spaces(self._visit.view.locator("body").inner_text())

    def fill(self, steps: Sequence[Step], blanks: Blanks) -> None:
        Filling(self._visit, blanks).run(steps, form=self._visit.profile.form)

    def locate(self, step: Step | None, blanks: Blanks) -> None:
        target = step.target if step else self._visit.profile.submit.target
        locate(self._visit, named_target(target, blanks))

    def witness(self, caption: str) -> None:
        self._visit.picture(caption)
