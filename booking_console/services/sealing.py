"""Secrets at rest: what is written to a disk can be read by us alone."""

from typing import Protocol


class Sealing(Protocol):
    def seal(self, secret: str) -> str: ...
    def unseal(self, sealed: str) -> str:
        """Raises ContractBroken when it was sealed with another key."""
        ...
