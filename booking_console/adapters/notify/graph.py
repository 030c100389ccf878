"""Sends mail through the practice's own mailbox in Microsoft 365, and looks it up among the sent ones when the answer was lost."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from urllib.parse import quote, urlencode

from booking_console.adapters.microsoft.refusals import error_code, trouble
from booking_console.adapters.microsoft.session import SEND, Ask, GraphSession
from booking_console.adapters.microsoft.wire import Answer, NoAnswer
from booking_console.adapters.notify.mime import mime_of
from booking_console.domain.errors import BookingError, Refused
from booking_console.services.ports import OutgoingMail, SendResult

#: Answers after which the mail may be on its way all the same.
_UNCLEAR = frozenset({408, 500, 502, 504})
_LOOK_EVERY = 2.0
_NEVER = frozenset(
    {
        "ErrorInvalidRecipients",
        "ErrorMimeContentInvalid",
        "ErrorMimeContentInvalidBase64String",
        "ErrorMessageSizeExceeded",
    }
)
_TOO_LARGE = 413


@dataclass
class GraphNotifier:
    """sender: its display name is taken; the address is the mailbox's, which Microsoft 365 would put there anyway."""

    session: GraphSession
    sender: str

    def send(self, mail: OutgoingMail) -> SendResult:
        """Graph gives no id for a sent mail, so an answer that got lost is settled by our Message-ID among the sent mails. A mail
        that is not there proves nothing: the copy may come late."""
        with self._called():
            self.session.sign_in()
            try:
                answer = self._post(mail)
            except NoAnswer:
                return self._look_for(mail.message_id)
            if answer.status in _UNCLEAR:
                return self._look_for(mail.message_id)
            self._expect_taken(answer)
            return SendResult.SENT

    def check(self) -> str:
        with self._called():
            self.session.read(self.session.own("/mailFolders/sentitems?$select=totalItemCount"))
        return f"{self.session.account.host} answers for {self.session.account.address}"

    @contextmanager
    def _called(self) -> Iterator[None]:
        """Connections are opened for one call: one that stood idle could die under the one request that is not sent twice."""
        self.session.begin()
        try:
            yield
        finally:
            self.session.close()

    def _post(self, mail: OutgoingMail) -> Answer:
        name, _ = parseaddr(self.sender)
        mime = mime_of(mail, sender=formataddr((name, self.session.account.address)))
        return self.session.ask(
            Ask(
                method="POST",
                target=self.session.own("/sendMail"),
                body=base64.b64encode(mime),
                content_type="text/plain",
                needs=SEND,
                accept=frozenset({400, _TOO_LARGE}) | _UNCLEAR,
                within=self.session.wire.seconds / 2,
            )
        )

    def _expect_taken(self, answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        code = error_code(answer)
        if code in _NEVER or answer.status == _TOO_LARGE:
            raise Refused(f"Microsoft 365 does not take this mail ({code}). Is the recipient's address right?")
        raise trouble(answer, self.session.account, needs=SEND)

    def _look_for(self, message_id: str) -> SendResult:
        quoted = message_id.replace("'", "''")
        query = urlencode({"$filter": f"internetMessageId eq '{quoted}'", "$select": "id"}, quote_via=quote)
        target = self.session.own(f"/mailFolders/sentitems/messages?{query}")
        while True:
            if self._is_there(target):
                return SendResult.SENT
            if self.session.wire.left <= _LOOK_EVERY:
                return SendResult.UNCLEAR
            time.sleep(_LOOK_EVERY)

    def _is_there(self, target: str) -> bool:
        try:
            return bool(self.session.read(target).get("value"))
        except BookingError:
            return False
