"""Labelled lines: "Patient: Jane Doe", "WHEN ....... Monday", a label with its value on the next line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from booking_console.adapters.parsing.lines.columns import cells_of, heading_roles, old_and_new
from booking_console.adapters.parsing.lines.employers import with_employees
from booking_console.adapters.parsing.lines.footers import without_footers
from booking_console.adapters.parsing.lines.pairs import paired
from booking_console.adapters.parsing.lines.sayings import is_sentence
from booking_console.adapters.parsing.lines.spans import (
    after_before,
    in_old_sections,
    with_actions,
    with_both_ends,
    with_reasons,
    with_states,
    with_times_below,
    with_whole_days,
)
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import is_clinical, labelled_name
from booking_console.adapters.parsing.names.roles import is_known_label, role_of
from booking_console.adapters.parsing.patterns import compiled

_LINE = re.compile(
    r"^(?P<lead>[ >]*(?:[\u2022*\u00b7\u25aa\u00bb\u203a\u2013-]+[ ]+)?"
    r"(?:(?i:re|betreff|concerne|betreft)[ ]?:[ ]+(?=[^:\n]{2,30}:))?)(?P<label>[^\W_](?:[^:\n="
    r"|]){0,44}?)[ ]*(?P<sep>(?<!\d):(?!//)|(?<=\d):(?=[ ]|$)|(?<=[ ])\.{2,}(?=[ ])|\.{3,}:?|(?:[ ]\.){3,}[ ]?:?|=|\|"
    r"|[ ][-\u2013\u2014](?=[ ])|[ ]{3,})[ ]*(?P<value>.*)$"
)
_RULE = re.compile(r"^[ ]*[-=_*~\u2014\u2500]{3,}[ ]*$")
_MARK = re.compile(r"^[ ]*(?:[\u2022*\u00b7\u25aa\u00bb\u203a-]+[ ]+)?")
_INDENT = re.compile(r"^[ ]{2,}\S")
_LONG = 3
MAX_ENTRIES = 300
_WEAK_SEPARATORS = ("-", "\u2013", "\u2014", "   ", "|", "=")


#: What a mail is about, rather than what it says beside.
TELLING = frozenset({Role.GUEST, Role.WHEN, Role.DATE, Role.START, Role.PREVIOUS, Role.SPECIALIST, Role.APPOINTMENT})


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and where its value stands in the text."""

    role: Role
    label: str
    start: int
    end: int
    block: int  # counts the paragraphs, so that repeated groups can be told apart
    section: str = ""  # the heading above


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    block: int


def read_labels(text: str) -> list[Entry]:
    return list(_labels_in(text))


@lru_cache(maxsize=8)  # as with read_times, several steps of one reading ask for the same
def _labels_in(text: str) -> tuple[Entry, ...]:
    lines = _lines(text)
    entries: list[Entry] = []
    section = ""
    index = 0
    while index < len(lines) and len(entries) < MAX_ENTRIES:
        line = lines[index]
        rows, after = _table(lines, index)
        if rows:
            entries.extend(rows)
            index = after
            continue
        match = _labelled(line)
        if match is not None:
            entry, index = _with_value(line, match, lines, index, section)
        elif _is_label_alone(line.text):
            heading = _heading_of(lines, index) or _is_heading_of_labels(line, lines, index)
            section = line.text.strip(" *#:") if heading else section
            entry, index = (None, index + 1) if heading else _next_line(line, lines, index, section)
        else:
            section = "" if len(line.text) > 60 else section
            entry, index = None, index + 1
        entries.extend([replace(entry, section=section)] if entry else [])
    entries = list(with_times_below(text, list(with_both_ends(text, entries))))
    entries = list(with_reasons(text, entries))
    entries = list(with_states(text, list(with_actions(text, in_old_sections(entries)))))
    entries = paired(text, list(with_whole_days(text, list(after_before(text, entries)))))
    return tuple(without_footers(with_employees(entries)))


def _table(lines: Sequence[_Line], index: int) -> tuple[list[Entry], int]:
    """Every row is a group of its own, under the labels of the line that names the columns."""
    compared = old_and_new(lines, index)
    if compared:
        rows = [Entry(role, label, start, end, -index) for role, label, start, end in compared]
        return rows, index + 1 + len(rows) // 2
    roles, cell = heading_roles(lines[index].text)
    labels = [said for said, _, _ in cells_of(lines[index].text, 0, cell)]
    entries: list[Entry] = []
    after = index + 1
    while roles and after < len(lines):
        cells = cells_of(lines[after].text, lines[after].start, cell)
        if len(cells) != len(roles):
            break
        both = zip(roles, labels, cells, strict=True)
        entries.extend(Entry(role, label, start, end, -after) for role, label, (_, start, end) in both)
        after += 1
    return entries, after


def _lines(text: str) -> list[_Line]:
    found, start, block = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            if _RULE.match(line):
                block += 1
            else:
                found.append(_Line(line, start, block))
        else:
            block += 1
        start += len(line) + 1
    return found


def _labelled(line: _Line) -> re.Match[str] | None:
    match = _LINE.match(line.text)
    if match is None:
        return None
    role = role_of(match["label"], "")
    if is_sentence(match["label"], match["value"]):
        return None
    if match["sep"].strip() in _WEAK_SEPARATORS or not match["sep"].strip():
        return match if role is not Role.UNKNOWN and match["value"] else None
    if role is Role.UNKNOWN and len(match["label"].split()) > 5:
        return None
    return match


_CONFIRMED_FOR = compiled(
    r"(?:(?:appointment|appt|booking|visit|session|slot|consultation)(?: (?:is|has been|was))? )?"
    r"(?:now )?(?:confirmed|booked|made|arranged|set|fixed|reserved|scheduled)(?: in)? (?:for|at)",
    re.IGNORECASE,
)
# "Visit scheduled for": a day or a person.
_MAY_NAME = frozenset({Role.WHEN, Role.APPOINTMENT, Role.SERVICE, Role.IGNORED, Role.UNKNOWN})


def _with_value(
    line: _Line, match: re.Match[str], lines: Sequence[_Line], index: int, section: str
) -> tuple[Entry | None, int]:
    label = match["label"].strip()
    role = role_of(label, section)
    if not match["value"].strip():
        if _heading_of(lines, index) or role is Role.UNKNOWN:
            return None, index + 1
        return _next_line(line, lines, index, section)
    is_open = label.casefold() in _BECAME or (role in _MAY_NAME and label.casefold().endswith(" for"))
    name = labelled_name(match["value"]) if is_open and not is_clinical(match["value"]) else None
    role = Role.GUEST if name and " " in name else role
    is_day = (
        role in (Role.IGNORED, Role.UNKNOWN) and _CONFIRMED_FOR.fullmatch(label) and re.search(r"\d", match["value"])
    )
    role = Role.WHEN if is_day else role
    start = line.start + match.start("value")
    end, after = _continued(lines, index)
    return Entry(role, label, start, end, line.block), after


def _continued(lines: Sequence[_Line], index: int) -> tuple[int, int]:
    """Where the value ends: indented lines go on, and so does a time under its date."""
    last = index
    while last + 1 < len(lines) and last - index < _LONG:
        following = lines[last + 1]
        if following.block != lines[index].block or _labelled(following) or _is_label_alone(following.text):
            break
        if not _INDENT.match(following.text):
            break
        last += 1
    return lines[last].start + len(lines[last].text.rstrip()), last + 1


def _is_label_alone(text: str) -> bool:
    bare = _MARK.sub("", text).strip(" *:#")
    return len(bare) <= 40 and len(bare.split()) <= 4 and not bare.endswith((".", "!", ",")) and _is_heading_word(bare)


def _is_heading_word(bare: str) -> bool:
    if not is_known_label(bare) or bare.casefold() in _BECAME or _WHAT_BECAME.search(bare) or _HEADLINE.fullmatch(bare):
        return False
    role = role_of(bare, "")
    return role not in (Role.UNKNOWN,) and (len(bare.split()) <= 2 or role in _SURE_ALONE)


# "Termin verschoben" is what the mail is about; "Verschoben auf" has a value.
_WHAT_BECAME = compiled(
    r"\b(?:verschoben|verlegt|storniert|abgesagt|best\u00e4tigt|gebucht|ge\u00e4ndert|eingetragen|umgebucht"
    r"|verplaatst|verzet|geannuleerd"
    r"|bevestigd|geboekt|gewijzigd|ingepland|annul\u00e9e?|confirm\u00e9e?|d\u00e9plac\u00e9e?|report\u00e9e?"
    r"|modifi\u00e9e?|r\u00e9serv\u00e9e?"
    r"|cancelad[ao]|anulad[ao]|confirmad[ao]|reprogramad[ao]|modificad[ao]|reservad[ao]|aplazad[ao])"
    r"\b(?! (?:auf|von|am|f\u00fcr|naar|van|op|voor|au|du|le|pour|par|al|del|el|para|por|door|durch)\b)",
    re.IGNORECASE,
)
# "A patient cancelled" is a headline, too.
_HEADLINE = compiled(
    r"(?:(?:an?|the|your|new|this) )*(?:patient|client|customer|member|guest|appointment|booking|visit|session"
    r"|consultation|exam|event"
    r"|entry|slot|check-?up)s? (?:(?:has|have|is|was|been|just|now) )*(?:cancell?ed|re-?scheduled|moved|booked"
    r"|confirmed|changed|updated"
    r"|scheduled|amended|added|created|withdrawn)",
    re.IGNORECASE,
)
# "Booked: Ada Moreau" as a label, "Cancelled" as a heading.
_BECAME = frozenset(
    [
        "booked",
        "moved",
        "cancelled",
        "canceled",
        "rescheduled",
        "confirmed",
        "changed",
        "updated",
        "received",
        "scheduled",
    ]
)
_SURE_ALONE = frozenset(
    {Role.WHEN, Role.GUEST, Role.SPECIALIST, Role.DATE, Role.START, Role.END, Role.PREVIOUS, Role.REFERENCE, Role.EMAIL}
    | {Role.SERVICE, Role.FIRST_NAME, Role.LAST_NAME}
)


def _heading_of(lines: Sequence[_Line], index: int) -> bool:
    """A label alone in front of another labelled line is a heading."""
    return index + 1 < len(lines) and _labelled(lines[index + 1]) is not None


def _is_heading_of_labels(line: _Line, lines: Sequence[_Line], index: int) -> bool:
    """ "Previous appointment" above "Date" with the day below that."""
    is_ours = role_of(_MARK.sub("", line.text).strip(" *:#"), "") in (Role.PREVIOUS, Role.APPOINTMENT)
    return is_ours and index + 1 < len(lines) and _is_label_alone(lines[index + 1].text)


def _next_line(line: _Line, lines: Sequence[_Line], index: int, section: str) -> tuple[Entry | None, int]:
    if index + 1 >= len(lines):
        return None, index + 1
    label = _MARK.sub("", line.text).strip(" *:#")
    role = role_of(label, section)
    if _is_label_alone(lines[index + 1].text) and not (
        line.text.rstrip().endswith(":") and not lines[index + 1].text.rstrip().endswith(":")
    ):
        return None, index + 1
    first = last = index + 1
    while (
        role in _MORE_LINES and last + 1 < len(lines) and last - first < 2 and _goes_on(lines[last + 1], lines[first])
    ):
        last += 1
    start = lines[first].start + len(lines[first].text) - len(lines[first].text.lstrip())
    return Entry(role, label, start, lines[last].start + len(lines[last].text.rstrip()), line.block), last + 1


_MORE_LINES = frozenset({Role.WHEN, Role.DATE, Role.START, Role.PREVIOUS, Role.APPOINTMENT, Role.IGNORED})


def _goes_on(line: _Line, first: _Line) -> bool:
    return line.block == first.block and _labelled(line) is None and not _is_label_alone(line.text)


def values(entries: Sequence[Entry], *roles: Role) -> Iterator[Entry]:
    return (entry for entry in entries if entry.role in roles)
