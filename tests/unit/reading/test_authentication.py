"""Only the practice's own relay says whether a sender is real; whatever else the headers claim was written by anybody."""

from email import message_from_string

import pytest

from booking_console.adapters.parsing.mime.authentication import NAMELESS, Relay, origin_of
from booking_console.domain.trust import Proof

RELAY = Relay(frozenset({"mx.practice.example"}))
FROM = "From: Clinic <desk@clinic.example>\n"
PASS = "Authentication-Results: mx.practice.example; dmarc=pass header.from=clinic.example\n"
FAIL = "Authentication-Results: mx.practice.example; dmarc=fail header.from=clinic.example\n"
OURS = "Received: from out.clinic.example by mx.practice.example; Mon, 20 Jul 2026 10:00:00 +0000\n"
INNER = "Received: from mx.practice.example by store.practice.example; Mon, 20 Jul 2026 10:00:01 +0000\n"
THEIRS = "Received: from desktop by out.clinic.example; Mon, 20 Jul 2026 09:59:59 +0000\n"


def proof(headers: str, relay: Relay = RELAY) -> Proof:
    return origin_of(message_from_string(f"{headers}\nText"), relay).proof


@pytest.mark.parametrize("headers", [PASS + OURS + THEIRS, INNER + PASS + OURS + THEIRS, PASS, PASS + FAIL])
def test_the_relays_own_pass_proves_the_sender(headers: str) -> None:
    assert proof(headers + FROM) is Proof.PROVEN


@pytest.mark.parametrize("headers", [FAIL + OURS, FAIL + PASS, INNER + FAIL + OURS + PASS])
def test_the_relays_own_fail_counts_whatever_stands_further_down(headers: str) -> None:
    assert proof(headers + FROM) is Proof.FAILED


@pytest.mark.parametrize(
    "forged",
    [
        OURS + PASS,
        OURS + THEIRS + PASS,
        INNER + OURS + PASS,
        OURS + PASS.replace("mx.practice.example", "mx.attacker.test"),
        PASS.replace("mx.practice.example", "xmx.practice.example"),
        PASS.replace("mx.practice.example;", "(mx.practice.example) evil.test;"),
        "ARC-" + PASS,
        PASS.replace("dmarc=pass header.from=clinic.example", "none (dmarc=pass)"),
        PASS.replace("dmarc=pass header.from=clinic.example", 'x="; dmarc=pass"'),
        THEIRS + PASS,
    ],
)
def test_a_forged_header_counts_for_nothing(forged: str) -> None:
    assert proof(forged + FROM) is Proof.MISSING


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("dkim=pass header.d=clinic.example", Proof.PROVEN),
        ("dkim=pass header.i=@clinic.example; spf=fail smtp.mailfrom=bounce.test", Proof.PROVEN),
        ("spf=pass smtp.mailfrom=bounce@clinic.example", Proof.PROVEN),
        ("dkim=pass header.d=attacker.test", Proof.MISSING),
        ("dkim=pass header.d=example", Proof.MISSING),
        ("spf=pass smtp.mailfrom=x@attacker.test", Proof.MISSING),
        ("dmarc=pass header.from=attacker.test", Proof.MISSING),
        ("spf=fail smtp.mailfrom=x@clinic.example", Proof.FAILED),
        ("dkim=pass header.d=attacker.test; dmarc=fail", Proof.FAILED),
        ("dmarc=permerror", Proof.FAILED),
        ("none", Proof.MISSING),
    ],
)
def test_a_pass_counts_for_the_domain_of_the_sender_only(results: str, expected: Proof) -> None:
    assert proof(f"Authentication-Results: mx.practice.example 1;\n\t{results}\n{FROM}") is expected


def test_a_relay_that_removes_forged_headers_may_write_below_its_own_line() -> None:
    assert proof(OURS + PASS + FROM, Relay(RELAY.names, cleans=True)) is Proof.PROVEN


def test_microsoft_365_gives_no_name() -> None:
    inner = "Received: from A.prod.outlook.com by B.prod.outlook.com; Mon, 20 Jul 2026 10:00:00 +0000\n"
    outer = "Received: from out.clinic.example by C.mail.protection.outlook.com; Mon, 20 Jul 2026 10:00:00 +0000\n"
    nameless = PASS.replace("mx.practice.example; ", "")
    relay = Relay(frozenset({NAMELESS}))
    assert proof(inner + nameless + outer + FROM, relay) is Proof.PROVEN
    assert proof(inner + outer + nameless + FROM, relay) is Proof.MISSING


def test_without_a_relay_nothing_is_praised_and_a_failure_is_not_thrown_away() -> None:
    assert proof(PASS + FROM, Relay()) is Proof.NOT_ASKED
    assert proof(FAIL + FROM, Relay()) is Proof.FAILED


@pytest.mark.parametrize(
    ("headers", "senders", "shown", "elsewhere"),
    [
        (FROM + FROM.replace("clinic.example", "evil.test"), 2, "", ()),
        ("From: a@clinic.example, b@clinic.example\n", 2, "", ()),
        ('From: "desk@clinic.example" <x@evil.test>\n', 1, "desk@clinic.example", ()),
        ("From: =?utf-8?q?desk=40clinic=2Eexample?= <x@evil.test>\n", 1, "desk@clinic.example", ()),
        (FROM + "Reply-To: x@evil.test\n", 1, "", ("evil.test",)),
        (FROM + "Sender: robot@mailer.test\nReply-To: desk@mail.clinic.example\n", 1, "", ("mailer.test",)),
    ],
)
def test_what_a_sender_pretends_is_noticed(headers: str, senders: int, shown: str, elsewhere: tuple[str, ...]) -> None:
    origin = origin_of(message_from_string(f"{headers}\nText"), Relay())
    assert (origin.senders, origin.shown, origin.elsewhere) == (senders, shown, elsewhere)


def test_a_domain_in_another_alphabet_is_compared_as_it_travels() -> None:
    origin = origin_of(message_from_string("From: x@clin\u0456c.example\n\nText"), Relay())
    assert origin.domain == "xn--clinc-q2e.example"
