"""Whom the practice believes: senders on its list, and what its own mail relay found out about them."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum


class Proof(StrEnum):
    """Does a mail really come from the domain of its From line?

    NOT_ASKED: the practice named no relay, so nobody whom it trusts has looked. MISSING: the relay said nothing that settles it.
    """

    PROVEN = "proven"
    FAILED = "failed"
    MISSING = "missing"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mail says it comes from. Addresses in lower case, domains as they travel (xn--), '' when there is none.

    shown: an address that the sender's display name shows, of another domain than the sender's own.
    elsewhere: other domains that answers would go to (Reply-To), or that sent it in the name of the From (Sender).
    """

    address: str = ""
    proof: Proof = Proof.NOT_ASKED
    senders: int = 1
    shown: str = ""
    elsewhere: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        return domain_of(self.address)


@dataclass(frozen=True, slots=True)
class Trusted:
    """Addresses and domains that may book without a person. Empty: everybody may."""

    entries: frozenset[str] = frozenset()

    def __contains__(self, address: str) -> bool:
        """A domain trusts its own addresses, not those of its sub-domains or look-alikes."""
        return bool(address) and (address in self.entries or domain_of(address) in self.entries)

    def covers(self, domain: str) -> bool:
        return domain in self.domains()

    def domains(self) -> frozenset[str]:
        return frozenset(domain_of(entry) or entry for entry in self.entries)

    def imitated_by(self, domain: str) -> str:
        """The trusted domain that this one could be taken for, or ''."""
        return next((known for known in sorted(self.domains()) if _resembles(domain, known)), "")


def doubt_about(origin: Origin, trusted: Trusted) -> str:
    """Why a mail of this origin is not acted on without a person, in one sentence; '' when nothing speaks against it."""
    return next((reason for reason in _reasons(origin, trusted) if reason), "")


def can_be_trusted(origin: Origin) -> bool:
    """Whether putting the sender on the list would settle the doubt: a failed proof or a forged sender it would not."""
    return bool(origin.address) and not doubt_about(origin, Trusted(frozenset({origin.address})))


def _reasons(origin: Origin, trusted: Trusted) -> Iterator[str]:
    yield _forged(origin)
    if trusted.entries and origin.address not in trusted:
        yield _strange(origin, trusted)
    elif trusted.entries and origin.proof is Proof.MISSING:
        yield f"Your mail relay does not vouch for the sender: anybody can write {origin.domain} into a mail."
    elif trusted.entries and origin.proof is not Proof.PROVEN:
        yield _elsewhere(origin, trusted)


def _forged(origin: Origin) -> str:
    if origin.senders > 1:
        return "The mail names more than one sender, so nobody can tell who sent it."
    if origin.shown and origin.proof is not Proof.PROVEN:
        return f"The sender shows the address {origin.shown} but writes from {origin.address or 'none'}."
    if origin.proof is Proof.FAILED:
        return "The sender could not be verified; the mail may pretend to come from somebody else."
    return ""


def _strange(origin: Origin, trusted: Trusted) -> str:
    imitated = trusted.imitated_by(origin.domain)
    if imitated:
        return f"The sender is not {imitated}, which you trust, but looks like it: {origin.domain}."
    return "The sender is not on your list of trusted senders."


def _elsewhere(origin: Origin, trusted: Trusted) -> str:
    strange = [domain for domain in origin.elsewhere if not trusted.covers(domain)]
    if not strange:
        return ""
    return f"The sender is on your list, but the mail comes from or is answered to {strange[0]}, which is not."


def domain_of(address: str) -> str:
    """'' for what is no address."""
    return address.rpartition("@")[2] if "@" in address else ""


def address_in(header: str) -> str:
    """The address of a From header as a person reads it; '' when there is none."""
    return as_entry(parseaddr(header[:500])[1])


def as_entry(text: str) -> str:
    """An address or domain as it is kept and compared: lower case, the domain as it travels; '' for what is neither."""
    local, at, domain = text.strip().lstrip("@").casefold().rpartition("@")
    domain = _travelling(domain.strip("."))
    is_domain = "." in domain and all(part and len(part) < 64 for part in domain.split("."))
    is_clean = is_domain and not any(sign.isspace() or sign in '@,;<>()"/\\:' for sign in local + domain)
    if not is_clean or len(text) > 254:
        return ""
    return f"{local}{at}{domain}"


def _travelling(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").casefold()
    except UnicodeError:
        return domain


def _resembles(domain: str, known: str) -> bool:
    if not domain or domain == known or domain.endswith(f".{known}"):
        return False
    ours, theirs = _as_seen(known), _as_seen(domain)
    if ours == theirs or _is_one_slip(ours, theirs):
        return True
    # clinic.example.evil.test, clinic-example.test, clinic.test
    name = ours.rpartition(".")[0]
    begins = theirs.startswith((f"{ours}.", f"{ours}-", f"{ours.replace('.', '-')}."))
    return begins or (len(name) > 3 and theirs.rpartition(".")[0] == name)


#: Letters of other scripts, digits and pairs that a person reads as a Latin letter.
_SAME_LOOKS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u0261\u03b1\u03bf\u03bd\u03c1\u03c4\u03ba\u03b9"
    "\u0131\u04cf\u0442\u043c\u043a\u0432\u043d\u0433\u01530135|$",
    "aeopcyxijshdqgaovptki" + "il" + "tmkbhr" + "oolesls",
)
_SAME_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"))


def _as_seen(domain: str) -> str:
    """What the eye makes of a domain: accents, other alphabets and look-alike letters folded."""
    with suppress(UnicodeError):
        domain = domain.encode("ascii").decode("idna")
    folded = unicodedata.normalize("NFKD", domain.casefold())
    seen = "".join(sign for sign in folded if not unicodedata.combining(sign)).translate(_SAME_LOOKS)
    for pair, letter in _SAME_PAIRS:
        seen = seen.replace(pair, letter)
    return seen


def _is_one_slip(one: str, other: str) -> bool:
    """One letter more, less, other or two exchanged; short names differ by one letter without meaning to."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    begin = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[begin:], other[begin:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
