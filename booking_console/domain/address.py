"""Where a browser sits, as far as the network tells it."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

#: Of an IPv6 address its owner chooses the second half at will.
_OWNED_BITS = 64


def browser_of(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The address that the nearest proxy which is not ours names; the peer itself when it is no proxy of ours.

    forwarded: X-Forwarded-For, to which each proxy adds whom it talked to. What stands before the first stranger is the
    stranger's own word, and is not believed. "" when nothing of it is an address.
    """
    at = peer
    for named in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_among(at, proxies):
            break
        at = named
    return neighbourhood(at)


def neighbourhood(address: str) -> str:
    """The address itself, or the network of an IPv6 one; "" for what is no address."""
    try:
        found = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, _OWNED_BITS), strict=False))


def networks(text: str) -> tuple[Network, ...]:
    """From "10.0.0.7, 192.168.0.0/16". ValueError names the part that is neither an address nor a network."""
    found: list[Network] = []
    for part in (part.strip() for part in text.split(",")):
        if part:
            try:
                found.append(ip_network(part, strict=False))
            except ValueError:
                raise ValueError(
                    f"expected addresses or networks such as 10.0.0.7 or 192.168.0.0/16, got {part!r}"
                ) from None
    return tuple(found)


def _is_among(address: str, proxies: Sequence[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in proxies)
