"""Dovecot, where it is installed: the IMAP server that most practices' providers run, on a port and a folder of the test's own."""

import getpass
import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fakes.imap_server import PASSWORD, ImapServer, wait_for_port


def _installed() -> str | None:
    """Of the versions whose configuration is written below: 2.4 has another language."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout if found else ""
    return found if told.startswith("2.3") else None


PROGRAM = _installed()

_MOST_USERS = 200
_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_username_chars =
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_plugins = {plugins}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
  mailbox Archive {{
    auto = subscribe
    special_use = \\All
  }}
}}
plugin {{
  quota = maildir:User quota
  quota_rule = *:messages={most}
}}
protocol imap {{
  mail_plugins = {plugins}
}}
"""


@dataclass
class Dovecot(ImapServer):
    """separator: between the levels of a folder. most: mails that fit into a mailbox, 0 for any number."""

    prefix: str = "INBOX."
    separator: str = "."
    most: int = 0

    def add_user(self) -> str:
        """All are known from the start: the server notices changes of the list only after a second."""
        self.users.append(f"user{len(self.users) + 1}")
        return self.users[-1]

    def start(self) -> None:
        assert PROGRAM is not None, "Dovecot 2.3 is not installed"
        names = [f"user{number}" for number in range(1, _MOST_USERS)]
        (self.folder / "users").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in names))
        (self.folder / "dovecot.conf").write_text(self._configuration())
        command = [PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)
            self._process = None

    def fill(self, user: str, mails: int) -> None:
        """As if so many old mails had come in the course of the years."""
        inbox = self.folder / "mail" / user / "Maildir" / "cur"
        for part in ("new", "cur", "tmp"):
            (inbox.parent / part).mkdir(parents=True, exist_ok=True)
        for number in range(mails):
            at = 1_700_000_000 + number
            file = inbox / f"{at}.M{number}.host:2,S"
            file.write_bytes(f"Message-ID: <old-{number}@clinic.example>\nSubject: Old\n\nVisit\n".encode())
            os.utime(file, (at, at))
        for path in (inbox.parent.parent, *inbox.parent.parent.rglob("*")):
            self._give_away(path)

    def _configuration(self) -> str:
        """Root gives the mails to nobody: Dovecot opens none as root."""
        owner = _owner()
        (self.folder / "mail").mkdir(exist_ok=True)
        self._give_away(self.folder / "mail")
        return _CONFIGURATION.format(
            folder=self.folder,
            user=owner.pw_name,
            group=grp.getgrgid(owner.pw_gid).gr_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=self.port,
            separator=self.separator,
            prefix=self.prefix,
            plugins="quota" if self.most else "",
            most=self.most,
        )

    def _give_away(self, path: Path) -> None:
        with suppress(PermissionError):
            os.chown(path, _owner().pw_uid, _owner().pw_gid)


def _owner() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody" if os.getuid() == 0 else getpass.getuser())


@contextmanager
def dovecot(**ways: str | int) -> Iterator[Dovecot]:
    """Running. In a folder that others may enter, which those of pytest are not."""
    with TemporaryDirectory(prefix="booking-dovecot-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = Dovecot(folder, **ways)  # type: ignore[arg-type]
        server.start()
        try:
            yield server
        finally:
            server.stop()
