"""A small portal whose pages a test may change from night to night, and the service that reads it as real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def detail(number: int, level: str, name: str = "Cấp giấy phép hoạt động") -> str:
    return f"""<html><head><title>Thủ tục {number}</title></head><body><h1>{name} số {number}</h1><table>
    <tr><td>Mã thủ tục</td><td>1.{number:06d}.000.00.00.H30</td></tr><tr><td>Lĩnh vực</td><td>Y tế</td></tr>
    <tr><td>Cơ quan thực hiện</td><td>Sở Y tế tỉnh Hà Tĩnh</td></tr><tr><td>Mức độ</td><td>{level}</td></tr>
    <tr><td>Trình tự thực hiện</td><td>Bước 1: nộp hồ sơ. Bước 2: nhận kết quả.</td></tr>
    <tr><td>Cách thức thực hiện</td><td>Trực tiếp</td></tr><tr><td>Thành phần hồ sơ</td><td>Đơn đề nghị số {number}</td></tr>
    <tr><td>Thời hạn giải quyết</td><td>{number} ngày</td></tr><tr><td>Phí, lệ phí</td><td>Không</td></tr></table></body></html>"""


def pages_of(labels: Mapping[int, str]) -> dict[str, str]:
    """A listing and a page per procedure: number → the label that the portal declares."""
    rows = "".join(
        f'<tr><td>{n}</td><td>1.{n:06d}.000.00.00.H30</td><td><a href="/tthc/{n}">Cấp giấy phép hoạt động số {n}</a></td>'
        "<td>Y tế</td><td>Sở Y tế tỉnh Hà Tĩnh</td></tr>"
        for n in labels
    )
    head = "<tr><th>STT</th><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Lĩnh vực</th><th>Cơ quan</th></tr>"
    title = "Thủ tục hành chính"
    listing = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><table>{head}{rows}</table></body></html>"
    return {"/": listing, **{f"/tthc/{n}": detail(n, label) for n, label in labels.items()}}


@dataclass
class Site:
    """The portal. `pages` may be replaced at any time; `asked` grows with every request; `delay`: seconds before each answer.

    `open`: while it is cleared no request is answered, so that a test may look at a check that is under way.
    `most_together`: the most requests that were answered at one time.
    """

    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    delay: float = 0.0
    open: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    together: int = 0
    most_together: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def site(pages: Mapping[str, str]) -> Iterator[Site]:
    portal = Site(dict(pages))
    portal.open.set()
    counting = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            portal.asked.append(self.path)
            with counting:
                portal.together += 1
                portal.most_together = max(portal.most_together, portal.together)
            try:
                self.answer()
            finally:
                with counting:
                    portal.together -= 1

        def answer(self) -> None:
            time.sleep(portal.delay)
            portal.open.wait()
            body = portal.pages.get(self.path, "" if self.path == "/robots.txt" else None)
            content = ("<html><body>404 Not Found</body></html>" if body is None else body).encode()
            try:
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    server.daemon_threads = True
    portal.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield portal
    finally:
        portal.open.set()
        server.shutdown()
        server.server_close()
        thread.join()


def until(condition: Callable[[], object], seconds: float = 300.0) -> None:
    """Wait for a condition. Fails the test when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)


class Process:
    """One `mucdo serve`, `scheduler` or `worker`. `die_at`: "module:function" or "module:function!" (after it) at which it kills itself.

    `hasty`: constants with shorter times, "module:NAME=seconds".

    `environment`: `MUCDO_*` settings without the prefix; "" = not set. There is no browser unless `chromium=""` allows one.
    """

    def __init__(self, command: str, url: str, log: Path, *, die_at: str = "", hasty: Sequence[str] = (), **environment: str) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
        env |= {"MUCDO_ALLOW_NETWORKS": "127.0.0.0/8", "MUCDO_DOWNLOAD_DELAY": "0", "MUCDO_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        env |= {"MUCDO_CHROMIUM": "/nonexistent", "MUCDO_WEB_BIND": "127.0.0.1:0"}
        env |= {f"MUCDO_{name.upper()}": value for name, value in environment.items()}
        env = {name: value for name, value in env.items() if value}
        self.log = log
        with log.open("ab") as out:
            call = [sys.executable, "-m", "tests.scheduler.dying", command, *([die_at] if die_at else []), *hasty]
            self.child = subprocess.Popen(call, cwd=ROOT, env=env, stdout=out, stderr=out)

    def kill(self) -> None:
        """As a power cut would."""
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def stop(self, seconds: float = 240.0) -> int:
        """As an administrator would; the exit code."""
        self.child.terminate()
        return self.child.wait(seconds)

    def events(self) -> list[dict[str, object]]:
        """The records of its log."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
