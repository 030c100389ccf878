"""Bytes over a pipe, each piece with its length in front."""

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], piece: bytes) -> None:
    pipe.write(_LENGTH.pack(len(piece)))
    pipe.write(piece)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """None when the other side has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = int(_LENGTH.unpack(head)[0])
    piece = pipe.read(length)
    return piece if len(piece) == length else None
