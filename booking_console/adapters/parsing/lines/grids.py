"""Tables of a page: which rows and columns say what, as lines of text."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import role_of
from booking_console.adapters.parsing.patterns import compiled

Rows = Sequence[Sequence[str]]
OLD = compiled(
    r"(?:before|old|was|previous(?:ly)?|from|original(?:ly)?|bisher|alt|vorher|von|oud|was|vroeger|avant|ancien(?:ne)?|antes|anterior)"
    r"(?: (?:time|appointment|value|booking|termin|afspraak|rendez-vous|cita|date|details))?",
    re.IGNORECASE,
)
NEW = re.compile(
    r"(?:after|new|now|current(?:ly)?|to|changed to|updated|neu|nachher|jetzt|auf|nieuw|nu|apr\u00e8s|nouveau|nouvelle|ahora|nuevo|nueva"
    r"|despu\u00e9s|actual)(?: (?:time|appointment|value|booking|termin|afspraak|rendez-vous|cita|date|details))?",
    re.IGNORECASE,
)
_TIMED = frozenset({Role.WHEN, Role.DATE, Role.START, Role.END, Role.APPOINTMENT, Role.DURATION, Role.UNKNOWN})
_GRID, MAX_CELL = 3, 60


def compared(rows: Rows) -> str | None:
    """Columns for what was and what is: "| | Before | After |" or "| Old appointment | New appointment |"."""
    head = [cell.strip(" :") for cell in rows[0]] if rows else []
    if len(rows) < 2 or len(head) not in (2, _GRID) or not (OLD.fullmatch(head[-2]) and NEW.fullmatch(head[-1])):
        return None
    if any(len(row) != len(head) for row in rows):
        return None
    if len(head) == 2:
        return "\n".join(f"Old: {_one_line(row[0])}\nNew: {_one_line(row[1])}" for row in rows[1:])
    return "\n".join(_old_and_new(*row) for row in rows[1:])


def _old_and_new(label: str, old: str, new: str) -> str:
    name = label.strip(" :")
    if role_of(name, "") not in _TIMED or not old.strip() or old.strip() == new.strip() == "":
        return f"{name}: {_one_line(new or old)}"
    return f"Old {name}: {_one_line(old)}\nNew {name}: {_one_line(new)}"


def bare_grid(rows: Rows) -> str | None:
    """Rows of many short cells without a heading stay lines, so that what stands together is read together."""
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < _GRID:
        return None
    if any(len(cell) > MAX_CELL or "\n" in cell for row in rows for cell in row):
        return None
    return "\n".join(" | ".join(cell for cell in row if cell) for row in rows)


_TWO_PAIRS = 4


def side_by_side(rows: Rows) -> str | None:
    """ "| Patient | Ada Moreau | Date | 2 June |": labels and values in turn become lines of their own."""
    if not rows or any(len(row) % 2 for row in rows) or max(len(row) for row in rows) < _TWO_PAIRS:
        return None
    pairs = [(row[at].strip(" :"), row[at + 1]) for row in rows for at in range(0, len(row), 2)]
    said = [label for label, _ in pairs if label]
    if not all(role_of(label, "") is not Role.UNKNOWN and not any(sign.isdigit() for sign in label) for label in said):
        return None
    # A heading has labels only, and a row of a list has names where the labels would be.
    has_values = any(any(sign.isdigit() for sign in value) for _, value in pairs)
    are_labels = [role_of(value.strip(" :"), "") is not Role.UNKNOWN for _, value in pairs[:2]]
    return (
        "\n".join(f"{label}: {_one_line(value)}" for label, value in pairs if label and value)
        if has_values and not all(are_labels)
        else None
    )


def _one_line(value: str) -> str:
    return " ".join(value.split())
