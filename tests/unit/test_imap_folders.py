"""The servers' ways to name folders."""

import pytest

from booking_console.adapters.mail.imap_folders import FolderNames


@pytest.mark.parametrize(
    ("names", "folder", "on_server"),
    [
        (FolderNames("", "/"), "Bookings/Done", "Bookings/Done"),
        (FolderNames("", "."), "Bookings/Done", "Bookings.Done"),
        (FolderNames("INBOX.", "."), "Done", "INBOX.Done"),
        (FolderNames("INBOX.", "."), "INBOX/Done", "INBOX.Done"),
        (FolderNames("INBOX.", "."), "INBOX.Done", "INBOX.Done"),
        (FolderNames("INBOX.", "."), "inbox", "inbox"),
        (FolderNames("INBOX.", "."), "Inbox/Done", "INBOX.Done"),
        (FolderNames("", "/"), "Inbox/Done", "INBOX/Done"),
        (FolderNames("", "/"), "Inboxes/Done", "Inboxes/Done"),
        (FolderNames("", None), "Bookings/Done", "Bookings/Done"),
    ],
)
def test_a_folder_has_the_name_that_its_server_gives_it(names: FolderNames, folder: str, on_server: str) -> None:
    assert names.on_server(folder) == on_server
