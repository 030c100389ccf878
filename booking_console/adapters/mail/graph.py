"""A folder of a mailbox in Microsoft 365, over Microsoft Graph.

A mail is known by its immutable id, which stays when somebody moves the mail inside the mailbox; so every look also asks where it
lies now. Meeting requests are mails like others: their MIME holds the invitation.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from booking_console.adapters.mail.files import refuse_giant
from booking_console.adapters.mail.graph_changes import FACTS, SIZE, changes, size_of
from booking_console.adapters.mail.graph_folders import GraphFolders
from booking_console.adapters.mail.graph_watch import GraphWatch
from booking_console.adapters.mail.identity import raw_mail
from booking_console.adapters.microsoft.refusals import NotUnderstood, stranger
from booking_console.adapters.microsoft.session import Ask, GraphSession
from booking_console.adapters.microsoft.wire import BodyTooLong
from booking_console.domain.errors import ContractBroken, LoginRefused, NotFound, Unavailable
from booking_console.domain.message import MailRef, Outcome, RawMail


@dataclass
class GraphMailbox:
    session: GraphSession
    inbox: str
    folders: dict[Outcome, str]
    max_bytes: int
    _folders: GraphFolders = field(init=False)
    _watch: GraphWatch | None = None

    def __post_init__(self) -> None:
        self._folders = GraphFolders(self.session)

    @property
    def name(self) -> str:
        return f"graph:{self.session.account.address}/{self.inbox}"

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        self.session.begin()
        try:
            found = changes(self.session, self._folders.id_of(self.inbox), cursor)
        except ContractBroken:
            self._folders.forget(self.inbox)  # another folder may have its name by the next look
            raise
        return [MailRef(mail["id"], size_of(mail), _known_instant(mail)) for mail in found.here], found.cursor

    def fetch(self, ref: MailRef) -> RawMail:
        self.session.begin()
        with _blaming_the_mail_for_its_own_only():
            mail = self._facts(ref)
            if mail["parentFolderId"] != self._folders.id_of(self.inbox):
                raise NotFound("The mail was moved or deleted meanwhile.")
            refuse_giant(size_of(mail) or 0, self.max_bytes)
            mime = self._mime(ref)
        return raw_mail(MailRef(ref.key, len(mime)), mime, _instant(mail["receivedDateTime"]))

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        """From the inbox or the other outcome's folder only: wherever else it lies, a person put it there."""
        self.session.begin()
        with suppress(NotFound):
            if self._facts(ref)["parentFolderId"] in self._sources(outcome):
                self._move(ref, outcome)

    def ensure_folders(self) -> None:
        self.session.begin()
        for path in self.folders.values():
            self._folders.made(path)

    def wait_for_news(self, timeout_s: float) -> bool:
        self._watch = self._watch or GraphWatch(self.session, self._folders, self.inbox)
        return self._watch.wait(timeout_s)

    def check(self) -> str:
        self.session.begin()
        inbox = self.session.own(f"/mailFolders/{_quoted(self._folders.id_of(self.inbox))}?$select=totalItemCount")
        count = self.session.read(inbox).get("totalItemCount")
        return f"{count} {'mail' if count == 1 else 'mails'} in {self.inbox} of {self.session.account.address}"

    def close(self) -> None:
        self.session.close()

    def _facts(self, ref: MailRef) -> dict[str, Any]:
        query = urlencode({"$select": FACTS, "$expand": SIZE}, quote_via=quote)
        mail = self.session.read(self.session.own(f"/messages/{_quoted(ref.key)}?{query}"))
        if not all(isinstance(mail.get(name), str) for name in FACTS.split(",")):
            raise NotUnderstood(
                "What Microsoft 365 tells of this mail is not what we understand.",
                expected=FACTS,
                found="another shape",
            )
        return mail

    def _mime(self, ref: MailRef) -> bytes:
        target = self.session.own(f"/messages/{_quoted(ref.key)}/$value")
        try:
            answer = self.session.ask(Ask(target=target, longest=self.max_bytes))
        except BodyTooLong as error:
            refuse_giant(error.size, self.max_bytes)
            raise
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in {"text/html", "application/json"}:
            raise stranger(self.session.account.host, answer.status)
        return answer.body

    def _sources(self, outcome: Outcome) -> set[str]:
        others = {self._folders.id_of(path, make=True) for other, path in self.folders.items() if other is not outcome}
        return {self._folders.id_of(self.inbox), *others}

    def _move(self, ref: MailRef, outcome: Outcome) -> None:
        """A folder that somebody deleted since it was looked up is made again."""
        move = self.session.own(f"/messages/{_quoted(ref.key)}/move")
        try:
            self.session.write(move, {"destinationId": self._folders.id_of(self.folders[outcome], make=True)})
        except NotFound:
            self.session.write(move, {"destinationId": self._folders.made(self.folders[outcome])})


@contextmanager
def _blaming_the_mail_for_its_own_only() -> Iterator[None]:
    """A mail that breaks the contract is set aside for good; a certificate that is not trusted is not the mail's fault."""
    try:
        yield
    except (LoginRefused, NotUnderstood):
        raise
    except ContractBroken as error:
        raise Unavailable(str(error)) from error


def _quoted(key: str) -> str:
    return quote(key, safe="")


def _known_instant(mail: dict[str, Any]) -> datetime | None:
    """None where the server tells none that can be read: the mail itself is asked later."""
    try:
        return _instant(str(mail.get("receivedDateTime", "")))
    except ValueError:
        return None


def _instant(text: str) -> datetime:
    """As Graph writes it, in UTC; some servers give more digits of a second than Python reads."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = datetime.fromisoformat(text[:19])
    return at if at.tzinfo else at.replace(tzinfo=UTC)
