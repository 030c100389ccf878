"""What a web form adds below a submission: when, from where and with what it was sent."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from booking_console.adapters.parsing.names.exactroles import Role

if TYPE_CHECKING:
    from booking_console.adapters.parsing.lines.labels import Entry

_MACHINE = re.compile(r"\b(?:ip|user[ -]?agent|page url|powered by|browser|form id|submission)\b", re.IGNORECASE)


_OF_A_FOOTER = frozenset({Role.DATE, Role.START, Role.WHEN, Role.IGNORED, Role.UNKNOWN, Role.OTHER_PERSON})


def _machine_blocks(entries: Sequence["Entry"]) -> set[int]:
    """What a web form adds below: when, from where and with what it was sent."""
    return {entry.block for entry in entries if _MACHINE.search(entry.label)} - {
        entry.block for entry in entries if entry.role not in _OF_A_FOOTER
    }


def without_footers(entries: Sequence["Entry"]) -> list["Entry"]:
    blocks = _machine_blocks(entries)
    return [replace(entry, role=Role.IGNORED) if entry.block in blocks else entry for entry in entries]
