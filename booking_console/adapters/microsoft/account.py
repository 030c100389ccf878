"""Which mailbox of Microsoft 365, and the application that may open it."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from booking_console.domain.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class GraphAccount:
    """authority: where the application signs in. endpoint: where Graph answers. Both https; national clouds have their own."""

    address: str
    tenant_id: str
    client_id: str
    client_secret: str = field(repr=False)
    authority: str = "https://login.microsoftonline.com"
    endpoint: str = "https://graph.microsoft.com"

    def __post_init__(self) -> None:
        _refuse_unusable("sign-in address", self.authority)
        _refuse_unusable("address of Microsoft Graph", self.endpoint)

    @property
    def authority_url(self) -> str:
        return f"{self.authority.rstrip('/')}/{quote(self.tenant_id, safe='')}"

    @property
    def root(self) -> str:
        """Of the mailbox: everything that we ask for lies below."""
        return f"/v1.0/users/{quote(self.address, safe='@')}"

    @property
    def scope(self) -> str:
        """All that the application was granted at this endpoint."""
        return f"{self.endpoint.rstrip('/')}/.default"

    @property
    def host(self) -> str:
        return urlsplit(self.endpoint).netloc


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port. A url that is none has the origin ("", "", 0)."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port or 443
    except ValueError:
        return "", "", 0


def _refuse_unusable(what: str, url: str) -> None:
    scheme, host, _ = origin(url)
    if scheme != "https" or not host:
        raise InvalidInput(
            f"The {what} of Microsoft 365 is not usable: expected https:// followed by the name of a server, got {url!r}."
        )
