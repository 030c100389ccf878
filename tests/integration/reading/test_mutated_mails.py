"""Whatever happens to a mail on its way: the reader answers, soon, and accepts nothing that the mail does not say.

The same by the thousand: `python -m tests.mutations --n 20000 --seed 1`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import AppointmentFields, Extraction
from tests.mutations.evidence import Witness
from tests.mutations.trial import MAILS, TRUTH, not_said, run

Lie = Callable[[AppointmentFields], AppointmentFields]


def test_a_mutated_mail_never_breaks_the_reader_nor_makes_it_say_more_than_the_mail() -> None:
    tally = run(1500, 1)
    assert not tally.faults, "\n".join(f"{fault.number} {fault.file}: {fault.sentence}" for fault in tally.faults)
    assert tally.verdicts["accept"] > 300, "a witness that is never heard proves nothing"


@cache
def heard() -> list[tuple[Extraction, Witness]]:
    """Every third mail that is to be accepted, read once."""
    both = []
    for truth in [one for one in TRUTH if one["must"] == "accept"][::3]:
        zone, mail = ZoneInfo(truth["settings"]["timezone"]), (MAILS / truth["file"]).read_bytes()
        reading, witness = LadderReader(zone, truth["settings"]["date_order"]).read(mail), Witness(mail, zone)
        assert not [told for one in reading.appointments for told in not_said(one, witness)]
        both.append((reading, witness))
    return both


def later(**by: int) -> Lie:
    def lie(one: AppointmentFields) -> AppointmentFields:
        assert one.start
        return replace(one, start=replace(one.start, value=one.start.value + timedelta(**by)), end=None)

    return lie


def renamed(one: AppointmentFields) -> AppointmentFields:
    assert one.guest
    return replace(one, guest=replace(one.guest, value="Zed Nobody"))


@pytest.mark.parametrize(
    ("lie", "share"),
    # Less than all: it takes any time of the mail for a start, and an hour in words for several times.
    [(renamed, 1.0), (later(days=31), 0.9), (later(minutes=25), 0.8), (later(days=1), 0.7), (later(hours=12), 0.6)],
)
def test_the_witness_notices_what_is_made_up(lie: Lie, share: float) -> None:
    noticed = []
    for reading, witness in heard():
        noticed += [bool(list(not_said(lie(one), witness))) for one in reading.appointments]
    assert sum(noticed) / len(noticed) >= share
