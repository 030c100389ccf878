"""What a profile says of the portal's own mails: every mistake by line and key, and what is read of a mail."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.content.portal_mail import ProfiledMail
from booking_console.adapters.portal.language.loading import ProfileError, parse_profile, profile_json_schema
from booking_console.domain.witness import MailKind, Stated
from tests.unit.test_profile_loading import GOOD

ZONE = ZoneInfo("Europe/Berlin")
DOCS = (Path(__file__).parents[2] / "docs" / "portal-profiles.md").read_text("utf-8")
MAIL = "[mail]" + DOCS.partition("```toml\n[mail]")[2].partition("```")[0]
LETTER = DOCS.partition("```text\nFrom: Raumportal")[2].partition("```")[0].partition("\n\n")[2]
SUBJECT = "Buchungsbestätigung Nr. RP-4711"
CONTEXT = """[context]
months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
weekdays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
"""
ROOMS = '[[rooms]]\nname = "Treatment room 2"\nid = "22"\nlabel = "Behandlung 2 (OG)"\n'


def read(text: str, *, subject: str = SUBJECT, mail: str = MAIL) -> Stated | None:
    profile = parse_profile(f"{GOOD}{ROOMS}{CONTEXT}{mail}".replace('start={start}"', 'start={start}&room={room}"'))
    assert profile.mail is not None
    return ProfiledMail(profile, profile.mail, ZONE).read(subject, text)


def stated(text: str, **words: str) -> Stated:
    found = read(text, **words)
    assert found is not None
    return found


def test_the_example_of_the_manual_is_read_as_it_says() -> None:
    found = stated(LETTER)
    assert (found.kind, found.room, found.guest, found.reference) == (
        MailKind.CONFIRMED,
        "Treatment room 2",
        "Anna Example",
        "RP-4711",
    )
    assert found.start == datetime(2027, 3, 1, 9, 0, tzinfo=ZONE)
    assert found.end == datetime(2027, 3, 1, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Stornierung Nr. RP-4711", MailKind.CANCELLED),
        ("Ihre Anfrage Nr. RP-4711", MailKind.PENDING),
        ("Rechnung", None),
    ],
)
def test_the_subject_says_what_kind_of_mail_it_is(subject: str, kind: MailKind | None) -> None:
    found = read(LETTER, subject=subject)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("was", "now", "field"),
    [
        ("Raum: Behandlung 2 (OG)\n", "", "room"),
        ("Zeit: 09:00 - 09:30 Uhr", "Zeit: am Vormittag", "start"),
        ("Datum: Montag, 01.03.2027", "Datum: 31.02.2027", "start"),
        ("Gast: Example, Anna", "Gast: Example, Anna\nGast: Sample, Ben", "guest"),
    ],
)
def test_what_is_not_there_or_there_twice_or_no_such_value_is_not_stated(was: str, now: str, field: str) -> None:
    assert was in LETTER
    assert not getattr(stated(LETTER.replace(was, now)), field)


def test_a_value_may_stand_alone_on_the_line_below_its_label() -> None:
    assert stated(LETTER.replace("Gast: ", "Gast\n\n")).guest == "Anna Example"


def test_a_room_that_the_profile_does_not_know_is_named_all_the_same() -> None:
    found = stated(LETTER.replace("Behandlung 2", "Behandlung 9"))
    assert (found.room, found.names_a_room) == (None, True)


@pytest.mark.parametrize(
    ("mail", "mistake"),
    [
        ('[mail]\nconfirmed = "("', "mail.confirmed: expected a regular expression"),
        (
            '[mail]\nsenders = ["not an address"]\nconfirmed = "y"\nreference = { label = "Nr" }',
            "mail.senders[1]: expected an address",
        ),
        ('[mail]\nconfirmed = "y"', 'mail.confirmed: expected "reference" or "start"'),
        (
            '[mail]\nconfirmed = "y"\nstart = { label = "Zeit", format = "%H:%M" }',
            'mail.start: expected "date" in [mail]',
        ),
        (
            '[mail]\nconfirmed = "y"\nstart = { label = "Zeit", format = "%Q" }',
            "mail.start.format: expected a pattern such as",
        ),
        ('[mail]\nconfirmed = "y"\nreference = { subject = true }', 'mail.reference: expected "label", or a "pattern"'),
        ('[mail]\nconfirmed = "y"\nrom = { label = "Raum" }', "mail.rom: this key is not known here"),
        ('[mail]\nroom = { label = "Raum" }', "mail.confirmed: expected this key, it is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(mail: str, mistake: str) -> None:
    with pytest.raises(ProfileError) as error:
        parse_profile(GOOD + mail)
    (found,) = error.value.mistakes
    assert mistake in found
    line = int(found.partition(",")[0].removeprefix("line "))
    assert GOOD.count("\n") < line <= (GOOD + mail).count("\n") + 1


def test_the_schema_for_editors_knows_the_part() -> None:
    assert "mail" in profile_json_schema()["properties"]
