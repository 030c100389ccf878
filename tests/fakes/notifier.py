"""A notifier in memory that keeps the promises of the port. Its contract tests are those of the real one."""

from dataclasses import dataclass, field

from booking_console.domain.errors import BookingError, Refused
from booking_console.services.ports import OutgoingMail, SendResult


@dataclass
class FakeNotifier:
    """trouble: raised by the next send, once. unclear: how many of the next sends end unclear, though delivered."""

    delivered: list[OutgoingMail] = field(default_factory=list)
    trouble: list[BookingError] = field(default_factory=list)
    unclear: int = 0

    def send(self, mail: OutgoingMail) -> SendResult:
        if self.trouble:
            raise self.trouble.pop(0)
        if "@" not in mail.recipient:
            raise Refused("The outgoing mail server does not take this mail.")
        self.delivered.append(mail)
        if self.unclear:
            self.unclear -= 1
            return SendResult.UNCLEAR
        return SendResult.SENT

    def check(self) -> str:
        if self.trouble:
            raise self.trouble.pop(0)
        return "The outgoing mail server answers"
