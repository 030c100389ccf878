"""What Microsoft 365 answers when it does not do what was asked, in our three families and in plain words.

The server's own words are left out of the sentences: they repeat addresses and ids.
"""

import json
import math
from email.utils import parsedate_to_datetime
from typing import Any

from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.wire import Answer
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, MailboxFull, NotFound, Unavailable

#: When the server says that it is too much and not for how long.
_WAIT = 10.0
_LONGEST_WAIT = 600.0
_NO_MAILBOX = frozenset(
    {
        "MailboxNotEnabledForRESTAPI",
        "MailboxNotSupportedForRESTAPI",
        "ErrorInvalidUser",
        "ErrorNonExistentMailbox",
        "Request_ResourceNotFound",
        "ResourceNotFound",
    }
)
_NOT_NOW = frozenset(
    {
        "ApplicationThrottled",
        "ErrorConnectionFailed",
        "ErrorMailboxMoveInProgress",
        "ErrorMailboxStoreUnavailable",
        "ErrorServerBusy",
        "ErrorTimeoutExpired",
    }
)
_FULL = frozenset({"ErrorQuotaExceeded", "QuotaExceeded", "ErrorMessageTransientQuotaExceeded"})
_NO_SUCH_ID = frozenset({"ErrorInvalidIdMalformed", "ErrorInvalidId", "ErrorInvalidIdNotAnItemAttachmentId"})
#: By the number that the sign-in service gives (AADSTS…): what it means for the person who registered the application.
_SIGN_IN = {
    7000215: "The client secret is wrong. Copy the secret's value, not its id.",
    7000222: "The client secret has expired. Make a new one for the application and set its value here.",
    700016: "The directory knows no application with this client id. Compare both ids with the application's page.",
    7000112: "The application is disabled in the directory.",
    700027: "The application's certificate or secret is not accepted.",
    90002: "There is no directory with this tenant id.",
    900023: "There is no directory with this tenant id.",
    500011: "The directory does not know Microsoft Graph at this address. Do authority and endpoint belong to one cloud?",
    50034: "There is no directory with this tenant id.",
    53003: "A Conditional Access rule of the directory forbids the application to sign in from here.",
    530035: "A security rule of the directory forbids the application to sign in.",
}


class StartOver(NotFound):
    """The place from which we wanted to go on is no longer known."""


class NotUnderstood(ContractBroken):
    """What was asked or answered is not of the shape that the other side expects; the connection itself is well."""


def error_code(answer: Answer) -> str | None:
    """Graph's word for what is wrong; None when the answer is not Graph's: a proxy or a page stands in between."""
    error = as_object(answer.body).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and code else None


def as_object(body: bytes) -> dict[str, Any]:
    """Empty when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def seconds_to_wait(answer: Answer) -> float:
    """From Retry-After, a number or a date; the date is compared with the server's own clock."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdigit():
        return min(float(asked), _LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, TypeError):
        return _WAIT
    return min(max(wait.total_seconds(), 0.0), _LONGEST_WAIT)


def trouble(answer: Answer, account: GraphAccount, *, needs: str) -> BookingError:
    """needs: the application permission that what was asked takes."""
    code = error_code(answer)
    if answer.status in {429, 503}:
        wait = seconds_to_wait(answer)
        return Unavailable(f"Microsoft 365 asks us to wait for {math.ceil(wait)} s.", retry_after=wait)
    if code in _FULL:
        return MailboxFull(account.address)
    if answer.status >= 500 or answer.status in {408, 409, 412, 423} or code in _NOT_NOW:
        return Unavailable(f"Microsoft 365 has trouble of its own at the moment (answer {answer.status}).")
    if code is None and answer.status not in {401, 410}:
        return _not_graph(answer, account)
    return _refusal(answer.status, code or "", account, needs)


def _refusal(status: int, code: str, account: GraphAccount, needs: str) -> BookingError:
    if status == 410 or code.lower().startswith("syncstate"):
        return StartOver("What was known of the folder is out of date.")
    if status == 401:
        return LoginRefused(
            "Microsoft 365 does not accept the application's access token, though it is a new one.",
            expected="an application of the directory that the mailbox belongs to",
            found=code or "refused",
        )
    if status == 403:
        return _forbidden(code, account, needs)
    if code in _NO_MAILBOX:
        return LoginRefused(
            f"Microsoft 365 has no mailbox {account.address} that can be opened. Is the address right, does it have a licence,"
            " and is it in the cloud, not on a server of your own?",
            expected=f"a mailbox {account.address} in Exchange Online",
            found=code,
        )
    if status == 404 or code in _NO_SUCH_ID:
        return NotFound("There is no such mail or folder in the mailbox any more.")
    return NotUnderstood(
        f"Microsoft 365 did not understand what it was asked (answer {status}).",
        expected="an answer of Microsoft Graph v1.0",
        found=code,
    )


def _forbidden(code: str, account: GraphAccount, needs: str) -> LoginRefused:
    return LoginRefused(
        f"The application may not use the mailbox {account.address}. It needs the application permission {needs} with an"
        f' administrator\'s consent, or the role "Application {needs}" (RBAC for Applications) with a scope that holds this'
        " mailbox. A change takes up to two hours to take effect.",
        expected=f"{needs} for {account.address}",
        found=code,
    )


def _not_graph(answer: Answer, account: GraphAccount) -> BookingError:
    if 300 <= answer.status < 400:
        return ContractBroken(
            f"{account.host} wants to send us somewhere else; the access token was not sent there.",
            expected="an answer of Microsoft Graph",
            found=f"a redirection (answer {answer.status})",
        )
    return stranger(account.host, answer.status)


def stranger(host: str, status: int) -> Unavailable:
    return Unavailable(
        f"Something answered in the place of {host}, perhaps a proxy or a sign-in page of the network (answer {status})."
    )


def sign_in_refused(answer: dict[str, Any]) -> BookingError:
    """From the error that the sign-in service gave in JSON."""
    if answer.get("error") == "temporarily_unavailable":
        return Unavailable("The sign-in of Microsoft 365 asks us to try later.")
    codes = [code for code in answer.get("error_codes") or [] if isinstance(code, int)]
    known = next(
        (_SIGN_IN[code] for code in codes if code in _SIGN_IN), "Please look at the application's registration."
    )
    found = f"AADSTS{codes[0]}" if codes else str(answer.get("error", ""))[:60]
    return LoginRefused(
        f"Microsoft 365 does not let the application sign in. {known} ({found})",
        expected="an application with a valid client secret",
        found=found,
    )
