"""Stands before a server: puts TLS around it, hides some of its abilities, cuts its connections."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from types import TracebackType
from typing import Self


@dataclass
class Proxy:
    """hide: words of the server's answers that the client shall not see, replaced by others of the same length.

    is_mute: the server's answers no longer reach the client. drip: seconds before each byte of them; lag: before each answer.
    """

    target: int
    tls: ssl.SSLContext | None = None
    hide: dict[bytes, bytes] = field(default_factory=dict)
    is_mute: bool = False
    drip: float = 0.0
    lag: float = 0.0
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _writers: list[asyncio.StreamWriter] = field(default_factory=list)

    def __enter__(self) -> Self:
        listening = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self._server = self._loop.run_until_complete(listening)
        self.port = int(self._server.sockets[0].getsockname()[1])
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    def cut(self) -> None:
        """Every connection, as a restarted router would."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(timeout=60)

    def say(self, last_words: bytes) -> None:
        """To every client, in the server's name, and hang up."""
        for writer in self._writers[::2]:
            self._loop.call_soon_threadsafe(writer.write, last_words)
        self.cut()

    async def _cut(self) -> None:
        for writer in self._writers:
            with suppress(OSError):
                await asyncio.wait_for(writer.drain(), 1)
            writer.transport.abort()
        self._writers.clear()
        await asyncio.sleep(0.02)

    async def _end(self) -> None:
        self._server.close()
        await self._cut()
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.sleep(0.02)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.target)
        self._writers += [writer, server_writer]
        with suppress(asyncio.CancelledError):
            await asyncio.gather(self._pass(reader, server_writer, {}), self._pass(server_reader, writer, self.hide))

    async def _answer(self, writer: asyncio.StreamWriter, chunk: bytes) -> None:
        await asyncio.sleep(self.lag)
        pieces = [chunk] if not self.drip else [chunk[i : i + 1] for i in range(len(chunk))]
        for piece in pieces:
            await asyncio.sleep(self.drip)
            if not self.is_mute:
                writer.write(piece)
                await writer.drain()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hide: dict[bytes, bytes]) -> None:
        with suppress(OSError):
            while chunk := await reader.read(65536):
                for word, other in hide.items():
                    chunk = chunk.replace(word, other)
                if hide is self.hide:
                    await self._answer(writer, chunk)
                else:
                    writer.write(chunk)
                    await writer.drain()
        writer.transport.abort()
