"""What every page of the portal works with."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request

from booking_console.demo.portal.faults import Fault, Faults
from booking_console.demo.portal.ledger import Ledger
from booking_console.demo.portal.options import PortalOptions
from booking_console.demo.portal.sessions import COOKIE, Session, Sessions
from booking_console.demo.portal.silence import Silence


@dataclass(frozen=True)
class Portal:
    options: PortalOptions
    ledger: Ledger
    sessions: Sessions
    faults: Faults
    silence: Silence = field(default_factory=Silence)

    @property
    def zone(self) -> ZoneInfo:
        return self.ledger.zone

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def sign_in(self, username: str, password: str) -> Session | None:
        given = f"{username}\n{password}".encode()
        right = f"{self.options.username}\n{self.options.password}".encode()
        if not secrets.compare_digest(given, right) or self.faults.strikes(Fault.LOGIN_REFUSED):
            return None
        return self.sessions.open(username)


def portal_of(request: Request) -> Portal:
    portal: Portal = request.app.state.portal
    return portal


def session_of(request: Request) -> Session | None:
    return portal_of(request).sessions.find(request.cookies.get(COOKIE))
