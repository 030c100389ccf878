"""A mail may be as large and as twisted as it likes: it costs little, and what was not read is said."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from booking_console.adapters.parsing.apart import CUT_OFF, Manner, ReaderApart
from booking_console.adapters.parsing.mime.authentication import Relay
from booking_console.adapters.parsing.mime.limits import within_limits
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import Verdict
from booking_console.domain.teaching import ServiceWords, Teaching
from tests.giant_mail import HEAD, KINDS, SAID

ROOT = Path(__file__).parents[3]
ZIPPED = b'--x\nContent-Type: application/zip; name="a.zip"\nContent-Transfer-Encoding: base64\n\nUEsDBBQ=\n--x--\n'
MANNER = Manner("Europe/London", "DMY", Relay())


@pytest.mark.parametrize("kind", ["document", "text", "lines"])
def test_a_mail_of_20_megabytes_costs_under_2_seconds_and_300_megabytes(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.giant_mail", kind], capture_output=True, check=True, cwd=ROOT, timeout=60
    )
    cost = json.loads(done.stdout)
    assert cost["seconds"] < 2
    assert cost["megabytes"] < 300
    assert cost["verdict"] == ("accept" if kind == "document" else "review")


@pytest.mark.parametrize(
    ("kind", "said"), [("headers", "more header lines"), ("parts", "more parts"), ("nested", "more parts")]
)
def test_what_is_beyond_a_limit_is_named(kind: str, said: str) -> None:
    began = time.process_time()
    assert said in " ".join(within_limits(KINDS[kind]()).problems)
    assert time.process_time() - began < 2


def test_a_zip_file_is_never_opened_and_a_person_is_told_of_it() -> None:
    mail = HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nPlease see the file.\n' + ZIPPED
    reader = ReaderApart(MANNER)
    assert reader.read(mail).reasons[0] == "The details are in an attached document, which a person has to read."


def test_a_reading_that_takes_too_long_is_cut_off_and_the_next_mail_is_read() -> None:
    reader = ReaderApart(Manner("Europe/London", "DMY", Relay(), longest=0.05))
    assert reader.read(HEAD + b"\n" + b"01/02/2026 " * 2300) == CUT_OFF
    assert reader.read(HEAD + b"\n" + SAID).verdict is Verdict.ACCEPT


def test_the_first_mail_has_as_much_time_as_every_other() -> None:
    reader = ReaderApart(Manner("Europe/London", "DMY", Relay(), longest=0.4))
    assert reader.read(HEAD + b"\nWe have put Anna Bell in for Tuesday 12 May 2026 at 9:30, for an hour.\n") != CUT_OFF


def test_the_reader_apart_goes_by_what_is_taught_at_the_moment() -> None:
    reader, mail = ReaderApart(MANNER), HEAD + b"\n" + SAID + b"Service: Sports taping\n"
    taping = Teaching(ServiceWords({"taping": AppointmentType.TREATMENT}, version=1))
    said = [reader.read(mail, taught).appointments[0].type for taught in (Teaching(), taping, taping, Teaching())]
    assert [field.value if field else None for field in said] == [None, "Treatment", "Treatment", None]


@pytest.mark.parametrize("damage", ["Anna B\x98ell", "Anna \x01Bell"])
def test_letters_that_cannot_be_read_are_a_doubt(damage: str) -> None:
    said = SAID.decode().replace("Anna Bell", damage)
    reader = ReaderApart(MANNER)
    assert "letters that cannot be read" in " ".join(reader.read(HEAD + b"\n" + said.encode()).reasons)
