"""Getting to a page, signed in, whatever fetches it. One login per call, and never a second one after a refusal: the account would be
locked. Several calls at once sign in one after the other, so that a password that is refused is sent once."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.content.answers import Answer, holds, holds_here
from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.session import Session
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.account import Account
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable

NO_BLANKS = Blanks(moments={}, dialect=Dialect(zone=ZoneInfo("UTC")))  # the steps before a login have none
SIGNING_IN = "signing in"
_OPENING = "opening the login"
_UNAUTHORIZED = 401


class Doorway(ABC):
    """Opens the pages of one visit. alive: called while we wait for somebody else who signs in."""

    def __init__(self, profile: Profile, account: Account, *, alive: Callable[[], None] = lambda: None) -> None:
        self._profile, self._account, self._alive = profile, account, alive
        self._has_logged_in = False

    @abstractmethod
    def _go(self, url: str, doing: str) -> None: ...

    @abstractmethod
    def _arrive(self, ready: str | None, doing: str) -> bool:
        """False when the portal wants a login instead of the page that was asked for."""

    @abstractmethod
    def _try_login(self, session: Session) -> bool:
        """Send the login form of the page that we are on. False: no clear answer. Raises LoginRefused."""

    @abstractmethod
    def _keep_session(self) -> None:
        """For the next start."""

    @property
    def _session(self) -> Session | None:
        return self._profile.session

    def address(self, place: str) -> str:
        return urljoin(self._account.url, place)

    def open(self, place: str, *, ready: str | None, doing: str) -> None:
        """The page of the profile. ready: what it shows when it is the right one."""
        if self._profile.context.basic_auth and self._account.was_refused:
            raise login_refused()
        url = self.address(place)
        self._go(url, doing)
        if self._arrive(ready, doing):
            return
        self._log_in(place)
        self._go(url, doing)
        if not self._arrive(ready, doing):
            raise Unavailable(f"The portal asked for the login again at once, while {doing}.")

    def watched(self) -> list[Condition]:
        session = self._session
        login = [session.logged_in, *session.logged_out] if session else []
        return [*login, *(sign.when for sign in self._profile.signs)]

    def is_signed_out(self, answer: Answer) -> bool:
        return self._session is not None and any(holds_here(c, answer) for c in self._session.logged_out)

    def _is_there(self, answer: Answer, ready: str | None) -> bool:
        if ready is not None:
            return ready in answer.elements
        if self._session is None:
            return answer.status != _UNAUTHORIZED
        return holds(self._session.logged_in, answer)

    def _unlike_the_profile(self, ready: str | None, doing: str, status: int | None) -> ContractBroken:
        if status == _UNAUTHORIZED and self._profile.context.basic_auth:
            self._account.was_refused = True
            return login_refused()
        if status == _UNAUTHORIZED:
            return ContractBroken(
                f"The portal wants HTTP authentication, and the profile does not say so, while {doing}.",
                expected="context.basic_auth = true in the profile",
                found="a page with status 401",
            )
        return ContractBroken(
            f"The portal's page is not the one the profile describes, while {doing}.",
            expected=f'"{ready}"' if ready else "a page that shows that we are signed in",
            found=f"a page without it (status {status})",
        )

    def log_in_for_data(self, place: str | None = None) -> None:
        """After a request without a page was refused for want of a login. place: where the login form may appear inline."""
        session = self._session
        if session is None or self._has_logged_in:
            raise ContractBroken("The portal refuses its data.", expected="data", found="a demand for a login")
        inline = place or self._profile.form.place
        self._go(self.address(session.place or inline), _OPENING)
        if not self._arrive(None, _OPENING):
            self._log_in(inline)

    def _log_in(self, place: str) -> None:
        """place: where the login form has just appeared."""
        del place
        with self._account.turn.taken(self._alive):
            self._log_in_alone()

    def _log_in_alone(self) -> None:
        session = self._session
        assert session is not None
        if self._account.was_refused:
            raise login_refused()
        if self._has_logged_in:
            raise Unavailable("The portal ended our login twice in one call.")
        if session.place is not None:
            self._go(self.address(session.place), _OPENING)
        self._has_logged_in = True
        for _ in range(session.max_attempts):
            if self._try_login(session):
                self._keep_session()
                return
        raise ContractBroken(
            "The portal's login gives no clear answer.", expected="the signed-in page or a refusal", found="neither"
        )

    def _heed_refusal(self, session: Session, answer: Answer) -> None:
        if any(holds(c, answer) for c in session.refused):
            self._account.was_refused = True
            raise login_refused()


def login_refused() -> LoginRefused:
    return LoginRefused(
        "The portal refused our user name or password. It is not tried again, so that the account is not locked.",
        expected="to be signed in",
        found="the login was refused",
    )
