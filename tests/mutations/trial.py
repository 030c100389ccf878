"""One mutated mail after the other, read and judged."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import AppointmentFields, Extraction, Verdict
from tests.mutations.evidence import Witness
from tests.mutations.mutate import mutated

MAILS = Path(__file__).parents[1] / "mails" / "reading"
TRUTH = [json.loads(line) for line in (MAILS / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
#: Seconds of computing: what else the machine does at the time is not the reader's fault.
SLOWEST = 2.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A property that did not hold, and the mail that shows it."""

    number: int
    file: str
    sentence: str
    mail: bytes


@dataclass
class Tally:
    verdicts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def line(self) -> str:
        said = ", ".join(f"{self.verdicts[verdict]} {verdict.value}" for verdict in Verdict)
        return f"{self.verdicts.total()} mutated mails: {said}; {len(self.faults)} faults; the slowest took {self.slowest:.2f} s"


def run(count: int, seed: int) -> Tally:
    """Every mail has a seed of its own, so that one of them can be looked at alone."""
    tally = Tally()
    LadderReader(ZoneInfo("Europe/London"), "DMY").warm_up()
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        truth = dice.choice(TRUTH)
        mail = mutated((MAILS / truth["file"]).read_bytes(), dice)
        for sentence in _judged(mail, truth["settings"], tally):
            tally.faults.append(Fault(number, truth["file"], sentence, mail))
    return tally


def _judged(mail: bytes, settings: dict[str, str], tally: Tally) -> Iterator[str]:
    zone = ZoneInfo(settings["timezone"])
    order = "MDY" if settings["date_order"] == "MDY" else "DMY"
    began = time.process_time()
    try:
        extraction = LadderReader(zone, order).read(mail)
    except Exception as error:  # noqa: BLE001 - any crash is what is looked for
        yield f"crashed: {type(error).__name__}: {error}"
        return
    took = time.process_time() - began
    tally.slowest = max(tally.slowest, took)
    tally.verdicts[extraction.verdict] += 1
    if took > SLOWEST:
        yield f"took {took:.1f} s"
    if extraction.verdict is Verdict.ACCEPT:
        yield from _made_up(extraction, Witness(mail, zone))


def _made_up(extraction: Extraction, witness: Witness) -> Iterator[str]:
    if not extraction.appointments:
        yield "accepted without an appointment"
    for one in extraction.appointments:
        yield from not_said(one, witness)


def not_said(one: AppointmentFields, witness: Witness) -> Iterator[str]:
    if one.guest is None or not witness.names(one.guest.value):
        yield f"guest {one.guest and one.guest.value!r} is not in the mail"
    if one.start is None or not witness.starts(one.start.value):
        yield f"start {one.start and one.start.value} is not in the mail"
    elif one.end is not None and not witness.ends(one.start.value, one.end.value):
        yield f"end {one.end.value} is not in the mail"
    if one.previous_start is not None and not witness.starts(one.previous_start.value):
        yield f"old time {one.previous_start.value} is not in the mail"
    if one.reference is not None and not witness.says(one.reference.value):
        yield f"reference {one.reference.value!r} is not in the mail"
