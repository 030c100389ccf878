"""A directory of .eml files as a mailbox."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from os import stat_result
from pathlib import Path

from booking_console.adapters.mail.files import move, on_disk, read_mail, standing
from booking_console.adapters.mail.glance import Glance
from booking_console.adapters.mail.stillness import SETTLED_AFTER, Stillness
from booking_console.domain.errors import NotFound
from booking_console.domain.message import MailRef, Outcome, RawMail

_SUFFIX = ".eml"


@dataclass
class FolderMailbox:
    """Every *.eml file is a mail; hidden files are somebody's half-written ones. Filing moves it to a subfolder by rename.

    The key names the file's version (time and size) too: a new mail under an old name is another mail.
    """

    folder: Path
    folders: dict[Outcome, str]
    max_bytes: int
    _stillness: Stillness = field(default_factory=Stillness)
    _glance: Glance = field(default_factory=Glance)

    @property
    def name(self) -> str:
        return f"folder:{self.folder.absolute()}"

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        """The directory is short and looked at as a whole: no cursor. Files that were written just now are waited for."""
        with on_disk(self.folder):
            if any(self._stillness.is_young(path, **_version(status)) for path, status in self._mails(self.folder)):
                time.sleep(SETTLED_AFTER)
            found = self._mails(self.folder)
            self._stillness.forget_all_but({path.name for path, _ in found})
            ready = [(path, status) for path, status in found if self._is_finished(path, status)]
        ready.sort(key=lambda mail: (mail[1].st_mtime_ns, mail[0].name))
        return [MailRef(_key(path, status), status.st_size) for path, status in ready], cursor

    def fetch(self, ref: MailRef) -> RawMail:
        with on_disk(self.folder):
            return read_mail(ref, self._find(ref, self.folder), self.max_bytes)

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        with on_disk(self.folder):
            source = self._present(ref, outcome)
            if source is not None:
                self._target(outcome).mkdir(exist_ok=True)
                move(source, self._target(outcome) / source.name)

    def ensure_folders(self) -> None:
        with on_disk(self.folder.parent):
            for outcome in Outcome:
                self._target(outcome).mkdir(parents=True, exist_ok=True)

    def wait_for_news(self, timeout_s: float) -> bool:
        with on_disk(self.folder):
            return self._glance.sees_more(timeout_s, lambda: {_key(*mail) for mail in self._mails(self.folder)})

    def check(self) -> str:
        with on_disk(self.folder):
            count = len(self._mails(self.folder))
        return f"{count} {'mail' if count == 1 else 'mails'} in {self.folder}"

    def close(self) -> None:
        """Nothing is held open."""

    def _target(self, outcome: Outcome) -> Path:
        return self.folder / self.folders[outcome]

    def _is_finished(self, path: Path, status: stat_result) -> bool:
        try:
            return self._stillness.is_finished(path, **_version(status))
        except FileNotFoundError:
            return False

    def _mails(self, folder: Path) -> list[tuple[Path, stat_result]]:
        return list(standing(path for path in folder.iterdir() if _is_mail(path)))

    def _present(self, ref: MailRef, outcome: Outcome) -> Path | None:
        """Where the mail lies unless it lies in the outcome's folder already: a person may settle it after it was filed."""
        others = [self._target(other) for other in Outcome if other is not outcome]
        for folder in (self.folder, *others):
            try:
                return self._find(ref, folder)
            except NotFound:
                continue
        return None

    def _find(self, ref: MailRef, folder: Path) -> Path:
        path = folder / ref.key.partition("/")[2]
        with suppress(FileNotFoundError):
            if _key(path, path.stat()) == ref.key:
                return path
        raise NotFound("The mail was moved or deleted meanwhile.")


def _is_mail(path: Path) -> bool:
    try:
        return path.suffix.lower() == _SUFFIX and not path.name.startswith(".") and path.is_file()
    except FileNotFoundError:
        return False


def _key(path: Path, status: stat_result) -> str:
    return f"{status.st_mtime_ns:x}-{status.st_size:x}/{path.name}"


def _version(status: stat_result) -> dict[str, int]:
    return {"size": status.st_size, "changed_ns": status.st_mtime_ns}
