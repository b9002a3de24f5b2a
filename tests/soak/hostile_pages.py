"""Portals that stall, drip, loop, bomb and lie. Each kind answers every request of its host; the names are those of docs/faults.md."""

from __future__ import annotations

import asyncio
import io
import zipfile
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass


@dataclass
class Answer:
    """One request to be answered. `pages`: those of a good portal."""

    writer: asyncio.StreamWriter
    target: str
    method: str
    pages: Mapping[str, str]

    async def send(self, body: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> bool:
        content = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + content)
        await self.writer.drain()
        return True

    async def good(self) -> bool:
        body = self.pages.get(self.target, "" if self.target == "/robots.txt" else None)
        return await self.send("<html><body>404 Not Found</body></html>" if body is None else body, status=404 if body is None else 200)


async def stalls(answer: Answer) -> bool:
    await asyncio.sleep(3600)
    return False


async def drips(answer: Answer) -> bool:
    answer.writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    while True:
        answer.writer.write(b"x")
        await answer.writer.drain()
        await asyncio.sleep(1)


async def resets(answer: Answer) -> bool:
    answer.writer.transport.abort()
    return False


async def loops(answer: Answer) -> bool:
    return await answer.send("", status=302, Location=f"/a{answer.target}"[:2000])


async def bombs(answer: Answer) -> bool:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return await answer.send(packer.compress(b"\0" * 200_000_000) + packer.flush(), Content_Encoding="gzip")


async def changes_charset(answer: Answer) -> bool:
    """The header, the page and the bytes name three different encodings, and not the same from page to page."""
    body = answer.pages.get(answer.target, answer.pages["/"]).replace("<head>", '<head><meta charset="windows-1258">')
    claimed = ("utf-16", "iso-8859-1", "x-nothing", "utf-7")[len(answer.target) % 4]
    return await answer.send(body.encode("utf-8"), f"text/html; charset={claimed}")


async def sends_one_long_line(answer: Answer) -> bool:
    return await answer.send("<html><body><p>" + "Thủ tục hành chính " * 500_000 + "</p></body></html>")


async def has_a_hundred_thousand_rows(answer: Answer) -> bool:
    row = '<tr><td>1.{0:06d}.000.00.00.H30</td><td><a href="/tthc/{0}">Cấp giấy phép số {0}</a></td><td>Y tế</td></tr>'
    return await answer.send("<html><body><table>" + "".join(row.format(n) for n in range(100_000)) + "</table></body></html>")


async def nests_five_thousand_deep(answer: Answer) -> bool:
    return await answer.send("<html><body>" + "<div><table><tr><td>" * 5000 + answer.pages["/"] + "</body></html>")


async def scripts_without_end(answer: Answer) -> bool:
    return await answer.send('<html><body><div id="app"></div><script>while(true){document.title+="x"}</script></body></html>')


async def opens_windows(answer: Answer) -> bool:
    return await answer.send("<html><body><script>setInterval(()=>{open(location);alert(1);print()},1)</script></body></html>")


async def lies_about_types(answer: Answer) -> bool:
    if answer.target == "/":
        return await answer.good()
    return await answer.send(b"MZ\x90\0" + b"\0" * 100_000, "text/html; charset=utf-8", Content_Disposition="attachment; filename=don.docx")


async def bombs_in_forms(answer: Answer) -> bool:
    if answer.target.endswith(".docx"):
        return await answer.send(_zip_bomb(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    if answer.target.startswith("/tthc/"):
        page = answer.pages.get(answer.target, "")
        return await answer.send(page.replace("Đơn đề nghị", f'<a href="/don{len(page)}.docx">Đơn đề nghị</a>'))
    return await answer.good()


def _zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return made.getvalue()


async def never_ends(answer: Answer) -> bool:
    answer.writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    while True:
        answer.writer.write(b"<p>x</p>" * 8192)
        await answer.writer.drain()


async def speaks_garbage(answer: Answer) -> bool:
    answer.writer.write(b"\x16\x03\x01\0\xa5\x01 SSH-2.0 \0\0\r\n\r\n")
    await answer.writer.drain()
    return False


async def sends_headers_without_end(answer: Answer) -> bool:
    answer.writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        answer.writer.write(b"X-Filler: " + b"y" * 1000 + b"\r\n")
        await answer.writer.drain()


async def answers_every_address(answer: Answer) -> bool:
    """Every page links to new ones like itself: a listing without an end."""
    here = answer.target.rstrip("/")
    links = "".join(f'<li><a href="{here}/{n}">Thủ tục hành chính lĩnh vực {n}</a></li>' for n in range(20))
    return await answer.send(f'<html><body><ul>{links}</ul><a href="?page={len(here)}">Trang sau</a></body></html>')


async def is_busy(answer: Answer) -> bool:
    return await answer.send("busy", status=503, Retry_After="9999999999")


KINDS: dict[str, Callable[[Answer], Awaitable[bool]]] = {
    "stalls": stalls,
    "drips": drips,
    "resets": resets,
    "loops": loops,
    "bombs": bombs,
    "changes charset": changes_charset,
    "10 MB line": sends_one_long_line,
    "100,000 rows": has_a_hundred_thousand_rows,
    "5,000 deep": nests_five_thousand_deep,
    "endless script": scripts_without_end,
    "opens windows": opens_windows,
    "lying downloads": lies_about_types,
    "zip bombs as forms": bombs_in_forms,
    "endless page": never_ends,
    "garbage": speaks_garbage,
    "endless headers": sends_headers_without_end,
    "endless listing": answers_every_address,
    "busy for ever": is_busy,
}
