"""What a probe does without a browser."""

from collections.abc import Sequence

from booking_console.adapters.portal.http.fields import locate
from booking_console.adapters.portal.http.http_entrance import HttpEntrance
from booking_console.adapters.portal.http.http_filling import HttpFilling
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.language.steps import Step
from booking_console.adapters.portal.language.targets import named_target
from booking_console.adapters.portal.language.templates import Blanks


class HttpHands:
    def __init__(self, visit: HttpVisit, entrance: HttpEntrance) -> None:
        self._visit, self._entrance = visit, entrance

    def open(self, place: str, *, ready: str | None, doing: str) -> None:
        self._entrance.open(place, ready=ready, doing=doing)

    def missing(self, elements: Sequence[str]) -> list[str]:
        return [css for css in elements if self._visit.page.tree.css_first(css) is None]

    def html(self) -> str:
        return self._visit.page.tree.html or ""

    def text(self) -> str:
        return self._visit.page.text

    def fill(self, steps: Sequence[Step], blanks: Blanks) -> None:
        HttpFilling(self._visit, blanks).run(steps, form=self._visit.profile.form)

    def locate(self, step: Step | None, blanks: Blanks) -> None:
        target = step.target if step else self._visit.profile.submit.target
        locate(self._visit.page, named_target(target, blanks))

    def witness(self, caption: str) -> None:
        if self._visit.has_page:
            self._visit.witness.digest(self._visit.page.text, caption)
