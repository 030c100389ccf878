"""The set-up form of the page Mailbox: what it shows, and what becomes of the entries."""

import pytest

from booking_console.domain.errors import InvalidInput
from booking_console.domain.health import PartState
from booking_console.services.mailbox_advice import advice
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.settings_mail import MailAuth, MailSettings, MailSource
from booking_console.ui.mailbox import entry

STORED = MailboxSetup({"source": "imap"}, {"password": "sealed"}, 3, "Dana Whitlock")
NOTHING = MailboxSetup()
FILLED = {"url": "imaps://mail.example.org", "username": "bookings@example.org", "inbox": "INBOX"}


@pytest.mark.parametrize("source", list(MailSource))
@pytest.mark.parametrize("auth", list(MailAuth))
def test_every_kind_has_a_form_whose_fields_are_settings(source: MailSource, auth: MailAuth) -> None:
    names = entry.names_of(source.value, auth.value)
    assert set(names) <= set(MailSettings.model_fields) & set(entry.LABELS)
    assert len(names) == len(set(names))


def test_a_stored_secret_is_named_but_never_shown() -> None:
    mail = MailSettings.model_validate({"password": "a-secret-of-the-test", **FILLED})
    shown = entry.fields("imap", "basic", mail=mail, setup=STORED, fixed=())
    (password,) = [field for field in shown if field.name == "password"]
    assert (password.value, password.held, password.kind) == ("", True, "secret")
    assert "a-secret-of-the-test" not in repr(shown)


def test_a_field_of_the_environment_names_its_variable_and_is_not_taken_from_the_form() -> None:
    shown = entry.fields("imap", "basic", mail=MailSettings(inbox="Bookings"), setup=NOTHING, fixed=("inbox",))
    assert [field.fixed for field in shown if field.name == "inbox"] == ["BOOKING_MAIL__INBOX"]
    given = entry.entered("imap", "basic", FILLED, NOTHING, ("inbox",))
    assert "inbox" not in given.values


def test_an_empty_secret_keeps_the_stored_one_and_a_new_one_replaces_it() -> None:
    assert entry.entered("imap", "basic", FILLED, STORED, ()).kept == ("password",)
    replaced = entry.entered("imap", "basic", {**FILLED, "password": "new"}, STORED, ())
    assert (replaced.kept, replaced.secrets) == ((), {"password": "new"})


def test_another_kind_of_mailbox_forgets_the_secrets_of_the_old_one() -> None:
    given = entry.entered("graph", "basic", {"address": "bookings@example.org"}, STORED, ())
    assert given.kept == ()


def test_a_password_is_not_sent_to_another_kind_of_server_than_it_was_entered_for() -> None:
    shown = entry.fields("exchange", "basic", mail=MailSettings.model_validate(FILLED), setup=STORED, fixed=())
    assert [(field.value, field.held) for field in shown if field.name in ("url", "password")] == [
        ("", False),
        ("", False),
    ]
    assert entry.entered("exchange", "basic", FILLED, STORED, ()).kept == ()


def test_what_is_missing_is_said_in_the_words_of_the_form() -> None:
    given = entry.entered("graph", "basic", {"address": "bookings"}, NOTHING, ())
    with pytest.raises(InvalidInput) as refusal:
        entry.checked(MailSettings(), given, {})
    assert "“Client secret” is needed: " in str(refusal.value)
    assert "BOOKING_" not in str(refusal.value)


@pytest.mark.parametrize(
    ("wrong", "help_"),
    [
        ("The mail server m does not accept the user name or the password.", "Was the password changed"),
        ("The certificate of the mail server m is not trusted.", "BOOKING_MAIL__CA_FILE"),
        ("The folder Bookings is not in the mailbox any more, or may not be opened.", "Make the folder"),
        ("The stored secrets of the mailbox cannot be read: the key in /data/mailbox.key is not theirs.", "Enter the"),
        ("The mail server m offers no encryption, so the password was not sent.", "imaps://"),
        ("Something nobody thought of.", "Correct the set-up"),
    ],
)
def test_what_stopped_the_mailbox_comes_with_what_to_do(wrong: str, help_: str) -> None:
    assert help_ in advice(PartState.STOPPED, wrong)


def test_what_is_tried_again_by_itself_needs_nobody() -> None:
    assert advice(PartState.TROUBLE, "The mail server m does not answer.").startswith("Nothing to do yet")
