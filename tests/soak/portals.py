"""`python -m tests.soak.portals PORT COUNT DELAY`: a portal on every address of 127.1.0.0/16 and a hostile one on every of 127.2.0.0/16.

One process, one port. It counts what each host sees: requests, those answered at one time, connections open at one time. Idle connections
are closed after a while, as servers do. `http://127.0.0.1:PORT/` gives the counts as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass

from tests.scheduler.sites import pages_of
from tests.soak.hostile_pages import KINDS, Answer

IDLE = 15.0  # seconds; nginx waits 75, Apache 5


@dataclass
class Seen:
    """One host. `together`: requests answered at one time; `open`: connections open at one time; each with its highest value."""

    requests: int = 0
    together: int = 0
    most_together: int = 0
    open: int = 0
    most_open: int = 0


class Portals:
    def __init__(self, count: int, delay: float) -> None:
        self.pages = pages_of({n: "Một phần" for n in range(1, count + 1)})
        self.delay = delay
        self.seen: dict[str, Seen] = defaultdict(Seen)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        seen = self.seen[host]
        seen.open += 1
        seen.most_open = max(seen.most_open, seen.open)
        try:
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
                while await self._one(host, seen, reader, writer):
                    pass
        finally:
            seen.open -= 1
            writer.transport.abort()

    async def _one(self, host: str, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        async with asyncio.timeout(IDLE):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, _ = head.split("\r\n", 1)[0].split(" ", 2)
        if host == "127.0.0.1":
            await _send(writer, 200, json.dumps({name: vars(one) for name, one in self.seen.items()}).encode(), "application/json")
            return True
        seen.requests += 1
        seen.together += 1
        seen.most_together = max(seen.most_together, seen.together)
        try:
            if host.startswith("127.2."):
                number = int(host.split(".")[2]) * 256 + int(host.split(".")[3])
                kind = list(KINDS)[number % len(KINDS)]
                return await KINDS[kind](Answer(writer, target, method, self.pages))
            await asyncio.sleep(self.delay)
            body = self.pages.get(target)
            if target == "/robots.txt":
                await _send(writer, 200, b"", "text/plain")
            else:
                await _send(writer, 404 if body is None else 200, (body or "<html><body>404 Not Found</body></html>").encode())
            return True
        finally:
            seen.together -= 1


async def _send(writer: asyncio.StreamWriter, status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
    writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()


async def main(port: int, count: int, delay: float) -> None:
    portals = Portals(count, delay)
    server = await asyncio.start_server(portals.handle, "0.0.0.0", port, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
