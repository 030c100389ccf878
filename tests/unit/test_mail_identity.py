"""What makes two deliveries the same mail."""

from datetime import UTC, datetime

import pytest

from booking_console.adapters.mail.identity import raw_mail
from booking_console.domain.message import MailRef

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HEAD = "From: Desk <desk@clinic.example>\r\nSubject: Visit\r\nDate: Mon, 02 Nov 2026 09:00:00 +0000\r\n"


def identity(mime: bytes | str) -> str:
    content = mime if isinstance(mime, bytes) else mime.encode()
    return raw_mail(MailRef("1"), content, NOON).identity


def test_a_mail_that_exchange_wrote_anew_is_the_same_mail() -> None:
    """Other boundary, encoding, order of headers, folding and time zone of the date; the same content."""
    original = (
        f'{HEAD}Message-ID: <1@x>\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'
        "--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße, Monday\r\n--a--\r\n"
    )
    rewritten = (
        'Content-Type: multipart/mixed; boundary="other"\r\nMessage-ID:\r\n <1@x>\r\nX-Exchange: yes\r\n'
        "Subject: =?utf-8?q?Visit?=\r\nFrom: desk@clinic.example\r\nDate: Mon, 02 Nov 2026 10:00:00 +0100\r\n\r\n"
        "--other\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Gr=FC=DFe,=\r\n Monday\r\n--other--\r\n"
    )
    assert identity(original) == identity(rewritten)


@pytest.mark.parametrize(
    "other",
    [
        f"{HEAD}\r\nTuesday at 10:00\r\n",
        f"{HEAD.replace('Visit', 'Other visit')}\r\nMonday at 10:00\r\n",
        f"{HEAD.replace('desk@', 'info@')}\r\nMonday at 10:00\r\n",
        f"{HEAD.replace('09:00', '09:01')}\r\nMonday at 10:00\r\n",
    ],
)
def test_mails_without_a_message_id_differ_by_what_they_say(other: str) -> None:
    assert identity(f"{HEAD}\r\nMonday at 10:00\r\n") != identity(other)


def test_attachments_count() -> None:
    mail = f'{HEAD}Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n\r\nhi\r\n--a\r\n%s--a--\r\n'
    calendar = "Content-Type: text/calendar\r\n\r\nDTSTART:2026110%s\r\n"
    assert identity(mail % (calendar % 3)) != identity(mail % (calendar % 4))


@pytest.mark.parametrize(
    "mime",
    [
        b"",
        b"\x00\xff" * 50,
        b"Subject: =?utf-8?b?!!!?=\r\nDate: yesterday\r\nFrom: \xff\r\n\r\n\xff",
        b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\nMessage-ID: =?x?q?=\r\n\r\n",
        b"Date: Mon, 01 Jan 0001 00:00:00 +2300\r\n\r\n",
        b"Content-Type: text/plain; charset=\xff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n' * 5,
        b"Content-Type: message/rfc822\r\n\r\n" * 3000,
    ],
)
def test_no_bytes_are_too_broken_to_have_an_identity(mime: bytes) -> None:
    assert identity(mime) == identity(mime)
    assert "#" in identity(mime)
