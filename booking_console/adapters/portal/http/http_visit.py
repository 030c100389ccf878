"""One call's pages without a browser: opening addresses, following links, sending forms."""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.answers import Answer
from booking_console.adapters.portal.content.signs import refuse_bad_status, refuse_signs
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.fields import submission
from booking_console.adapters.portal.http.wire import Call, Wire
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.domain.errors import BookingError


class HttpVisit:
    """page: the one we are on; there is none before the first go()."""

    def __init__(self, wire: Wire, profile: Profile, witness: Witness) -> None:
        self.wire, self.profile, self.witness = wire, profile, witness
        self._page: Document | None = None
        self._ahead: dict[str, Document | BookingError] = {}

    @property
    def has_page(self) -> bool:
        return self._page is not None

    @property
    def page(self) -> Document:
        if self._page is None:
            raise AssertionError("no page was opened")
        return self._page

    def go(self, url: str, doing: str) -> Document:
        known = self._ahead.pop(url, None)
        if known is None:
            return self.send(Call(url=url), doing)
        if isinstance(known, BookingError):
            raise known
        self.arrive(known)
        self.refuse_bad_status(doing)
        return known

    def ask_ahead(self, url: str, doing: str) -> None:
        """The next go() to this address finds the answer here."""
        try:
            self._ahead[url] = Document(self.wire.send(Call(url=url), doing))
        except BookingError as error:
            self._ahead[url] = error

    def came_ahead(self, url: str) -> bool:
        return url in self._ahead

    def forget_ahead(self) -> None:
        self._ahead.clear()

    def send(self, call: Call, doing: str) -> Document:
        """Raises Unavailable for an answer that means later."""
        self.arrive(Document(self.wire.send(call, doing)))
        self.refuse_bad_status(doing)
        return self.page

    def arrive(self, page: Document) -> None:
        """From now on we are on that page."""
        self._page = page

    def ask(self, call: Call, doing: str) -> str:
        """What a script of the page would ask for; the page stays."""
        reply = self.wire.send(call, doing)
        refuse_bad_status(reply.status, reply.retry_after, doing)
        return reply.text

    def press(self, control: LexborNode, doing: str) -> None:
        """A link, or the button of a form. Whatever comes is the page that we are on."""
        self.arrive(Document(self.wire.send(press_of(self.page, control), doing)))

    def follow(self, control: LexborNode, doing: str) -> None:
        """Press, and refuse an answer that means later."""
        self.press(control, doing)
        self.refuse_bad_status(doing)

    def refuse_bad_status(self, doing: str) -> None:
        refuse_bad_status(self.page.reply.status, self.page.reply.retry_after, doing)

    def answer(self, conditions: Iterable[Condition]) -> Answer:
        return self.page.answer(conditions)

    def refuse_signs(self, doing: str) -> None:
        signs = self.profile.signs
        refuse_signs(signs, self.answer(sign.when for sign in signs), doing)


def press_of(page: Document, control: LexborNode) -> Call:
    """The request that a press of a link or of a form's button sends."""
    place = control.attributes.get("href") if control.tag == "a" else None
    if place and not place.startswith(("#", "javascript:")):
        return Call(url=page.address(place), headers={"referer": page.reply.url})
    return submission(page, control)
