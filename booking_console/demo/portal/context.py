"""What every page of the portal works with."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from starlette.requests import Request

from booking_console.demo.portal.faults import Fault, Faults
from booking_console.demo.portal.ledger import Ledger
from booking_console.demo.portal.options import PortalOptions
from booking_console.demo.portal.sessions import COOKIE, Session, Sessions
from booking_console.demo.portal.silence import Silence


@dataclass(frozen=True)
class Portal:
    """half_signed_in: tokens of those who gave the password and not yet the code."""

    options: PortalOptions
    ledger: Ledger
    sessions: Sessions
    faults: Faults
    silence: Silence = field(default_factory=Silence)
    half_signed_in: set[str] = field(default_factory=set)

    @property
    def zone(self) -> ZoneInfo:
        return self.ledger.zone

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def sign_in(self, username: str, password: str) -> Session | None:
        """None when it is refused."""
        return self.sessions.open(username) if self.accepts(username, password) else None

    def accepts(self, username: str, password: str) -> bool:
        given = f"{username}\n{password}".encode()
        right = f"{self.options.username}\n{self.options.password}".encode()
        return secrets.compare_digest(given, right) and not self.faults.strikes(Fault.LOGIN_REFUSED)

    def accepts_code(self, code: str) -> bool:
        """The code of this half minute."""
        key = base64.b32decode(self.options.totp_secret)
        codes = TOTP(key, 6, SHA1(), 30, enforce_key_length=False)
        return secrets.compare_digest(codes.generate(int(self.now().timestamp())), code.encode())


def portal_of(request: Request) -> Portal:
    portal: Portal = request.app.state.portal
    return portal


def session_of(request: Request) -> Session | None:
    return portal_of(request).sessions.find(request.cookies.get(COOKIE))
