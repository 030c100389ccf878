"""Who is believed: the list, and everybody who only looks like somebody on it."""

import pytest

from booking_console.domain.trust import Origin, Proof, Trusted, as_entry, can_be_trusted, doubt_about

LIST = Trusted(frozenset({"clinicbook.example", "desk@northgate.example"}))


@pytest.mark.parametrize("address", ["bookings@clinicbook.example", "desk@northgate.example"])
def test_a_sender_on_the_list_is_believed(address: str) -> None:
    assert doubt_about(Origin(address), LIST) == ""


def test_without_a_list_everybody_is_believed() -> None:
    assert doubt_about(Origin("anybody@anywhere.example"), Trusted()) == ""


@pytest.mark.parametrize("address", ["other@northgate.example", "x@mail.clinicbook.example", "x@elsewhere.test", ""])
def test_anybody_else_is_a_stranger(address: str) -> None:
    assert doubt_about(Origin(address), LIST) == "The sender is not on your list of trusted senders."


@pytest.mark.parametrize(
    "domain",
    [
        "cliniicbook.example",
        "clinicbok.example",
        "clinicobok.example",
        "clin1cbook.example",
        "dinicbook.example",
        "clinicb\u043e\u043ek.example",
        "xn--clnicbook-w9h.example",
        "cl\u00ednicbook.example",
        "clinicbook.example.evil.test",
        "clinicbook-example.test",
        "clinicbook.test",
    ],
)
def test_a_domain_that_looks_like_a_trusted_one_is_named_as_such(domain: str) -> None:
    address = as_entry(f"bookings@{domain}")
    assert "not clinicbook.example, which you trust, but looks like it" in doubt_about(Origin(address), LIST)


@pytest.mark.parametrize("domain", ["clinic.example", "northgatephysio.example", "bookclinic.example"])
def test_a_domain_that_is_only_related_is_no_look_alike(domain: str) -> None:
    assert LIST.imitated_by(domain) == ""


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (Origin("a@clinicbook.example", Proof.FAILED), "could not be verified"),
        (Origin("a@clinicbook.example", Proof.MISSING), "does not vouch for the sender"),
        (Origin("a@clinicbook.example", senders=2), "more than one sender"),
        (Origin("a@clinicbook.example", shown="b@bank.example"), "shows the address b@bank.example"),
        (Origin("a@clinicbook.example", elsewhere=("evil.test",)), "answered to evil.test"),
    ],
)
def test_a_sender_on_the_list_is_not_believed_when_the_mail_speaks_against_it(origin: Origin, said: str) -> None:
    assert said in doubt_about(origin, LIST)


@pytest.mark.parametrize("elsewhere", [("evil.test",), ()])
def test_a_proven_sender_may_be_answered_elsewhere(elsewhere: tuple[str, ...]) -> None:
    assert doubt_about(Origin("a@clinicbook.example", Proof.PROVEN, elsewhere=elsewhere), LIST) == ""


def test_the_list_cannot_cure_a_failed_proof() -> None:
    assert can_be_trusted(Origin("new@clinic.example"))
    assert not can_be_trusted(Origin("new@clinic.example", Proof.FAILED))
    assert not can_be_trusted(Origin(""))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Desk@Example.ORG ", "desk@example.org"),
        ("@example.org", "example.org"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("example", ""),
        ("a b.example", ""),
        ("a@b.example, c@d.example", ""),
    ],
)
def test_an_entry_is_kept_as_it_is_compared(typed: str, kept: str) -> None:
    assert as_entry(typed) == kept
