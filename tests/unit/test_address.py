"""Whose wrong passwords are counted: the browser's address, as far as our own proxies tell it."""

import pytest

from booking_console.domain.address import browser_of, networks

OURS = networks("127.0.0.0/8, ::1, 10.0.0.7")


@pytest.mark.parametrize(
    ("peer", "forwarded", "browser"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # no proxy of ours: it may write what it likes
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "192.0.2.1, 198.51.100.1", "198.51.100.1"),  # the first one is the browser's own word
        ("127.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.7", "", "10.0.0.7"),
        ("127.0.0.1", "nonsense", ""),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("", "", ""),
    ],
)
def test_a_browser_is_known_by_the_first_address_that_is_not_ours(peer: str, forwarded: str, browser: str) -> None:
    assert browser_of(peer, forwarded, OURS) == browser


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(ValueError, match="got 'the proxy'"):
        networks("10.0.0.1, the proxy")
