"""The portal's account, and the code of the moment that some portals want beside the password."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from booking_console.adapters.portal.road.turns import Turn
from booking_console.domain.errors import PersonRequired


@dataclass(slots=True)
class Account:
    """totp_secret: as the portal showed it when the second factor was set up, in base 32; empty: a person has it. now: aware. turn: whoever
    signs in. was_refused: remembered for the life of the process."""

    url: str
    username: str
    password: str
    totp_secret: str = ""
    now: Callable[[], datetime] | None = None
    turn: Turn = field(default_factory=Turn)
    was_refused: bool = False

    def code(self) -> str:
        """Raises PersonRequired when we do not know the secret."""
        if not self.totp_secret or self.now is None:
            raise PersonRequired(
                "The portal asks for a second factor, and no secret for it is set.",
                expected="to be signed in",
                found="a page that asks for a code",
            )
        return code_at(self.totp_secret, self.now())


def code_at(totp_secret: str, moment: datetime) -> str:
    """Six digits that change every half minute (RFC 6238, as every app for them has it)."""
    bare = totp_secret.replace(" ", "").upper()
    try:
        key = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except binascii.Error:
        raise PersonRequired(
            "The portal asks for a second factor, and the secret that is set for it is none.",
            expected="a secret in base 32, letters and the digits 2 to 7",
            found="something else",
        ) from None
    # Portals still hand out keys of 80 bits: how long theirs are is not ours to refuse.
    codes = TOTP(key, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303 - the standard's own digest
    return codes.generate(int(moment.timestamp())).decode()
