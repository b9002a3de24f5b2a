"""A script-drawn portal for the browser benchmarks: a shell, a heavy bundle, style, font, images, and the JSON that is drawn as 30 rows."""

from __future__ import annotations

import asyncio
import json
import sys

ROWS = 30
_BUNDLE = (
    "var pad=" + json.dumps([f"chunk-{i}-" + "x" * 80 for i in range(2000)]) + ";"
    "fetch('/api/procedures?page='+location.pathname.slice(3)).then(r=>r.json()).then(d=>{"
    "document.getElementById('app').innerHTML='<table><tbody>'+d.items.map(i=>"
    "`<tr><td>${i.code}</td><td><a href=\"/thu-tuc/${i.id}\">${i.name}</a></td><td>${i.field}</td></tr>`).join('')+'</tbody></table>'});"
)
_STYLE = "@font-face{font-family:P;src:url(/font.woff2)}body{font-family:P,serif}" + "".join(
    f".c{i}{{color:#123;margin:{i}px}}" for i in range(600)
)
_SHELL = (
    '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Cổng dịch vụ công</title><link rel="stylesheet" href="/style.css">'
    '</head><body><div id="app">Đang tải…</div>'
    + "".join(f'<img src="/image{i}.png" alt="">' for i in range(6))
    + '<script src="/bundle.js"></script></body></html>'
)


def _items(page: int) -> bytes:
    rows = [
        {
            "id": page * ROWS + i,
            "code": f"1.{page * ROWS + i:06d}",
            "name": f"Thủ tục cấp giấy phép số {page * ROWS + i}",
            "field": "Tư pháp",
            "note": "x" * 120,
        }
        for i in range(ROWS)
    ]
    return json.dumps({"items": rows, "total": 100_000}, ensure_ascii=False).encode()


def _answer(path: str) -> tuple[str, bytes]:
    if path.startswith("/api/"):
        return "application/json; charset=utf-8", _items(int(path.rpartition("=")[2] or 0))
    if path == "/bundle.js":
        return "text/javascript", _BUNDLE.encode()
    if path == "/style.css":
        return "text/css", _STYLE.encode()
    if path == "/font.woff2":
        return "font/woff2", b"\0" * 60_000
    if path.endswith(".png"):
        return "image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 72_000
    return "text/html; charset=utf-8", _SHELL.encode()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            kind, body = _answer(path)
            cached = "" if path.startswith(("/p/", "/api/")) else "Cache-Control: max-age=600\r\n"
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{cached}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
            if b"\r\nconnection: close" in head.lower():
                break
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # the client has read enough
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
