"""What can go wrong with Microsoft 365, to be switched on for a number of requests."""

import re
from dataclasses import dataclass, field
from threading import Lock

FAULTS = {
    "throttled": "429 with Retry-After; nothing is done",
    "busy": "503 with Retry-After; nothing is done",
    "broken": "500 in Graph's own words; nothing is done",
    "gateway": "504 after the request was carried out",
    "forbidden": "403: the application lacks the permission, or the mailbox is outside its scope",
    "full": "403 with ErrorQuotaExceeded: nothing fits into the mailbox any more",
    "no-mailbox": "404: no licence, or a mailbox on a server of one's own",
    "token-expired": "401: the token of this request is out of date",
    "token-revoked": "401 for every token given until now",
    "reset": "the connection breaks before the request is carried out",
    "reset-after": "the connection breaks after it was carried out",
    "silent": "carried out, and never answered",
    "trickle": "the answer comes byte by byte",
    "half": "half of the answer, then the end of the connection",
    "garbled": "an answer of the right length whose JSON ends in the middle",
    "proxy-page": "200 with a page of HTML: something in between answers",
    "redirect": "302 to another server",
    "delta-expired": "410: the state of the changes is too old",
    "foreign-link": "the links of a list lead to another server",
    "no-sizes": "400 for extended properties in a list of changes",
    "vanish": "a colleague deletes the mail just before it is read",
    "sent-late": "the copy in Sent Items comes 1.5 s later",
    "secret-expired": "AADSTS7000222 at the sign-in",
    "secret-wrong": "AADSTS7000215 at the sign-in",
    "app-unknown": "AADSTS700016 at the sign-in",
    "app-disabled": "AADSTS7000112 at the sign-in",
    "tenant-unknown": "AADSTS90002 at the sign-in",
    "policy": "AADSTS53003 at the sign-in",
    "login-busy": "503 at the sign-in",
    "foreign-login": "the sign-in wants the secret at another server",
}


@dataclass
class Switch:
    """left: for how many requests; negative: until it is switched off. match: of "METHOD /path"."""

    left: int
    match: str = ""


@dataclass
class Faults:
    on: dict[str, Switch] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def switch_on(self, name: str, count: int = 1, match: str = "") -> None:
        if name not in FAULTS:
            raise ValueError(f"there is no fault {name}: expected one of {', '.join(FAULTS)}")
        self.on[name] = Switch(count, match)

    def clear(self) -> None:
        self.on.clear()

    def strikes(self, name: str, request: str) -> bool:
        """True when the fault is on for this request; it is then used up by one."""
        with self._lock:
            switch = self.on.get(name)
            if switch is None or switch.left == 0 or not re.search(switch.match, request):
                return False
            switch.left -= 1
            return True
