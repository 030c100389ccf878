"""Sends mail through the practice's own mailbox on an Exchange server, and looks it up among the sent ones when the answer was lost."""

import time
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr

from exchangelib import Account, Message
from exchangelib.items import SEND_AND_SAVE_COPY, SEND_TO_NONE
from exchangelib.services import CreateItem

from booking_console.adapters.exchange.account import ENDS
from booking_console.adapters.exchange.errors import Trouble
from booking_console.adapters.exchange.folders import ExchangeFolders
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.notify.mime import mime_of
from booking_console.domain.errors import BookingError
from booking_console.services.ports import OutgoingMail, SendResult

_LOOK_EVERY = 1.0


@dataclass
class ExchangeNotifier:
    """sender: its display name is taken; the address is the mailbox's."""

    session: ExchangeSession
    sender: str
    _folders: ExchangeFolders = field(init=False)

    def __post_init__(self) -> None:
        self._folders = ExchangeFolders(self.session.account.address)

    def send(self, mail: OutgoingMail) -> SendResult:
        """An answer that got lost is settled by our Message-ID among the sent mails. A mail that is not there proves nothing: the
        copy may come late. Half of the time is for sending, half for looking."""
        name, _ = parseaddr(self.sender)
        mime = mime_of(mail, sender=formataddr((name, self.session.account.address)))
        half = self.session.timeout / 2
        with closing(
            self.session
        ):  # a connection that stood idle could die under the one request that is not sent twice
            answer = self.session.once(lambda account: self._create(account, mime), seconds=half)
            return self._look_for(mail.message_id, half) if isinstance(answer, Trouble) else SendResult.SENT

    def check(self) -> str:
        with closing(self.session):
            self.session.call(lambda account: self._folders.count(account, self._folders.sent(account)))
        account = self.session.account
        ends = f". {ENDS}" if account.is_online else ""
        return f"{account.host} answers for {account.address}{ends}"

    def _create(self, account: Account, mime: bytes) -> None:
        made = CreateItem(account=account).call(
            items=[Message(mime_content=mime)],
            folder=self._folders.sent(account),
            message_disposition=SEND_AND_SAVE_COPY,
            send_meeting_invitations=SEND_TO_NONE,
        )
        for one in made:
            if isinstance(one, Exception):
                raise one

    def _look_for(self, message_id: str, seconds: float) -> SendResult:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._is_there(message_id, left):
                return SendResult.SENT
            time.sleep(min(_LOOK_EVERY, max(until - time.monotonic(), 0)))
        return SendResult.UNCLEAR

    def _is_there(self, message_id: str, seconds: float) -> bool:
        try:
            return self.session.call(lambda account: self._found(account, message_id), seconds=seconds)
        except BookingError:
            return False

    def _found(self, account: Account, message_id: str) -> bool:
        sent = self._folders.sent(account)
        return len(list(sent.filter(message_id=message_id).only("id", "changekey")[:1])) > 0
