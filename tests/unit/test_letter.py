"""A mail on the screen: numbered marks at their place, private words behind bars, nothing else changed."""

from dataclasses import replace
from datetime import UTC, datetime

from booking_console.domain.extraction import (
    AppointmentFields,
    Doubt,
    Extraction,
    Field,
    FieldName,
    Kind,
    Rung,
    Source,
    Verdict,
)
from booking_console.ui.letter import Line, hide_names, letter, numbers

TEXT = "Dear practice,\n\n\nPatient:  Mary Okafor\nDate: Wednesday 24 November\n\nCall Mary on 020 7946 0018 or mary@mail.example.\n"


def found(words: str) -> Source:
    start = TEXT.index(words)
    return Source("text", words, start, start + len(words))


def reading() -> Extraction:
    day = "Wednesday 24 November"
    visit = AppointmentFields(
        guest=Field("Mary Okafor", found("Mary Okafor"), Rung.LABEL),
        start=Field(datetime(2026, 11, 24, 15, 30, tzinfo=UTC), found(day), Rung.LABEL, 0.5),
    )
    doubt = Doubt(FieldName.START, "The 24th is a Tuesday.")
    return Extraction(Kind.AMBIGUOUS, Verdict.REVIEW, (visit,), (doubt,), text=TEXT)


def shown(lines: tuple[Line, ...]) -> str:
    return "\n".join("".join(bit.text or "█" for piece in line.pieces for bit in piece.bits) for line in lines)


def test_the_guest_is_initials_and_bars_until_somebody_asks() -> None:
    text = shown(letter(reading(), TEXT, hide=True))

    assert "M█ O█" in text
    assert not any(word in text for word in ("Mary", "Okafor", "7946", "mail.example"))


def test_asked_for_the_text_is_whole() -> None:
    assert "Call Mary on 020 7946 0018 or mary@mail.example." in shown(letter(reading(), TEXT, hide=False))


def test_marks_carry_the_numbers_of_the_fields_and_the_doubtful_one_is_amber() -> None:
    marked = [
        ("".join(bit.text for bit in piece.bits), piece.number, piece.tone)
        for line in letter(reading(), TEXT, hide=False)
        for piece in line.pieces
        if piece.number
    ]

    assert marked == [("Mary Okafor", 1, ""), ("Wednesday 24 November", 2, "you")]


def test_a_value_that_was_doubted_away_is_marked_where_the_doubt_quotes_it() -> None:
    visit = AppointmentFields(guest=Field("Mary Okafor", found("Mary Okafor"), Rung.LABEL))
    doubt = Doubt(FieldName.START, 'The mail says "Wednesday 24 November"; the 24th is a Tuesday.')
    doubtful = replace(reading(), appointments=(visit,), doubts=(doubt,))
    pieces = [piece for line in letter(doubtful, TEXT, hide=False) for piece in line.pieces if piece.number]

    assert ["".join(bit.text for bit in piece.bits) for piece in pieces] == ["Mary Okafor", "Wednesday 24 November"]
    assert numbers(doubtful)[FieldName.START] == (2, "you")
    assert numbers(reading()) == {FieldName.GUEST: (1, ""), FieldName.START: (2, "you")}


def test_labelled_lines_stand_as_pairs_and_empty_lines_stand_once() -> None:
    kinds = [line.kind for line in letter(reading(), TEXT, hide=True)]

    assert kinds == ["text", "gap", "pair first", "pair last", "gap", "text"]


def test_a_subject_shows_initials() -> None:
    assert hide_names("Appointment of OKAFOR, Mary", reading()) == "Appointment of O., M."


def test_markup_in_a_mail_stays_text() -> None:
    text = "<script>alert(1)</script>"

    assert shown(letter(replace(reading(), appointments=(), text=text), text, hide=True)) == text


def test_a_mail_that_nobody_read_has_no_marks() -> None:
    assert letter(None, "", hide=True) == ()
    assert numbers(None) == {}


def test_a_date_in_figures_is_shown_and_a_telephone_number_is_not() -> None:
    text = "When: Monday 01/04/2027, 2027-04-01\nCall 020 7946 0018"
    read = shown(letter(None, text, hide=True))
    assert "01/04/2027, 2027-04-01" in read
    assert "7946" not in read
