"""What the two mailboxes on a disk share: reading and moving files, with the system's errors put into our words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from os import stat_result
from pathlib import Path

from booking_console.adapters.mail.identity import raw_mail
from booking_console.domain.errors import ContractBroken, NotFound, Refused, Unavailable
from booking_console.domain.message import MailRef, RawMail


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """Maps by what the caller can do: rights and a missing folder need a person, anything else may pass."""
    try:
        yield
    except PermissionError as error:
        raise ContractBroken(
            f"The mail folder {folder} may not be read or changed by this program.",
            expected="the right to read the folder and to move files in it",
            found="permission denied",
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ContractBroken(
            f"The mail folder {folder} is gone.", expected=f"a directory {folder}", found="no such directory"
        ) from error
    except OSError as error:
        raise Unavailable(f"The mail folder {folder} cannot be read at the moment.") from error


def standing(paths: Iterable[Path]) -> Iterator[tuple[Path, stat_result]]:
    """Those that are still there: another worker or a colleague moves mails while we look."""
    for path in paths:
        with suppress(FileNotFoundError):
            yield path, path.stat()


def refuse_giant(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise Refused(
            f"This mail is too large to be read: {_megabytes(size)}, the limit is {_megabytes(max_bytes)}."
            " Please read it in the mailbox itself."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size:,} bytes"


def read_mail(ref: MailRef, path: Path, max_bytes: int) -> RawMail:
    try:
        status = path.stat()
        refuse_giant(status.st_size, max_bytes)
        return raw_mail(ref, path.read_bytes(), _changed_at(status))
    except FileNotFoundError as error:
        raise NotFound("The mail was moved or deleted meanwhile.") from error


def _changed_at(status: stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, UTC)


def move(source: Path, target: Path) -> None:
    """By rename, so that a crash leaves the file in one of the two places. A source that is gone is no error."""
    try:
        source.rename(_free_name(target))
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise


def _free_name(target: Path) -> Path:
    number = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free
