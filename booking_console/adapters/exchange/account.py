"""Which mailbox of which Exchange server, and what is known of a server by its address. Loads nothing of the library that speaks to it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from booking_console.domain.errors import InvalidInput

#: What Microsoft announced for Exchange Online, for everybody.
ENDS = (
    "Microsoft switches this way into Exchange Online (EWS) off on 2027-04-01."
    " Choose Microsoft 365 instead (BOOKING_MAIL__SOURCE=graph): it opens the same mailbox over Graph."
)
VERSIONS = ("2010", "2013", "2016", "2019")
#: Where Microsoft answers for Exchange Online, in all of its clouds.
_ONLINE = (
    "outlook.office365.com",
    "outlook.office.com",
    "outlook.office365.us",
    "outlook-dod.office365.us",
    "outlook.com",
    "outlook.cn",
    "outlook.office.de",
)
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeAccount:
    """url: of EWS. address: of the mailbox, which may be a shared one. version: 2010, 2013, 2016 or 2019 (and later)."""

    url: str
    address: str
    version: str
    impersonates: bool

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
            raise InvalidInput(
                "The address of the Exchange server is not usable: expected https:// followed by the name of a server, such as"
                " https://mail.example.org/EWS/Exchange.asmx."
            )
        if self.version not in VERSIONS:
            raise InvalidInput(f"There is no Exchange version {self.version}: expected {', '.join(VERSIONS)}.")

    @property
    def endpoint(self) -> str:
        """A bare server name gets the path that every Exchange server has."""
        parts = _split(self.url)
        return parts.geturl() if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/EWS/Exchange.asmx"

    @property
    def host(self) -> str:
        return _split(self.url).hostname or ""

    @property
    def is_online(self) -> bool:
        return is_exchange_online(self.url)


def is_exchange_online(url: str) -> bool:
    host = _split(url).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in _ONLINE)


def _split(url: str) -> Any:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
