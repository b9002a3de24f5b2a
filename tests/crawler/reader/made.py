"""Invented portals: a few facts about procedures, drawn in several hands, served over loopback for one test."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

_ACTS = (
    "Cấp giấy phép",
    "Cấp lại giấy chứng nhận",
    "Gia hạn giấy phép",
    "Thủ tục công nhận",
    "Đăng ký",
    "Phê duyệt",
    "Thẩm định",
    "Xác nhận",
    "Điều chỉnh",
)
_THINGS = (
    "hoạt động dịch vụ karaoke",
    "đủ điều kiện kinh doanh thuốc",
    "khai thác khoáng sản",
    "thành lập hội",
    "xây dựng công trình trên đất",
    "nuôi trồng thủy sản lồng bè",
    "phòng khám đa khoa tư nhân",
    "biểu diễn nghệ thuật",
    "kinh doanh vận tải bằng xe ô tô",
)
_FIELDS = ("Hộ tịch", "Đất đai", "Du lịch", "Y tế")
_AGENCIES = ("Sở Tư pháp", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế")
_LEVELS = ("Toàn trình", "Một phần", "Còn lại")


@dataclass(frozen=True)
class Made:
    """One invented procedure."""

    id: int
    name: str
    code: str
    field: str
    agency: str
    level: str


def made(count: int = 34, coded: bool = True) -> list[Made]:
    found = []
    for i in range(count):
        name = (
            f"{_ACTS[i % 9]} {_THINGS[(i // 9 + i) % 9]}"
            + (f" cấp {('tỉnh', 'xã')[i % 2]}" if i >= 18 else "")
            + (f" đợt {i}" if i >= 36 else "")
        )
        code = f"{1 + i % 2}.{1000 + 37 * i:06d}.000.00.00.H77" if coded else ""
        found.append(Made(7000 + i * 13, name, code, _FIELDS[i % 4], _AGENCIES[i % 4], _LEVELS[i % 3]))
    return found


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)  # by names in lower case
    cookies: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str, default: int) -> int:
        value = self.form.get(name, self.query.get(name, ""))
        return int(value) if value.lstrip("-").isdigit() else default


# A page, or (status, content type or place to go on, body), the cookies that are set with it, and what its headers say beside.
Reply = str | bytes | tuple[int, str, str] | tuple[int, str, str, Sequence[str]] | tuple[int, str, str, Sequence[str], Mapping[str, str]]
Answering = Callable[[Asked], Reply | None]


@dataclass
class Served:
    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def served(answer: Answering) -> Iterator[Served]:
    """Serve one portal; `/robots.txt` and whatever the portal does not know are 404."""
    state = Served("")

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            form = dict(parse_qsl(body, keep_blank_values=True)) if "urlencoded" in (self.headers.get("Content-Type") or "") else {}
            headers = {name.lower(): value for name, value in self.headers.items()}
            cookies = dict(pair.strip().partition("=")[::2] for pair in headers.get("cookie", "").split(";") if pair)
            asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), form, body, headers, cookies)
            state.asked.append(asked)
            reply = answer(asked)
            if reply is None:
                reply = (404, "text/html; charset=utf-8", "<html><body><h1>404</h1><p>Không tìm thấy trang</p></body></html>")
            status, kind, content, *more = reply if isinstance(reply, tuple) else (200, "text/html; charset=utf-8", reply)
            data = content.encode() if isinstance(content, str) else content
            self.send_response(status)
            self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for cookie in more[0] if more else ():
                self.send_header("Set-Cookie", cookie)
            for name, value in more[1].items() if len(more) > 1 else ():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _serve

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


NEWS = "".join(f'<li><a href="/tin-tuc/bai-{i}.html">Tỉnh ủy họp bàn về chuyển đổi số kỳ {i}</a></li>' for i in range(6))


def shell(body: str, title: str = "Cổng dịch vụ công tỉnh An Bình", menu: str = "", script: str = "") -> str:
    """A page in the portal's frame."""
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<header><h2>CỔNG DỊCH VỤ CÔNG</h2><nav><a href="/">Trang chủ</a> <a href="/gioi-thieu">Giới thiệu</a> {menu}'
        f'<a href="/tra-cuu-ho-so">Tra cứu hồ sơ</a> <a href="/thong-ke">Thống kê</a> <a href="/dang-nhap">Đăng nhập</a></nav></header>'
        f"<main>{body}</main><footer>Cơ quan chủ quản: UBND tỉnh An Bình. Điện thoại: 0123 456 789. "
        f'<a href="/lien-he">Liên hệ</a></footer>{f"<script>{script}</script>" if script else ""}</body></html>'
    )


def _parts(p: Made) -> list[tuple[str, str]]:
    return [
        ("Mã thủ tục", p.code),
        ("Lĩnh vực", p.field),
        ("Cơ quan thực hiện", p.agency),
        ("Mức độ", p.level),
        ("Trình tự thực hiện", "Bước 1: Tổ chức, cá nhân chuẩn bị hồ sơ. Bước 2: Nộp hồ sơ tại bộ phận một cửa. Bước 3: Nhận kết quả."),
        ("Cách thức thực hiện", "Trực tiếp, qua bưu chính công ích"),
        ("Thành phần hồ sơ", "Đơn đề nghị theo mẫu; bản sao giấy tờ có liên quan"),
        ("Số lượng hồ sơ", "01 bộ"),
        ("Thời hạn giải quyết", "15 ngày làm việc"),
        ("Đối tượng thực hiện", "Cá nhân, tổ chức"),
        ("Kết quả thực hiện", "Giấy phép"),
        ("Phí, lệ phí", "Không"),
        ("Yêu cầu, điều kiện", "Không"),
        ("Căn cứ pháp lý", "Nghị định số 10/2020/NĐ-CP"),
    ]


def detail_table(p: Made, extra: str = "") -> str:
    rows = "".join(f"<tr><td><strong>{k}</strong></td><td>{html.escape(v)}</td></tr>" for k, v in _parts(p) if v)
    return f"<h1>{p.name}</h1><table>{rows}</table>{extra}"


def detail_dl(p: Made, extra: str = "") -> str:
    rows = "".join(f"<dt>{k}:</dt><dd>{html.escape(v)}</dd>" for k, v in _parts(p) if v)
    return f'<div class="box"><h3 class="ten-tthc">{p.name}</h3><dl>{rows}</dl>{extra}</div>'


def detail_heads(p: Made, extra: str = "") -> str:
    rows = "".join(f'<div class="item"><h4>{k}</h4><div class="content"><p>{html.escape(v)}</p></div></div>' for k, v in _parts(p) if v)
    return f"<h1>Chi tiết thủ tục hành chính</h1><h2>{p.name}</h2>{rows}{extra}"
