"""A value is found again by what stands around it, or not at all: two places would be a guess."""

import pytest

from booking_console.domain.anchors import Mark, learn, locate
from booking_console.domain.errors import InvalidInput
from booking_console.domain.extraction import FieldName


def taught(text: str, value: str, other: str) -> str | None:
    """What a rule learnt from text finds in the other mail."""
    start = text.index(value)
    (rule,) = learn(text, [Mark(FieldName.GUEST, start, start + len(value))])
    found = locate(other, rule)
    return other[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "value", "other", "expected"),
    [
        ("Occupant :: Anna Bell", "Anna Bell", "Hello\nOccupant :: Tom Neil", "Tom Neil"),
        ("Occupant :: Anna Bell (file 7)", "Anna Bell", "Occupant :: Tom Neil (file 12)", "Tom Neil"),
        ("Slot 14 is for Anna Bell at 10:30", "Anna Bell", "Slot 92 is for Tom Neil at 9:00", "Tom Neil"),
        ("OCCUPANT\nAnna Bell\n\nSITE\nHarbour", "Anna Bell", "OCCUPANT\nTom Neil\n\nSITE\nHarbour", "Tom Neil"),
        ("Visitor\nName: Anna Bell\nDoctor\nName: A. Grey", "Anna Bell", "Visitor\nName: Tom\nDoctor\nName: B", "Tom"),
        ("Occupant :: Anna Bell", "Anna Bell", "Occupant :: Tom Neil\nOccupant :: Zoe Quill", None),
        ("Occupant :: Anna Bell", "Anna Bell", "Preoccupant :: Tom Neil", None),
        ("Occupant :: Anna Bell", "Anna Bell", "Occupant ::", None),
    ],
)
def test_the_value_of_another_mail_is_found_or_nothing(text: str, value: str, other: str, expected: str | None) -> None:
    assert taught(text, value, other) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Anna Bell", 0, 9),
        ("Name: Anna\nName: Anna\nName: Anna", 28, 32),
        ("Name: Anna\nBell", 6, 15),
        ("Name: Anna", 5, 6),
    ],
    ids=["nothing around it", "always the same", "two lines", "only a space"],
)
def test_a_mark_that_could_not_be_found_again_is_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(InvalidInput):
        learn(text, [Mark(FieldName.GUEST, start, end)])
