"""What only the mailboxes on a disk can do wrong: half-written files, names used twice, mail programs at work."""

import os
import shutil
import time
from pathlib import Path
from threading import Timer

import pytest

from booking_console.domain.errors import ContractBroken, NotFound
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.mail_places import FolderPlace, MaildirPlace, contents, open_in

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"
TORN = b'From: desk@clinic.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nMonday at\r\n'


@pytest.fixture
def folder(tmp_path: Path) -> Mailbox:
    mailbox = open_in(tmp_path)
    mailbox.ensure_folders()
    return mailbox


def written(path: Path, mime: bytes = MAIL, *, seconds_ago: float = 3600) -> Path:
    path.write_bytes(mime)
    then = time.time() - seconds_ago
    os.utime(path, (then, then))
    return path


def names(mailbox: Mailbox) -> list[str]:
    return [ref.key.partition("/")[2] for ref in mailbox.list_new(None)[0]]


def test_a_file_that_was_written_just_now_is_waited_for(tmp_path: Path, folder: Mailbox) -> None:
    written(tmp_path / "a.eml", seconds_ago=0)
    assert names(folder) == ["a.eml"]


def test_a_file_that_still_grows_is_not_listed(tmp_path: Path, folder: Mailbox) -> None:
    written(tmp_path / "a.eml", seconds_ago=0)
    writer = Timer(1, written, (tmp_path / "a.eml", MAIL + b"more\r\n"), {"seconds_ago": -1})
    writer.start()
    assert names(folder) == []
    writer.join()


def test_a_mail_that_ends_in_the_middle_is_given_a_minute(tmp_path: Path, folder: Mailbox) -> None:
    path = written(tmp_path / "a.eml", TORN, seconds_ago=10)
    assert names(folder) == []
    written(path, TORN, seconds_ago=70)
    assert names(folder) == ["a.eml"]


def test_an_empty_file_is_given_a_minute(tmp_path: Path, folder: Mailbox) -> None:
    written(tmp_path / "a.eml", b"", seconds_ago=10)
    assert names(folder) == []


def test_a_file_server_whose_clock_runs_ahead_is_no_obstacle(tmp_path: Path, folder: Mailbox) -> None:
    written(tmp_path / "a.eml", seconds_ago=-3600)
    assert names(folder) == ["a.eml"]


def test_hidden_and_foreign_files_are_nobodys_mail(tmp_path: Path, folder: Mailbox) -> None:
    for name in (".a.eml", "notes.txt", "a.eml.part"):
        written(tmp_path / name)
    written(tmp_path / "B.EML")
    assert names(folder) == ["B.EML"]


def test_a_new_mail_under_an_old_name_is_neither_read_nor_filed_for_the_old_one(
    tmp_path: Path, folder: Mailbox
) -> None:
    path = written(tmp_path / "a.eml")
    (old,), _ = folder.list_new(None)
    written(path, MAIL + b"more\r\n", seconds_ago=60)
    with pytest.raises(NotFound):
        folder.fetch(old)
    folder.file(old, Outcome.PROCESSED)
    assert names(folder) == ["a.eml"]


def test_two_mails_of_one_name_are_filed_side_by_side(tmp_path: Path, folder: Mailbox) -> None:
    for text in (MAIL, MAIL + b"more\r\n"):
        written(tmp_path / "a.eml", text)
        (ref,), _ = folder.list_new(None)
        folder.file(ref, Outcome.PROCESSED)
    assert sorted(contents(tmp_path / "Processed")) == [MAIL, MAIL + b"more\r\n"]


@pytest.mark.parametrize("kind", [FolderPlace, MaildirPlace])
def test_a_subfolder_that_somebody_deleted_is_made_again(
    tmp_path: Path, kind: type[FolderPlace] | type[MaildirPlace]
) -> None:
    place = kind(tmp_path)
    mailbox = place.open()
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    mailbox.file(ref, Outcome.NEEDS_ATTENTION)
    assert len(place.filed(Outcome.NEEDS_ATTENTION)) == 1


def test_a_folder_that_is_gone_needs_a_person(tmp_path: Path) -> None:
    place = FolderPlace(tmp_path / "mail")
    place.folder.mkdir()
    mailbox = place.open()
    shutil.rmtree(place.folder)
    for call in (mailbox.check, lambda: mailbox.list_new(None)):
        with pytest.raises(ContractBroken, match="gone"):
            call()


def test_a_maildir_mail_keeps_its_key_when_a_mail_program_opens_it(tmp_path: Path) -> None:
    place = MaildirPlace(tmp_path)
    mailbox = place.open()
    mailbox.ensure_folders()
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    opened = next((tmp_path / "new").iterdir())
    opened.rename(tmp_path / "cur" / f"{opened.name}:2,FS")
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"
    mailbox.file(ref, Outcome.PROCESSED)
    assert [path.name for path in (tmp_path / ".Processed" / "cur").iterdir()] == [f"{opened.name}:2,FS"]


def test_a_mail_that_somebody_deleted_in_a_maildir_is_left_alone(tmp_path: Path) -> None:
    place = MaildirPlace(tmp_path)
    place.deliver(MAIL)
    new = next((tmp_path / "new").iterdir())
    new.rename(tmp_path / "cur" / f"{new.name}:2,ST")
    assert list(place.open().list_new(None)[0]) == []


def test_a_maildir_is_told_from_a_folder_of_files(tmp_path: Path) -> None:
    assert open_in(tmp_path).name.startswith("folder:")
    assert MaildirPlace(tmp_path).open().name.startswith("maildir:")
