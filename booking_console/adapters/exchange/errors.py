"""What an Exchange server does when it does not do what was asked, in our three families and in plain words."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import requests
from exchangelib import errors

from booking_console.adapters.exchange.account import ENDS
from booking_console.adapters.exchange.answers import LONGEST_WAIT, HttpAnswer
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, MailboxFull, Refused, Unavailable

_Kind = TypeVar("_Kind", bound=BaseException)


@dataclass(frozen=True, slots=True)
class Trouble:
    """error: what the caller is told. may_pass: trying again within the same call is worth it, after so many seconds when the
    server said how many. is_certain: the server did not do what was asked. is_login: it does not know us."""

    error: BookingError
    may_pass: bool = False
    wait: float | None = None
    is_certain: bool = True
    is_login: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """host, address, login and online are for the sentences."""

    host: str
    address: str
    login: str
    is_online: bool


_BUSY = (
    errors.ErrorServerBusy,
    errors.ErrorTooManyObjectsOpened,
    errors.ErrorExceededConnectionCount,
    errors.ErrorInsufficientResources,
)
#: With these it may have been done all the same.
_UNSURE = (
    errors.ErrorConnectionFailed,
    errors.ErrorInternalServerError,
    errors.ErrorInternalServerTransientError,
    errors.ErrorItemSave,
)
_NOT_NOW = (
    *_UNSURE,
    errors.ErrorADOperation,
    errors.ErrorADUnavailable,
    errors.ErrorMailboxFailover,
    errors.ErrorMailboxMoveInProgress,
    errors.ErrorMailboxStoreUnavailable,
    errors.ErrorMoveCopyFailed,
    errors.ErrorNotEnoughMemory,
)
_NO_MAILBOX = (errors.ErrorNonExistentMailbox, errors.ErrorMailboxConfiguration, errors.ErrorMissingEmailAddress)
_NO_IMPERSONATION = (
    errors.ErrorImpersonateUserDenied,
    errors.ErrorImpersonationDenied,
    errors.ErrorImpersonationFailed,
    errors.ErrorInvalidExchangeImpersonationHeaderData,
)
_NO_LOGIN = (errors.ErrorAccountDisabled, errors.ErrorPasswordExpired, errors.ErrorPasswordChangeRequired)
_WRONG_VERSION = (
    errors.ErrorInvalidServerVersion,
    errors.ErrorIncorrectSchemaVersion,
    errors.ErrorInvalidSchemaVersionForMailboxVersion,
)
#: What is wrong with one mail alone.
UNREADABLE = (
    errors.ErrorContentConversionFailed,
    errors.ErrorCorruptData,
    errors.ErrorItemCorrupt,
    errors.ErrorMessageSizeExceeded,
    errors.ErrorMimeContentConversionFailed,
)
_NO_RECIPIENT = (errors.ErrorInvalidRecipients, errors.ErrorMissingRecipients, errors.ErrorMailRecipientNotFound)
_LIMIT = (errors.ErrorSubmissionQuotaExceeded, errors.ErrorMessageSizeExceeded)


def understood(error: Exception, server: Server, *, was_cut: bool) -> Trouble:
    """was_cut: we hung up ourselves, because the time was up."""
    if isinstance(error, HttpAnswer):
        return _of_http(error, server)
    if (renamed := _cause(error, errors.ErrorInternalServerTransientError)) is not None:
        return _of_code(renamed, server)  # the library calls it busy
    if isinstance(error, _BUSY):
        wait = getattr(error, "back_off", None)
        return _busy(server, min(float(wait), LONGEST_WAIT) if wait else None)
    if isinstance(error, errors.ResponseMessageError) and not isinstance(error, errors.ErrorTimeoutExpired):
        return _of_code(error, server)
    return _of_line(error, server, was_cut=was_cut)


def _of_http(answer: HttpAnswer, server: Server) -> Trouble:
    status, host = answer.status, server.host
    if status == 429:
        return _busy(server, answer.wait)
    if status == 401:
        return _refused(server)
    if status == 403:
        return Trouble(_forbidden(server))
    if (status == 302 and "genericerrorpage" in answer.target.lower()) or status >= 500:
        sentence = f"The Exchange server {host} is out of order at the moment (answer {status})."
        return Trouble(
            Unavailable(sentence, retry_after=answer.wait), may_pass=True, wait=answer.wait, is_certain=status == 503
        )
    if status in (301, 302, 303, 307, 308):
        return Trouble(_moved(answer, server))
    return Trouble(
        ContractBroken(
            f"At the address that is set there is no EWS: {host} answered {status}. The address ends in /EWS/Exchange.asmx,"
            " and no sign-in page or proxy may stand before it.",
            expected="an answer of EWS",
            found=f"answer {status}",
        )
    )


def _busy(server: Server, wait: float | None) -> Trouble:
    asked = f"{wait:.0f} seconds" if wait else "a while"
    sentence = f"The Exchange server {server.host} is busy and asks us to wait {asked}."
    return Trouble(Unavailable(sentence, retry_after=wait), may_pass=True, wait=wait)


def _refused(server: Server) -> Trouble:
    error = LoginRefused(
        f"The Exchange server {server.host} does not accept {server.login}. Was the password changed? If it is right,"
        " compare BOOKING_MAIL__AUTH with what the server offers.",
        expected="a login",
        found="refused (answer 401)",
    )
    return Trouble(error, is_login=True)


def _forbidden(server: Server) -> LoginRefused:
    if server.is_online:
        sentence = (
            "Exchange Online does not let this organisation, or this application, use EWS any more (answer 403)."
            f" {ENDS} Until then an administrator can allow it: EWSEnabled, and the application's id in EwsAllowedAppIDs."
        )
    else:
        sentence = (
            f"The Exchange server {server.host} forbids us to use EWS (answer 403). Is EWS switched on for this user, and"
            " does the server's list of allowed programs let us in?"
        )
    return LoginRefused(sentence, expected="the right to use EWS", found="refused (answer 403)")


def _moved(answer: HttpAnswer, server: Server) -> ContractBroken:
    return ContractBroken(
        f"The Exchange server {server.host} sends us to another address; the login was not sent there."
        " Set BOOKING_MAIL__URL to the address of EWS itself.",
        expected="an answer of EWS",
        found=f"answer {answer.status}, to {answer.target.partition('?')[0] or 'nowhere'}",
    )


def _of_code(error: errors.ResponseMessageError, server: Server) -> Trouble:
    """What EWS itself says. Its own words are left out: they repeat addresses and ids."""
    code = type(error).__name__
    if isinstance(error, _NOT_NOW):
        sentence = f"The Exchange server {server.host} cannot do it at the moment ({code})."
        return Trouble(Unavailable(sentence), may_pass=True, is_certain=not isinstance(error, _UNSURE))
    if isinstance(error, _NO_RECIPIENT):
        sentence = (
            f"The Exchange server {server.host} does not take this mail ({code}). Is the recipient's address right?"
        )
        return Trouble(Refused(sentence))
    if isinstance(error, errors.ErrorQuotaExceeded):
        return Trouble(MailboxFull(server.address))
    if isinstance(error, _LIMIT):
        return Trouble(Refused(f"The Exchange server {server.host} does not take it: a limit is reached ({code})."))
    if isinstance(error, _NO_LOGIN):
        sentence = (
            f"The Exchange server {server.host} does not let this user in: disabled, or the password has expired."
        )
        return Trouble(LoginRefused(sentence, expected="a login", found=code))
    return Trouble(ContractBroken(_advice(error, code, server), expected="what was asked for", found=code))


def _advice(error: Exception, code: str, server: Server) -> str:
    if isinstance(error, _NO_MAILBOX):
        return f"The Exchange server {server.host} knows no mailbox {server.address}. Compare BOOKING_MAIL__ADDRESS."
    if isinstance(error, _NO_IMPERSONATION):
        return (
            f"The login may not act for {server.address}: it needs the role ApplicationImpersonation, or set"
            " BOOKING_MAIL__ACCESS to delegate and give it full access to the mailbox."
        )
    if isinstance(error, errors.ErrorSendAsDenied):
        return f"The login may not send as {server.address}: it needs the right Send As."
    if isinstance(error, errors.ErrorAccessDenied):
        return f"The login may not open the mailbox {server.address}: it needs full access to it."
    if isinstance(error, _WRONG_VERSION):
        return f"The Exchange server {server.host} is older than BOOKING_MAIL__VERSION says."
    return f"The Exchange server {server.host} refused what the mailbox needs ({code}). Do the folders still exist?"


def _of_line(error: Exception, server: Server, *, was_cut: bool) -> Trouble:
    """Whatever happened below EWS; the library wraps it in errors of its own."""
    host = server.host
    if (untrusted := _cause(error, ssl.SSLCertVerificationError)) is not None:
        return Trouble(
            ContractBroken(
                f"The certificate of the Exchange server {host} is not trusted ({untrusted.verify_message})."
                " Put the certificate of its authority into a file and name it in BOOKING_MAIL__CA_FILE.",
                expected="a certificate that this machine or that file trusts",
                found=untrusted.verify_message,
            )
        )
    if was_cut or _cause(error, requests.exceptions.ReadTimeout) is not None:
        return Trouble(Unavailable(f"The Exchange server {host} takes too long to answer."), is_certain=False)
    if isinstance(error, PermissionError):
        return _no_challenge(server)
    if _cause(error, socket.gaierror) is not None:
        return Trouble(Unavailable(f"The name of the Exchange server {host} cannot be looked up."))
    if _cause(error, ConnectionRefusedError) or _cause(error, requests.exceptions.ConnectTimeout):
        return Trouble(Unavailable(f"The Exchange server {host} cannot be reached."))
    if _is_foreign(error):
        return Trouble(
            ContractBroken(
                f"The Exchange server {host} answers in a way that EWS does not.",
                expected="an answer of EWS",
                found=type(error).__name__,
            )
        )
    sentence = f"The Exchange server {host} broke off in the middle of the conversation."
    return Trouble(Unavailable(sentence), may_pass=True, is_certain=False)


def _is_foreign(error: Exception) -> bool:
    """A whole answer that makes no sense; half of one is a broken line."""
    if _cause(error, requests.RequestException) is not None or _cause(error, OSError) is not None:
        return False
    is_half = isinstance(error, errors.SOAPError) and "Bad SOAP response" in str(error)
    return not is_half and not isinstance(error, errors.ErrorTimeoutExpired)


def _no_challenge(server: Server) -> Trouble:
    return Trouble(
        ContractBroken(
            f"The Exchange server {server.host} does not offer NTLM. Set BOOKING_MAIL__AUTH to what it offers.",
            expected="an NTLM challenge",
            found="none",
        )
    )


def _cause(error: BaseException, kind: type[_Kind]) -> _Kind | None:
    return next((found for found in _chain(error) if isinstance(found, kind)), None)


def _chain(error: BaseException) -> Iterator[Any]:
    """Everything that led to it, also what the libraries hand on as a reason or an argument."""
    waiting: list[Any] = [error]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, BaseException) and id(found) not in seen:
            seen.add(id(found))
            yield found
            waiting += [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]
