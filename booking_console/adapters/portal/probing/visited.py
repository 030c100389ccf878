"""What was seen on a walk through an unknown portal. Pure."""

import time
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.probing.sighting import DataSeen, FieldSeen, FormSeen, PageSeen


@dataclass(frozen=True, slots=True)
class CookieSeen:
    """days: how long it lives, None until the browser is closed."""

    name: str
    days: float | None
    http_only: bool
    secure: bool


@dataclass
class Visited:
    """inline_login: the login stands where the pages stand that it leads to. cut_off: what was not let through; blocked: other hosts.
    refills: a drop-down -> what the page asks for when it is changed; refilled: the chosen value and the page afterwards. asks_itself: the
    browser is asked for user name and password. frame: in which the portal lives; menus: those beside it. opened_by: number of a
    page -> the button whose press showed it."""

    start: str
    pages: list[PageSeen] = field(default_factory=list)
    data: list[DataSeen] = field(default_factory=list)
    login_page: PageSeen | None = None
    login: FormSeen | None = None
    is_signed_in: bool = False
    cookies: list[CookieSeen] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    cut_off: set[str] = field(default_factory=set)
    refills: dict[str, str] = field(default_factory=dict)
    refilled: list[tuple[str, PageSeen]] = field(default_factory=list)
    asks_itself: bool = False
    frame: str = ""
    menus: list[str] = field(default_factory=list)
    opened_by: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def inline_login(self) -> bool:
        return self.login_page is not None and self.login_page.path in {page.path for page in self.outside}

    def opener_of(self, page: PageSeen) -> tuple[str, str] | None:
        return next((button for number, button in self.opened_by.items() if self.pages[number] is page), None)

    @property
    def outside(self) -> list[PageSeen]:
        """The pages that were readable: no login, no error."""
        return [page for page in self.pages if page.status < 400 and page.login is None]


def user_field(form: FormSeen) -> FieldSeen | None:
    """The last field in front of the password that one types into."""
    before = []
    for one in form.fields:
        if one.type == "password":
            break
        if one.shown and one.type in ("text", "email", "tel", ""):
            before.append(one)
    return before[-1] if before else None


def cookie_seen(cookie: dict[str, Any]) -> CookieSeen:
    expires = cookie.get("expires", -1)
    days = None if expires in (-1, None) else round((expires - time.time()) / 86400, 1)
    return CookieSeen(cookie.get("name", ""), days, bool(cookie.get("httpOnly")), bool(cookie.get("secure")))
