"""Secrets at rest: encrypted in the database, with a key that lies in a file beside it.

Who steals the database alone has nothing; who loses the file enters the secrets again.
"""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from booking_console.domain.errors import ContractBroken

_AGAIN = "Enter the passwords and secrets again."


class Vault:
    """The key is made when the first secret is sealed."""

    def __init__(self, key_file: Path) -> None:
        self._key_file = key_file

    def seal(self, secret: str) -> str:
        return self._fernet(self._kept_key() or self._new_key()).encrypt(secret.encode()).decode("ascii")

    def unseal(self, sealed: str) -> str:
        """Raises ContractBroken when the key is gone or is another one."""
        key = self._kept_key()
        if key is None:
            raise self._lost("no file there")
        try:
            return self._fernet(key).decrypt(sealed).decode()
        except InvalidToken as error:
            raise self._lost("the key of other secrets") from error

    def _kept_key(self) -> bytes | None:
        try:
            return self._key_file.read_bytes().strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._lost("a file that may not be read") from error

    def _new_key(self) -> bytes:
        """Whole or not at all, and the same for all who make it at the same time."""
        draft = self._key_file.with_name(
            f"{self._key_file.name}.{secrets.token_hex(8)}"
        )  # two threads of a process, too
        self._key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
        try:
            os.link(draft, self._key_file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return self._key_file.read_bytes().strip()

    def _fernet(self, key: bytes) -> Fernet:
        try:
            return Fernet(key)
        except ValueError as error:
            raise self._lost("no key in it") from error

    def _lost(self, found: str) -> ContractBroken:
        return ContractBroken(
            f"The stored secrets of the mailbox cannot be read: the key in {self._key_file} is not theirs. {_AGAIN}",
            expected=f"the key in {self._key_file}",
            found=found,
        )
