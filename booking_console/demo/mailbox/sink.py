"""An SMTP server that keeps every mail as a file and delivers none: `python -m booking_console.demo.mailbox.sink --data DIR`."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

_LARGEST = 30_000_000


class Keeper:
    """Writes what comes under rising numbers; the recipient as the envelope told it goes into a header of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._count = len(list(data.glob("*.eml")))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        del server, session
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self._count += 1
        recipients = "".join(f"X-Envelope-To: {recipient}\r\n" for recipient in envelope.rcpt_tos)
        self._keep(f"{self._count:06}.eml", recipients.encode("ascii", "replace") + content)
        return "250 kept"

    def _keep(self, name: str, content: bytes) -> None:
        """Whole or not at all: a reader of the directory never sees half a mail."""
        unfinished = self._data / f".{name}"
        unfinished.write_bytes(content)
        unfinished.rename(self._data / name)


async def serve(data: Path, port: int) -> None:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ending, ended.set)
    keeper = Keeper(data)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", data_size_limit=_LARGEST, loop=loop), "127.0.0.1", port
    )
    sys.stdout.write(f"smtp sink on 127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await ended.wait()
    server.close()
    await _hang_up()


async def _hang_up() -> None:
    conversations = asyncio.all_tasks() - {asyncio.current_task()}
    for conversation in conversations:
        conversation.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*conversations, return_exceptions=True)


def main() -> None:
    options = argparse.ArgumentParser(description="Keeps every mail that is sent to it as a file.")
    options.add_argument("--port", type=int, default=0, help="0 takes a free one")
    options.add_argument("--data", type=Path, required=True, help="the directory for the mails")
    chosen = options.parse_args()
    chosen.data.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(chosen.data, chosen.port))


if __name__ == "__main__":
    main()
