"""What mails said about visits, as kept; see follow_mail.py for what is made of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking_console.domain.notice import Notice, NoticeState


class Notices(Protocol):
    def take_turn(self) -> None:
        """Until the end of the transaction no other mail is followed: two about one visit must not overlook each other."""
        ...

    def add(self, notice: Notice) -> int | None:
        """notice.id is ignored, notice.guest may be as written. None when the mail's notice of this place is there already."""
        ...

    def settle(
        self, notice_id: int, state: NoticeState, *, appointment_id: int | None, left: datetime | None
    ) -> None: ...
    def by_uid(self, uid: str) -> Sequence[Notice]:
        """Like all of them, in the order in which they were kept."""
        ...

    def of_series(self, uid: str) -> Sequence[Notice]:
        """Of single visits of the recurring calendar entry, not of the entry itself."""
        ...

    def by_reference(self, reference: str) -> Sequence[Notice]: ...
    def by_guest(self, guest: str) -> Sequence[Notice]:
        """Names folded as people compare them."""
        ...

    def of_appointment(self, appointment_id: int) -> Sequence[Notice]: ...
    def of_message(self, message_id: int) -> Sequence[Notice]: ...
