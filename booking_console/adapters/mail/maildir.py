"""A Maildir as a mailbox; filed mails go to its Maildir++ subfolders, where every mail program finds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imap_tools.imap_utf7 import utf7_encode

from booking_console.adapters.mail.files import move, on_disk, read_mail, standing
from booking_console.adapters.mail.glance import Glance
from booking_console.domain.errors import NotFound
from booking_console.domain.message import MailRef, Outcome, RawMail

_PLACES = ("new", "cur")
_TRASHED = "T"


def is_maildir(folder: Path) -> bool:
    return all((folder / place).is_dir() for place in (*_PLACES, "tmp"))


@dataclass
class MaildirMailbox:
    """The key is the unique part of the file name: it stays when a mail program moves the mail from new to cur or flags it."""

    folder: Path
    folders: dict[Outcome, str]
    max_bytes: int
    _glance: Glance = field(default_factory=Glance)

    @property
    def name(self) -> str:
        return f"maildir:{self.folder.absolute()}"

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        """A delivered mail is complete by the rules of Maildir. Looked at as a whole: no cursor."""
        with on_disk(self.folder):
            found = list(standing(self._mails(self.folder)))
        found.sort(key=lambda mail: (mail[1].st_mtime_ns, mail[0].name))
        return [MailRef(_key(path), status.st_size) for path, status in found], cursor

    def fetch(self, ref: MailRef) -> RawMail:
        with on_disk(self.folder):
            return read_mail(ref, self._find(ref, self.folder), self.max_bytes)

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        with on_disk(self.folder):
            source = self._present(ref, outcome)
            if source is not None:
                _make(self._target(outcome))
                move(source, self._target(outcome) / "cur" / _seen_by_nobody(source.name))

    def ensure_folders(self) -> None:
        with on_disk(self.folder):
            for outcome in Outcome:
                _make(self._target(outcome))

    def wait_for_news(self, timeout_s: float) -> bool:
        with on_disk(self.folder):
            return self._glance.sees_more(timeout_s, lambda: {_key(path) for path in self._mails(self.folder)})

    def check(self) -> str:
        with on_disk(self.folder):
            count = len(list(self._mails(self.folder)))
        return f"{count} {'mail' if count == 1 else 'mails'} in {self.folder}"

    def close(self) -> None:
        """Nothing is held open."""

    def _target(self, outcome: Outcome) -> Path:
        return self.folder / f".{utf7_encode(self.folders[outcome]).decode('ascii')}"

    def _mails(self, folder: Path) -> Iterator[Path]:
        for place in _PLACES:
            for path in (folder / place).iterdir():
                if not path.name.startswith(".") and _TRASHED not in _flags(path.name):
                    yield path

    def _present(self, ref: MailRef, outcome: Outcome) -> Path | None:
        """Where the mail lies unless it lies in the outcome's folder already: a person may settle it after it was filed."""
        others = [self._target(other) for other in Outcome if other is not outcome]
        for folder in (self.folder, *(other for other in others if other.is_dir())):
            try:
                return self._find(ref, folder)
            except NotFound:
                continue
        return None

    def _find(self, ref: MailRef, folder: Path) -> Path:
        for path in self._mails(folder):
            if _key(path) == ref.key:
                return path
        raise NotFound("The mail was moved or deleted meanwhile.")


def _make(target: Path) -> None:
    """A subfolder as Maildir++ wants it; one that is there is left as it is."""
    for place in (*_PLACES, "tmp"):
        (target / place).mkdir(parents=True, exist_ok=True)
    (target / "maildirfolder").touch()


def _key(path: Path) -> str:
    return path.name.partition(":")[0]


def _flags(name: str) -> str:
    return name.partition(":2,")[2]


def _seen_by_nobody(name: str) -> str:
    """A name for cur, which demands the part with the flags."""
    return name if ":2," in name else f"{name}:2,"
