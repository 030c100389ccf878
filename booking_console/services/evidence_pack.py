"""Everything that proves one attempt, as the files of an archive: steps with times, masked pictures, request log, page digests.

No guest, password, cookie or token is in it. Pictures are masked when they are taken; every text is masked again here.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from booking_console.domain import names
from booking_console.domain.errors import NotFound
from booking_console.domain.portal import EvidenceKind
from booking_console.services.views import AttemptRow, StepRow

_README = """\
Evidence of one attempt of the booking console.

attempt.json   what was done, step by step, with times; which rooms were looked at
pictures/      what the portal showed; private parts are black in the pixels
requests/      what was asked of the portal: method, address, status, milliseconds. No bodies, no values of fields
digests.txt    SHA-256 of the text of each page, so that a page kept elsewhere can be recognised

It names no guest and holds no password, cookie or token.
"""
_FOLDERS = {EvidenceKind.PICTURE: ("pictures", "png"), EvidenceKind.REQUESTS: ("requests", "json")}
_SHORTEST = 3

#: Gives the content of a piece of evidence by its id. Raises NotFound when it is not kept any more.
Read = Callable[[int], bytes]


def files(
    attempt: AttemptRow, *, private: Sequence[str], rooms: Mapping[int, str], zone: ZoneInfo, read: Read
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file, one at a time. private: what must not be in it beside the guest's name, e.g. an address."""
    hide = _mask(attempt.guest, private)
    yield "README.txt", _README.encode()
    yield "attempt.json", _json(_told(attempt, hide, rooms, zone))
    digests = []
    for step, (evidence_id, kind, caption, at) in _evidence(attempt):
        try:
            content = read(evidence_id)
        except NotFound:
            continue  # its time was over in between
        if kind == EvidenceKind.DIGEST:
            digests.append(f"{content.decode()}  {_stamp(at, zone)}  {step.name}  {hide(caption)}")
            continue
        folder, ending = _FOLDERS[EvidenceKind(kind)]
        if kind == EvidenceKind.REQUESTS:
            content = hide(_json(json.loads(content)).decode()).encode()
        yield f"{folder}/{evidence_id:06}-{step.name}-{_slug(hide(caption))}.{ending}", content
    yield "digests.txt", "".join(f"{line}\n" for line in digests).encode()


def _evidence(attempt: AttemptRow) -> Iterator[tuple[StepRow, tuple[int, str, str, datetime]]]:
    return ((step, piece) for step in attempt.steps for piece in step.evidence)


def _told(attempt: AttemptRow, hide: Callable[[str], str], rooms: Mapping[int, str], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "appointment": attempt.appointment_id,
        "attempt": attempt.number,
        "purpose": attempt.purpose,
        "result": attempt.result,
        "detail": hide(attempt.detail),
        "type": attempt.type,
        "visit": [_stamp(at, zone) for at in (attempt.start, attempt.end)],
        "room": rooms.get(attempt.room_id or 0),
        "started_at": _stamp(attempt.started_at, zone),
        "ended_at": _stamp(attempt.ended_at, zone),
        "rooms_looked_at": [
            {"room": rooms.get(one.room_id), "place_in_the_list": one.rank, "answer": one.answer.value}
            for one in attempt.candidates
        ],
        "steps": [_step(step, hide, rooms, zone) for step in attempt.steps],
    }


def _step(step: StepRow, hide: Callable[[str], str], rooms: Mapping[int, str], zone: ZoneInfo) -> dict[str, Any]:
    took = (step.ended_at - step.started_at).total_seconds() if step.ended_at else None
    return {
        "step": step.name,
        "state": step.state,
        "room": rooms.get(step.room_id or 0),
        "started_at": _stamp(step.started_at, zone),
        "seconds": took,
        "note": hide(step.note),
    }


def _mask(guest: str, private: Sequence[str]) -> Callable[[str], str]:
    """Whole names and each of their words, also without accents, longest first."""
    plain = names.folded(guest)
    words = {guest, plain, *guest.replace(",", " ").split(), *plain.split(), *private}
    long = sorted((w for w in words if len(w) >= _SHORTEST), key=len, reverse=True)
    found = re.compile("|".join(re.escape(word) for word in long), re.IGNORECASE) if long else None
    return lambda text: found.sub("█", text) if found else text


def _slug(caption: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-")[:40] or "page"


def _stamp(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="milliseconds") if at else None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
