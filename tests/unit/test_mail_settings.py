"""What is missing for a mailbox is said at start, one sentence for each thing."""

from pathlib import Path

import pytest

from booking_console.settings import SettingsError, load

EXCHANGE = {
    "BOOKING_MAIL__SOURCE": "exchange",
    "BOOKING_MAIL__URL": "https://mail.example.org/EWS/Exchange.asmx",
    "BOOKING_MAIL__ADDRESS": "bookings@example.org",
    "BOOKING_MAIL__USERNAME": "PRACTICE\\console",
    "BOOKING_MAIL__PASSWORD": "a secret of the test",
}


def complaint(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> list[str]:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load(None)
    return str(error.value).splitlines()


def test_an_exchange_mailbox_with_everything_it_needs_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in EXCHANGE.items():
        monkeypatch.setenv(name, value)
    assert load(None).mail.address == "bookings@example.org"


@pytest.mark.parametrize("name", [name for name in EXCHANGE if not name.endswith("SOURCE")])
def test_what_an_exchange_mailbox_lacks_is_named_with_an_example(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (line,) = complaint(monkeypatch, EXCHANGE | {name: ""})
    assert line.startswith(f"{name} is needed when BOOKING_MAIL__SOURCE is exchange and BOOKING_MAIL__AUTH is basic: ")


def test_an_application_needs_its_tenant_its_id_and_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = complaint(monkeypatch, EXCHANGE | {"BOOKING_MAIL__AUTH": "oauth"})
    assert [line.split()[0] for line in lines] == [
        "BOOKING_MAIL__TENANT_ID",
        "BOOKING_MAIL__CLIENT_ID",
        "BOOKING_MAIL__CLIENT_SECRET",
    ]


def test_everything_that_microsoft_365_lacks_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = complaint(monkeypatch, {"BOOKING_MAIL__SOURCE": "graph"})
    assert [line.split()[0].removeprefix("BOOKING_MAIL__") for line in lines] == [
        "ADDRESS",
        "TENANT_ID",
        "CLIENT_ID",
        "CLIENT_SECRET",
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"BOOKING_MAIL__ADDRESS": "bookings"}, "expected an address such as bookings@example.org, got 'bookings'"),
        ({"BOOKING_MAIL__CA_FILE": "/no/such/file.pem"}, "expected a file with certificates, got '/no/such/file.pem'"),
        (
            {"BOOKING_MAIL__SEND_THROUGH": "true", "BOOKING_SMTP__URL": "smtp://127.0.0.1"},
            "expected one of them, got both",
        ),
        ({"BOOKING_MAIL__AUTH": "kerberos"}, "expected 'basic', 'ntlm' or 'oauth'"),
    ],
)
def test_values_that_make_no_sense_are_explained(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], words: str
) -> None:
    (line,) = complaint(monkeypatch, EXCHANGE | values)
    assert words in line


def test_a_folder_cannot_send(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = {"BOOKING_MAIL__FOLDER": str(tmp_path), "BOOKING_MAIL__SEND_THROUGH": "true"}
    (line,) = complaint(monkeypatch, values)
    assert "only a mailbox of the kind exchange or graph can send" in line
