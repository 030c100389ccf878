"""Where a mail comes from, as its headers say and as the practice's own relay found out.

Anybody can write an Authentication-Results header into a mail. Only the one of the trusted relay counts (RFC 8601): it bears the
relay's name, is the topmost that does, and stands above the line with which the relay says that it received the mail, because
everything below that line came from outside. ARC headers are read by nobody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message

from booking_console.adapters.parsing.mime.convert import decoded, people_of
from booking_console.domain.trust import Origin, Proof, as_entry, domain_of

#: Headers that write no name of their own: Exchange Online's.
NAMELESS = "exchange-online"
_EXCHANGE_ONLINE = "protection.outlook.com"

_LONGEST = 8000
_METHOD = re.compile(r"^(?P<method>[a-z0-9-]{1,40})(?:/\d+)?=(?P<result>[a-z0-9-]{1,40})")
_PROPERTY = re.compile(r"([a-z]{1,20}\.[a-z0-9_-]{1,40})=(\S{1,300})")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_BY = re.compile(r"\sby\s+([\w.-]{1,255})", re.IGNORECASE)
_BAD = frozenset({"fail", "permerror", "hardfail"})


@dataclass(frozen=True, slots=True)
class Relay:
    """names: authserv-ids in lower case; empty: none is trusted.

    cleans: the relay removes headers that come from outside under its name, as RFC 8601 section 5 asks, so that they may stand
    below its Received line, where some relays write their own.
    """

    names: frozenset[str] = frozenset()
    cleans: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One finding, such as dmarc=pass header.from=clinic.example."""

    method: str
    result: str
    properties: Mapping[str, str] = field(default_factory=dict)


def origin_of(message: Message, relay: Relay) -> Origin:
    froms = people_of(message, "From")
    addresses = {as_entry(person.address) or person.address for person in froms if person.address}
    address = next((as_entry(person.address) for person in froms if person.address), "")
    headers = len(message.get_all("From", []))
    return Origin(
        address=address,
        proof=_proof(message, relay, domain_of(address)),
        senders=max(len(addresses), headers),
        shown=_shown(message, domain_of(address)),
        elsewhere=tuple(_elsewhere(message, domain_of(address))),
    )


def _proof(message: Message, relay: Relay, domain: str) -> Proof:
    if not relay.names:
        # Nobody is trusted to praise a mail, but what speaks against it is not thrown away.
        stated = parse_results(str(message.get("Authentication-Results", "")))[1]
        return Proof.FAILED if _has_failed(stated, domain) else Proof.NOT_ASKED
    results = trusted_results(message, relay)
    if results is None or not domain:
        return Proof.MISSING
    if _has_failed(results, domain):
        return Proof.FAILED
    return Proof.PROVEN if _is_proven(results, domain) else Proof.MISSING


def trusted_results(message: Message, relay: Relay) -> list[Result] | None:
    """What the trusted relay wrote; None when it wrote nothing."""
    own_line_passed = False
    for name, value in message.items():
        header = str(value)[:_LONGEST]
        if name.casefold() == "received" and not relay.cleans:
            # A relay that is not named in its Received lines is only believed above all of them.
            by = _BY.search(f" {_uncommented(header)}")
            own_line_passed = own_line_passed or by is None or not _is_inner_hop(by[1].casefold(), message, relay)
        elif name.casefold() == "authentication-results" and not own_line_passed:
            server, results = parse_results(header)
            if server in relay.names or (not server and NAMELESS in relay.names):
                return results
    return None


def _is_inner_hop(host: str, message: Message, relay: Relay) -> bool:
    """A line written behind the relay, inside the practice: the relay's own line is still to come."""
    return not _is_relay(host, relay) and any(_is_relay(other, relay) for other in _hosts(message))


def _is_relay(host: str, relay: Relay) -> bool:
    names = (_EXCHANGE_ONLINE if name == NAMELESS else name for name in relay.names)
    return any(host == name or host.endswith(f".{name}") for name in names)


def _hosts(message: Message) -> Iterator[str]:
    for value in message.get_all("Received", [])[:100]:
        by = _BY.search(f" {_uncommented(str(value)[:_LONGEST])}")
        if by is not None:
            yield by[1].casefold()


def parse_results(header: str) -> tuple[str, list[Result]]:
    """The writer's name ('' when it gives none) and its findings; what is not one is left out."""
    pieces = [" ".join(piece.split()).casefold() for piece in _uncommented(header[:_LONGEST]).split(";")]
    first = pieces[0].strip('" ').split(" ")[0] if pieces else ""
    is_nameless = "=" in first
    found = [_result(piece) for piece in (pieces if is_nameless else pieces[1:])]
    return "" if is_nameless else first.strip('"'), [result for result in found if result is not None]


def _result(piece: str) -> Result | None:
    begin = _METHOD.match(piece)
    if begin is None:
        return None
    return Result(begin["method"], begin["result"], dict(_PROPERTY.findall(piece, begin.end())))


def _uncommented(header: str) -> str:
    """Without comments and what is quoted: both may hold anything, "dmarc=pass" too."""
    out: list[str] = []
    depth, quoted, escaped = 0, False, False
    for sign in header:
        if escaped or sign == "\\":
            escaped = not escaped
        elif sign == '"' and not depth:
            quoted = not quoted
        elif sign in "()" and not quoted:
            depth = max(depth + (1 if sign == "(" else -1), 0)
        elif not depth and not (quoted and sign in ";= "):
            out.append(sign)
    return "".join(out)


def _has_failed(results: list[Result], domain: str) -> bool:
    if any(one.method == "dmarc" and one.result in _BAD for one in results):
        return True
    spf_failed = any(one.method == "spf" and one.result in ("fail", "hardfail") for one in results)
    passed = any(one.method in ("dkim", "dmarc") and one.result == "pass" for one in results)
    return spf_failed and not passed and not _is_proven(results, domain)


def _is_proven(results: list[Result], domain: str) -> bool:
    return any(one.result == "pass" and _speaks_for(one, domain) for one in results)


def _speaks_for(result: Result, domain: str) -> bool:
    """A pass only counts for the domain of the From line: everybody can sign for a domain of their own."""
    said = result.properties
    if result.method == "dmarc":
        return said.get("header.from", domain) == domain
    if result.method == "dkim":
        return _is_aligned(said.get("header.d") or domain_of(said.get("header.i", "")), domain)
    if result.method == "spf":
        sender = said.get("smtp.mailfrom", "")
        return _is_aligned(domain_of(sender) or sender, domain)
    return False


def _is_aligned(signer: str, domain: str) -> bool:
    return "." in signer and (domain == signer or domain.endswith(f".{signer}"))


def _shown(message: Message, domain: str) -> str:
    """An address of somebody else in the sender's name."""
    text = decoded(message.get("From"))
    for address in _ADDRESS.findall(text):
        shown = domain_of(as_entry(address))
        if shown and shown != domain and not shown.endswith(f".{domain}") and not domain.endswith(f".{shown}"):
            return str(address)
    return ""


def _elsewhere(message: Message, domain: str) -> Iterator[str]:
    for person in people_of(message, "Reply-To", "Sender"):
        other = domain_of(as_entry(person.address))
        if other and other != domain and not other.endswith(f".{domain}") and not domain.endswith(f".{other}"):
            yield other
