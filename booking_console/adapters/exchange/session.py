"""A login to one mailbox of an Exchange server: what is tried again, what is told, and that no call takes longer than its time.

The library's own ways with trouble are switched off: it would sleep inside the call, for up to an hour.
"""

import random
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import requests
from exchangelib import DELEGATE, IMPERSONATION, UTC, Account, Build, Configuration, Version
from exchangelib.errors import EWSError
from exchangelib.protocol import Protocol as LibraryProtocol
from exchangelib.transport import DEFAULT_HEADERS, NOAUTH
from lxml.etree import LxmlError
from spnego.exceptions import SpnegoError

from booking_console.adapters.exchange.account import ExchangeAccount
from booking_console.adapters.exchange.answers import HttpAnswer, HttpAnswers
from booking_console.adapters.exchange.errors import Server, Trouble, understood
from booking_console.adapters.exchange.line import Line
from booking_console.adapters.exchange.login import ExchangeLogin
from booking_console.domain.errors import LoginRefused, Unavailable

#: The promise of the ports is 60 s.
_LONGEST_CALL = 50.0
_LONGEST_WAIT = 10.0
_FIRST_WAIT = 1.0
_TRIES = 4
_BUILDS = {"2010": Build(14, 3), "2013": Build(15, 0, 847), "2016": Build(15, 1), "2019": Build(15, 2)}
#: Who was told that he may not is not in a hurry: a right is given by a person. A firewall that had a bad moment is met again.
_FORBIDDEN_FOR = 600.0
#: All that the libraries raise; ValueError and its like, when an answer lacks what they count on.
_THEIRS = (
    EWSError,
    HttpAnswer,
    requests.RequestException,
    OSError,
    SpnegoError,
    LxmlError,
    ValueError,
    AttributeError,
    TypeError,
    LookupError,
)
_Answer = TypeVar("_Answer")


class _Protocol(LibraryProtocol):  # type: ignore[misc] # the library has no types
    """Made outside the library's cache, which keeps passwords and failures for the life of the process."""

    RETRY_WAIT = 0  # would be taken for a hint of the server

    def __init__(self, config: Configuration, line: Line, login: ExchangeLogin) -> None:
        super().__init__(config=config)
        self._line = line
        self._login = login

    def create_session(self) -> requests.Session:
        session = self._line.session()
        session.headers.update(DEFAULT_HEADERS)
        session.headers["User-Agent"] = "booking-console"
        session.auth = self._login.auth(self._line.left)
        session.session_id = random.randint(10000, 99999)  # type: ignore[attr-defined]  # noqa: S311 - the library's mark for its debug lines
        session.usage_count = 0  # type: ignore[attr-defined]
        return session


@dataclass
class ExchangeSession:
    """Used from one thread. Connects at the first call.

    timeout: seconds for one call, all tries together. new_login: a fresh one for another thread, which shares nothing.
    forbidden_for: seconds for which nothing is asked after the server said that we may not.
    """

    account: ExchangeAccount
    new_login: Callable[[], ExchangeLogin]
    timeout: float
    tls: ssl.SSLContext
    forbidden_for: float = _FORBIDDEN_FOR
    _login: ExchangeLogin = field(init=False)
    _line: Line = field(init=False)
    _opened: Account | None = None
    _quiet_until: float = 0.0
    _forbidden: LoginRefused | None = None
    _forbidden_until: float = 0.0

    def __post_init__(self) -> None:
        self.timeout = min(self.timeout, _LONGEST_CALL)
        self._login = self.new_login()
        self._line = Line(self.tls)

    def another(self) -> "ExchangeSession":
        """To the same mailbox, with connections of its own, for another thread."""
        return ExchangeSession(self.account, self.new_login, self.timeout, self.tls)

    def call(self, ask: Callable[[Account], _Answer], *, seconds: float | None = None) -> _Answer:
        """Raises Unavailable, ContractBroken and Refused, and lets pass what `ask` raises of ours. What `ask` does may be done
        twice when the first answer was lost. Not to be used inside itself."""
        answer = self._within(seconds, lambda: self._tried(ask, leave=lambda _: False))
        assert not isinstance(answer, Trouble)
        return answer

    def once(self, ask: Callable[[Account], _Answer], *, seconds: float | None = None) -> "_Answer | Trouble":
        """For what must not be done twice: tried again only while it certainly was not done. The trouble that leaves it open is
        handed back, every other one is raised."""
        return self._within(seconds, lambda: self._tried(ask, leave=lambda trouble: not trouble.is_certain))

    def close(self) -> None:
        self._hang_up()
        self._login.close()

    def _hang_up(self) -> None:
        account, self._opened = self._opened, None
        if account is not None:
            account.protocol.close()
        self._line.close()

    def _within(self, seconds: float | None, act: Callable[[], _Answer]) -> _Answer:
        self._respect_silence()
        with self._line.limit(min(seconds or self.timeout, self.timeout)):
            try:
                return act()
            finally:
                if self._line.was_cut:
                    self._hang_up()

    def _tried(self, ask: Callable[[Account], _Answer], *, leave: Callable[[Trouble], bool]) -> "_Answer | Trouble":
        tries = 0
        while True:
            answer = self._asked(ask)
            if not isinstance(answer, Trouble) or leave(answer):
                return answer
            tries += 1
            wait = self._wait(answer, tries)
            if wait is None:
                raise answer.error
            time.sleep(wait)

    def _asked(self, ask: Callable[[Account], _Answer]) -> "_Answer | Trouble":
        try:
            return ask(self._account())
        except _THEIRS as error:
            trouble = understood(error, self._server, was_cut=self._line.was_cut)
            self._hang_up()
            trouble.error.__cause__ = error
            return self._noted(trouble)

    def _noted(self, trouble: Trouble) -> Trouble:
        """A login may be mended at once; a server that asks for silence gets it, also from the calls to come; who forbids us to come
        is left alone for a while."""
        if trouble.is_login and self._login.refused():
            return Trouble(trouble.error, may_pass=True, wait=0.0)
        if isinstance(trouble.error, LoginRefused) and not trouble.is_login:
            self._forbidden, self._forbidden_until = trouble.error, time.monotonic() + self.forbidden_for
        if trouble.wait and isinstance(trouble.error, Unavailable):
            self._quiet_until = time.monotonic() + trouble.wait
        return trouble

    def _wait(self, trouble: Trouble, tries: int) -> float | None:
        """Seconds until the next try of the same call; None when it is not worth it or would take too long."""
        if not trouble.may_pass or tries >= _TRIES:
            return None
        usual = _FIRST_WAIT * 2 ** (tries - 1) * random.uniform(0.8, 1.2)  # noqa: S311 - so that two workers do not come together
        wait = usual if trouble.wait is None else trouble.wait
        return wait if wait <= min(_LONGEST_WAIT, self._line.left / 2) else None

    def _respect_silence(self) -> None:
        if self._login.is_banned:
            raise LoginRefused(
                f"The Exchange server {self.account.host} did not accept {self._login.words}. It is tried again half an hour"
                " later, or at the next start: more tries would lock the account.",
                expected="a login",
                found="refused",
            )
        if self._forbidden is not None and time.monotonic() < self._forbidden_until:
            raise LoginRefused(str(self._forbidden), expected=self._forbidden.expected, found=self._forbidden.found)
        left = self._quiet_until - time.monotonic()
        if left > 0:
            raise Unavailable(
                f"The Exchange server {self.account.host} is busy and asks us to wait another {left:.0f} seconds.",
                retry_after=left,
            )

    def _account(self) -> Account:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> Account:
        """No connection yet. The library's own protocol is a placeholder without a login: ours takes its place."""
        wanted = self.account
        placeholder = Configuration(service_endpoint=wanted.endpoint, auth_type=NOAUTH)
        access = IMPERSONATION if wanted.impersonates else DELEGATE
        account = Account(wanted.address, config=placeholder, access_type=access, default_timezone=UTC, locale="en_US")
        config = Configuration(
            service_endpoint=wanted.endpoint,
            auth_type=NOAUTH,  # our session signs in by itself
            version=Version(_BUILDS[wanted.version]),
            retry_policy=HttpAnswers(),
        )
        account.protocol = type.__call__(_Protocol, config, self._line, self._login)
        account.protocol.TIMEOUT = self.timeout
        return account

    @property
    def _server(self) -> Server:
        account = self.account
        return Server(account.host, account.address, self._login.words, account.is_online)
