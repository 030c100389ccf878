"""A mail as an Exchange store keeps it: its class, its properties, and MIME that is written anew at every reading."""

import base64
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parseaddr

#: Characters that XML cannot carry; Exchange leaves them out.
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
_MEETINGS = {
    "REQUEST": ("MeetingRequest", "IPM.Schedule.Meeting.Request"),
    "CANCEL": ("MeetingCancellation", "IPM.Schedule.Meeting.Canceled"),
}


def opaque() -> str:
    """Long and case-sensitive, as the real ones."""
    return "AAMkAD" + base64.b64encode(os.urandom(108)).decode()


@dataclass
class Item:
    mime: bytes
    folder: str
    received: datetime
    id: str = field(default_factory=opaque)
    change_key: str = field(default_factory=lambda: base64.b64encode(os.urandom(15)).decode())
    is_read: bool = False

    def touch(self) -> None:
        self.change_key = base64.b64encode(os.urandom(15)).decode()

    @property
    def parsed(self) -> Message:
        return message_from_bytes(self.mime)

    @property
    def tag(self) -> str:
        return self._kind[0]

    @property
    def item_class(self) -> str:
        return self._kind[1]

    @property
    def _kind(self) -> tuple[str, str]:
        """An invitation as an alternative body makes a meeting message; as an attachment it is a file like any other."""
        for part in self.parsed.walk():
            is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
            if part.get_content_type() == "text/calendar" and not is_attached:
                method = str(part.get_param("method") or "").upper()
                return _MEETINGS.get(method, ("Message", "IPM.Note"))
        return "Message", "IPM.Note"

    def header(self, name: str) -> str:
        return str(self.parsed.get(name, "")).translate(_ILLEGAL).encode(errors="replace").decode()

    @property
    def message_id(self) -> str:
        return "".join(self.header("Message-ID").split())

    @property
    def sender(self) -> str:
        return parseaddr(self.header("From"))[1]

    @property
    def recipients(self) -> list[str]:
        found = [value for name in ("To", "Cc", "Bcc") for value in self.parsed.get_all(name, [])]
        return [address for _, address in getaddresses([str(value) for value in found])]

    @property
    def received_text(self) -> str:
        return self.received.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def rewritten(self) -> bytes:
        """Not what came: headers in another order, other boundaries, texts in another encoding."""
        mail = self.parsed
        try:
            for part in mail.walk():
                _rewrite(part)
            headers = mail.items()
            for name in set(mail.keys()):
                del mail[name]
            for name, value in sorted(headers, key=lambda header: header[0].casefold()):
                mail[name] = value
            return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        except (LookupError, UnicodeError, ValueError, TypeError, KeyError):
            return self.mime


def _rewrite(part: Message) -> None:
    if part.is_multipart():
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"_000_{base64.b32encode(os.urandom(20)).decode()}_")
        return
    if part.get_content_maintype() == "text":
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(base64.encodebytes(content).decode())
