"""An IMAP folder as a mailbox.

A mail is known by UIDVALIDITY and UID; the Message-ID in the key finds it again after it was filed. Bodies are read with
PEEK, so that a colleague's unread mails stay unread.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxFetchError, MailboxFolderCreateError, MailboxFolderSelectError, MailboxMoveError
from imap_tools.utils import check_command_status, encode_folder

from booking_console.adapters.mail.files import refuse_giant
from booking_console.adapters.mail.identity import raw_mail
from booking_console.adapters.mail.imap_answers import Fetched, fetched
from booking_console.adapters.mail.imap_folders import refuse_archive
from booking_console.adapters.mail.imap_session import ImapSession
from booking_console.adapters.mail.imap_watch import ImapWatch
from booking_console.domain.errors import NotFound
from booking_console.domain.message import MailRef, Outcome, RawMail

_LIST = "(UID FLAGS RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
#: Mails listed with one question, and seconds after which the rest is left to the next look.
_CHUNK = 500
_LOOK_SECONDS = 20.0
_SIZE = "(UID RFC822.SIZE)"
_READ = "(UID INTERNALDATE BODY.PEEK[])"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mail was listed. The text form is the key that the services keep."""

    validity: str
    uid: int
    message_id: str

    def __str__(self) -> str:
        return f"{self.validity}/{self.uid}/{self.message_id}"

    @classmethod
    def of(cls, ref: MailRef) -> "_Place":
        validity, uid, message_id = ref.key.split("/", 2)
        return cls(validity, int(uid), message_id)


@dataclass
class ImapMailbox:
    session: ImapSession
    inbox: str
    folders: dict[Outcome, str]
    max_bytes: int
    _watch: ImapWatch | None = None

    @property
    def name(self) -> str:
        address = self.session.address
        return f"{address.scheme}://{self.session.login.username}@{address.host}:{address.port}/{self.inbox}"

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        """The cursor is "UIDVALIDITY/next UID". Mails marked as deleted are on their way out: somebody decided that. A folder with very
        many mails is listed in portions: the cursor then leads to the next one."""
        until = time.monotonic() + _LOOK_SECONDS
        refs: list[MailRef] = []
        with self.session.selected(self.inbox) as box:
            validity = _validity(box)
            following = _first_uid(cursor, validity)
            told = sorted({mail.uid or 0 for mail in _fetch(box, f"{following}:*", "(UID)")})
            uids = [uid for uid in told if uid >= following]  # a range past the end gives the last mail
            for start in range(0, len(uids), _CHUNK):
                chunk = uids[start : start + _CHUNK]
                refs += _refs(box, validity, chunk)
                following = chunk[-1] + 1
                if time.monotonic() >= until:
                    break
        return refs, f"{validity}/{following}"

    def fetch(self, ref: MailRef) -> RawMail:
        place = _Place.of(ref)
        with self.session.selected(self.inbox) as box:
            if _validity(box) != place.validity:
                raise NotFound("The mailbox was set up anew meanwhile.")
            refuse_giant(_one(box, place.uid, _SIZE).size or 0, self.max_bytes)
            mail = _one(box, place.uid, _READ)
        if not mail.literal:  # some servers still know the number of a mail that is gone, and give nothing of it
            raise NotFound("The mail was moved or deleted meanwhile.")
        return raw_mail(ref, mail.literal, mail.received_at)

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        place = _Place.of(ref)
        with self.session.selected(self.inbox) as box:
            if _validity(box) == place.validity and _is_there(box, place.uid):
                _move(box, place.uid, self._folder(outcome))
                return
            for other in Outcome:
                if other is not outcome:
                    self._move_on(box, place.message_id, source=self._folder(other), target=self._folder(outcome))

    def ensure_folders(self) -> None:
        with self.session.selected(self.inbox) as box:
            for outcome in Outcome:
                _create(box, self._folder(outcome))

    def wait_for_news(self, timeout_s: float) -> bool:
        self._watch = self._watch or ImapWatch(self.session.another(), self.inbox)
        return self._watch.wait(timeout_s)

    def check(self) -> str:
        with self.session.selected(self.inbox) as box:
            inbox = self.session.on_server(self.inbox)
            refuse_archive(box, inbox)
            count = box.folder.status(inbox, ["MESSAGES"])["MESSAGES"]
        return f"{count} {'mail' if count == 1 else 'mails'} in {self.inbox}"

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self.session.close()

    def _folder(self, outcome: Outcome) -> str:
        return self.session.on_server(self.folders[outcome])

    def _move_on(self, box: BaseMailBox, message_id: str, *, source: str, target: str) -> None:
        """A mail filed earlier, found by its Message-ID; without one, or with several of that name, it stays where it is."""
        try:
            box.folder.set(source)
        except MailboxFolderSelectError:
            return
        uids = box.uids(f'HEADER Message-ID "{message_id}"', charset=None) if _is_plain(message_id) else []
        if len(uids) == 1:
            _move(box, int(uids[0]), target)


def _is_plain(message_id: str) -> bool:
    return message_id.isascii() and message_id.isprintable() and not set(message_id) & {'"', "\\"} and message_id != ""


def _refs(box: BaseMailBox, validity: str, uids: Sequence[int]) -> list[MailRef]:
    """What a colleague's program does to a mail meanwhile is told between the answers, without a header: it does not count."""
    answers = sorted(_fetch(box, _ranges(uids), _LIST), key=lambda mail: mail.literal != b"")
    found = {mail.uid: mail for mail in answers}
    return [_ref(validity, uid, found[uid]) for uid in uids if uid in found and not found[uid].is_deleted]


def _ref(validity: str, uid: int, mail: Fetched) -> MailRef:
    return MailRef(str(_Place(validity, uid, mail.message_id)), mail.size, mail.received_at)


def _ranges(uids: Sequence[int]) -> str:
    """As an IMAP set, which servers limit in length: what lies side by side is written as a range."""
    ranges: list[list[int]] = []
    for uid in uids:
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in ranges)


def _validity(box: BaseMailBox) -> str:
    _, data = box.client.response("UIDVALIDITY")
    return data[-1].decode() if data and data[-1] else "0"


def _first_uid(cursor: str | None, validity: str) -> int:
    known, _, following = (cursor or "").partition("/")
    return int(following) if known == validity and following.isdigit() else 1


def _fetch(box: BaseMailBox, uids: str, parts: str) -> list[Fetched]:
    answer = box.client.uid("FETCH", uids, parts)
    check_command_status(answer, MailboxFetchError)
    return list(fetched(answer[1]))


def _one(box: BaseMailBox, uid: int, parts: str) -> Fetched:
    for mail in _fetch(box, str(uid), parts):
        if mail.uid == uid:
            return mail
    raise NotFound("The mail was moved or deleted meanwhile.")


def _is_there(box: BaseMailBox, uid: int) -> bool:
    return any(mail.uid == uid for mail in _fetch(box, str(uid), "(UID)"))


def _move(box: BaseMailBox, uid: int, target: str) -> None:
    """What somebody else moved in this very moment is moved."""
    try:
        _carry(box, uid, target)
    except MailboxMoveError:
        box.client.noop()  # lets the server forget the numbers of mails that are gone
        if _is_there(box, uid):
            raise


def _carry(box: BaseMailBox, uid: int, target: str) -> None:
    """By MOVE where there is one. Otherwise the copy comes first: a crash in between leaves two, never none."""
    command = "MOVE" if "MOVE" in box.client.capabilities else "COPY"
    if not _to_folder(box, command, uid, target):
        _create(box, target)
        check_command_status(box.client.uid(command, str(uid), _named(target)), MailboxMoveError)
    if command == "COPY":
        _remove(box, uid)


def _to_folder(box: BaseMailBox, command: str, uid: int, target: str) -> bool:
    """False when the folder has to be made first."""
    answer = box.client.uid(command, str(uid), _named(target))
    if answer[0] == "NO" and b"TRYCREATE" in b" ".join(filter(None, answer[1])).upper():
        return False
    check_command_status(answer, MailboxMoveError)
    return True


def _remove(box: BaseMailBox, uid: int) -> None:
    """Without UIDPLUS the mark must do: a plain EXPUNGE would also remove what other people marked."""
    check_command_status(box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)"), MailboxMoveError)
    if "UIDPLUS" in box.client.capabilities:
        check_command_status(box.client.uid("EXPUNGE", str(uid)), MailboxMoveError)


def _create(box: BaseMailBox, folder: str) -> None:
    if box.folder.exists(folder):
        return
    try:
        box.folder.create(folder)
    except MailboxFolderCreateError:
        if not box.folder.exists(folder):
            raise
    box.folder.subscribe(folder, value=True)


def _named(folder: str) -> str:
    return encode_folder(folder).decode("ascii")
