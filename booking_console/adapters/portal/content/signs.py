"""Pages that say something else than what we asked for. Pure."""

from collections.abc import Iterable

from booking_console.adapters.portal.content.answers import Answer, holds
from booking_console.adapters.portal.language.profile import Sign
from booking_console.domain.errors import BookingError, ContractBroken, PersonRequired, Unavailable


def refuse_signs(signs: Iterable[Sign], answer: Answer, doing: str) -> None:
    for sign in signs:
        if holds(sign.when, answer):
            raise _sign_error(sign, doing)


def _sign_error(sign: Sign, doing: str) -> BookingError:
    if sign.means == "person":
        return PersonRequired(
            f"The portal asks for a person while {doing}.",
            expected="the usual page",
            found="a test that only a person may pass",
        )
    if sign.means == "unavailable":
        return Unavailable(f"The portal says that it is not available, while {doing}.")
    return ContractBroken(
        f"The portal shows an error while {doing}.", expected="the usual page", found="its error page"
    )


def refuse_bad_status(status: int, retry_after: str | None, doing: str) -> None:
    """429 and 5xx mean later. Everything else is for the page's content to tell: errors and logins come with 200."""
    if status == 429:
        wait = float(retry_after) if retry_after and retry_after.isdigit() else None
        raise Unavailable(f"The portal asks us to slow down, while {doing}.", retry_after=wait)
    if status >= 500:
        raise Unavailable(f"The portal answered with an error ({status}) while {doing}.")
