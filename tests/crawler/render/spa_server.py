# ruff: noqa: E501 - one line of markup is one mechanic
"""Loopback portals drawn by script, and hostile ones: every mechanic that the browser has to cope with, one page each."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, urlsplit

ROWS = [{"id": i, "code": f"1.{i:06d}", "name": f"Thủ tục cấp giấy phép số {i}"} for i in range(60)]
DRAW = "const draw=(rows)=>{for(const r of rows){const li=document.createElement('li');li.textContent=r.code+' '+r.name;document.getElementById('list').append(li)}};"
LIST = "<ul id='list'></ul>"

PAGES = {
    "/fetch": f"{LIST}<script>{DRAW}fetch('/api/list?page=1').then(r=>r.json()).then(d=>draw(d.items))</script>",
    "/xhr-gzip": f"{LIST}<script>{DRAW}const x=new XMLHttpRequest();x.open('GET','/api/gzip');x.onload=()=>draw(JSON.parse(x.response).items);x.send()</script>",
    "/late": f"{LIST}<script>{DRAW}setTimeout(()=>fetch('/api/slow').then(r=>r.json()).then(d=>setTimeout(()=>draw(d.items),700)),800)</script>",
    "/lazy-chunk": "<ul id='list'></ul><script>onload=()=>{const s=document.createElement('script');s.src='/chunk.js';document.body.append(s)}</script>",
    "/imported": "<ul id='list'></ul><script type=module>await fetch('/api/list');await import('/chunk.js')</script>",
    "/import": "<p>Xin chờ</p><ul id='list'></ul><script type='module'>const part=await import('/part.mjs');part.default(document.getElementById('list'))</script>",
    "/hash": "<main id='m'></main><script>const go=()=>{document.getElementById('m').textContent='Trang '+(location.hash||'#/')};onhashchange=go;go()</script>",
    "/cursor": f"""{LIST}<script>{DRAW}const more=(c)=>fetch('/api/search',{{method:'POST',headers:{{'Content-Type':'application/json','X-Tenant':'t1',
        'Authorization':'Bearer x'}},body:JSON.stringify({{cursor:c,size:10,keyword:''}})}}).then(r=>r.json()).then(d=>{{draw(d.items);
        if(d.next&&d.next<30)more(d.next)}});more(0)</script>""",
    "/scroll": f"""<div style='height:2000px'></div>{LIST}<div id='end' style='height:50px'></div><script>{DRAW}let p=0;
        new IntersectionObserver(e=>{{if(e[0].isIntersecting&&p<4){{p++;fetch('/api/list?page='+p).then(r=>r.json()).then(d=>draw(d.items))}}}})
        .observe(document.getElementById('end'))</script>""",
    "/scroll-box": f"""<div id='box' style='height:200px;overflow-y:auto'>{LIST}<div style='height:400px'></div></div><script>{DRAW}let p=0,busy=0;
        box.onscroll=()=>{{if(busy||p>3||box.scrollTop+box.clientHeight<box.scrollHeight-20)return;busy=1;p++;
        fetch('/api/list?page='+p).then(r=>r.json()).then(d=>{{draw(d.items);busy=0}})}}</script>""",
    "/shadow": """<x-list><span slot='title'>Danh mục thủ tục</span></x-list><x-shut></x-shut><script>
        customElements.define('x-list',class extends HTMLElement{constructor(){super();this.attachShadow({mode:'open'}).innerHTML=
        '<h2><slot name=title></slot></h2><p>1.000948 Đăng ký khai sinh</p>'}});
        customElements.define('x-shut',class extends HTMLElement{constructor(){super();this.attachShadow({mode:'closed'}).innerHTML='<p>1.000656 Khai tử</p>'}})
        </script><iframe src='/inner/frame'></iframe>""",
    "/window": "<button onclick=\"o.innerHTML='<iframe src=/inner/late></iframe>'\">Mở</button><div id='o'></div>",
    "/inner/late": "<body><p>Thủ tục trong cửa sổ</p></body>",
    "/inner/frame": "<body><a href='detail?id=7'>Thủ tục trong khung</a></body>",
    "/controls": """<input id='a' value='cũ'><textarea id='b'></textarea><select><option>1<option id='c'>2</select><noscript>Hãy bật JavaScript</noscript>
        <script>a.value='mới';b.value='ghi chú';c.selected=true</script>""",
    "/clock": "<p id='c'></p><p>Thủ tục A</p><script>setInterval(()=>{c.textContent=Date.now()},30)</script>",
    "/polling": "<p>Thủ tục A</p><script>setInterval(()=>fetch('/api/list?page=9'),60)</script>",
    "/loop": "<p>Thủ tục trước khi treo</p><script>setTimeout(()=>{for(;;);},1)</script>",
    "/loop-now": "<p>Thủ tục trước khi treo</p><script>for(;;);</script>",
    "/dialogs": "<p id='r'></p><script>alert(1);const a=confirm('?');const b=prompt('?');onbeforeunload=e=>{e.preventDefault();return 'stay'};"
    "r.textContent='hỏi '+a+' '+b</script>",
    "/popups": "<a id='blank' target='_blank' href='/fetch?blank'>Mở</a><script>for(let i=0;i<20;i++)window.open('/fetch?popup='+i)</script>",
    "/storm": "<p>Thủ tục A</p><script>for(let i=0;i<1000;i++)fetch('/api/list?page='+i).catch(()=>0)</script>",
    "/endless": "<p>Thủ tục A</p><script>fetch('/stream').then(r=>r.text())</script>",
    "/prompts": "<p id='r'>chờ</p><script>navigator.geolocation.getCurrentPosition(()=>{},e=>{r.textContent='vị trí '+e.code});"
    "if(window.Notification)Notification.requestPermission();navigator.serviceWorker&&navigator.serviceWorker.register('/sw.js').catch(()=>0)</script>",
    "/redirect-script": "<script>location.href='/fetch'</script>",
    "/redirect-meta": "<meta http-equiv='refresh' content='1;url=/fetch'>",
    "/redirect-forbidden": "<p>còn đây</p><script>location.href='/forbidden/page'</script>",
    "/data-forbidden": "<p id='r'>chưa</p><script>fetch('/forbidden/data').then(()=>{r.textContent='đã đọc'},()=>{r.textContent='bị chặn'})</script>",
    "/crash": "<p>x</p><script>location.href='chrome://crash'</script>",
    "/deep": "<script>let p=document.body;for(let i=0;i<+location.search.slice(1);i++){const d=document.createElement('div');p.append(d);p=d}p.textContent='đáy'</script>",
    "/huge": "<p>đầu</p><script>document.body.append(Object.assign(document.createElement('pre'),{hidden:true,textContent:'x'.repeat(20*1024*1024)}))</script>",
    "/tall": "<body><script>for(let i=0;i<+location.search.slice(1);i++){const p=document.createElement('p');p.textContent='Dòng '+i;document.body.append(p)}</script>",
    "/noise": """<canvas id='c' width='1300' height='4000'></canvas><script>const g=c.getContext('2d'),d=g.createImageData(1300,4000);let s=1;
        for(let i=0;i<d.data.length;i++){s=(s*1103515245+12345)&0x7fffffff;d.data[i]=i%4==3?255:(s>>16)&255}g.putImageData(d,0,0)</script>""",
    "/frames-deep": "<p>Thủ tục A</p><iframe src='/frames-deep?again'></iframe>",
    "/rows": """<a id='a0' href='/detail/1'>a</a><button id='b1' onclick="location.href='/detail/2'">b</button><button id='c2' onclick="location.hash='#/tt/3'">c</button>
        <button id='d3' onclick="fetch('/api/detail?id=4').then(r=>r.json()).then(d=>{m.textContent=d.name})">d</button><div id='m'></div>
        <form id='f' method='post' action='/submit'><input name='__EVENTTARGET' value='row5'></form><button id='e4' onclick="f.submit()">e</button>
        <button id='g5' onclick="window.open('/detail/6')">g</button><button id='h6'>h</button><button id='i7' onclick="m.textContent='hộp'">i</button>""",
    "/writes": """<p>Thủ tục A</p><form id='f' method='post' action='/submit'><input name='hoTen' value='Nguyễn'></form><script>
        const t=(u,o)=>fetch(u,o).catch(()=>0);const J={'Content-Type':'application/json'};
        t('/api/hits',{method:'POST',body:'{}'});t('/api/track',{method:'POST',headers:J,body:'{"page":1}'});
        t('/api/list',{method:'PUT',body:'{"page":1}'});t('/api/list',{method:'DELETE'});t('/api/list',{method:'PATCH',body:'{}'});
        t('/api/list',{method:'POST',headers:J,body:'{"page":1,"hoTen":"A","cccd":"012345678901"}'});
        t('/api/oauth/token',{method:'POST',headers:{'Content-Type':'application/x-www-form-urlencoded'},body:'grant_type=password&username=a'});
        const d=new FormData();d.append('file',new Blob(['x']),'a.txt');t('/api/search',{method:'POST',body:d});
        t('/api/search',{method:'POST',body:new Blob([new Uint8Array([0,1,255])])});
        t('/graphql/list',{method:'POST',headers:J,body:'{"query":"mutation { x }"}'});
        navigator.sendBeacon('/api/list','page=1');
        const w=new Worker(URL.createObjectURL(new Blob(["fetch('"+location.origin+"/api/save',{method:'POST',body:'{}'})"])));
        setTimeout(()=>f.submit(),50)</script>""",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: ClassVar[SpaSite]

    def log_message(self, format: str, *args: object) -> None: ...

    def _send(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.site.hits.append((self.command, self.path, body))
        parts = urlsplit(self.path)
        try:
            self._respond(parts.path, parse_qs(parts.query), body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _handle

    def _respond(self, path: str, query: dict[str, list[str]], body: bytes) -> None:
        if path in self.site.extra:
            content = self.site.extra[path]
            if content.startswith(">"):
                self._send(b"", status=302, Location=content[1:])
            else:
                self._send(content.encode(), "text/javascript" if path.endswith(".js") else "text/html; charset=utf-8")
        elif path in PAGES:
            self._send(f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{PAGES[path]}</body></html>".encode())
        elif path == "/inner/late":
            time.sleep(0.6)
            self._send(PAGES[path].encode())
        elif path in ("/api/list", "/api/slow"):
            time.sleep(0.3 if path == "/api/slow" else 0)
            page = int(query.get("page", ["1"])[0])
            self._json({"items": ROWS[(page - 1) * 10 % 60 : (page - 1) * 10 % 60 + 10]})
        elif path == "/api/search":
            cursor = json.loads(body)["cursor"]
            self._json({"items": ROWS[cursor : cursor + 10], "next": cursor + 10})
        elif path == "/api/detail":
            self._json({"name": f"Thủ tục {query['id'][0]}"})
        elif path == "/api/gzip":
            self._send(gzip.compress(json.dumps({"items": ROWS[:10]}).encode()), "application/json", Content_Encoding="gzip")
        elif path == "/chunk.js":
            time.sleep(0.3)
            self._send((DRAW + "draw([{code:'1.000001',name:'Từ mảnh'}])").encode(), "text/javascript; charset=utf-8")
        elif path == "/part.mjs":
            time.sleep(0.9)
            code = "export default async (list)=>{const d=await (await fetch('/api/list?page=1')).json();list.innerHTML=d.items.map(r=>`<li>${r.name}`).join('')}"
            self._send(code.encode(), "text/javascript; charset=utf-8")
        elif path == "/stream":
            self._endless()
        elif path == "/download":
            self._send(b"PK\3\4" + b"0" * 5000, "application/zip", Content_Disposition='attachment; filename="a.zip"')
        elif path.startswith("/status/"):
            self._send(b"<p>x</p>", status=int(path.rpartition("/")[2]))
        elif path == "/redirect-http":
            self._send(b"", status=302, Location="/fetch")
        elif path == "/redirect-http-forbidden":
            self._send(b"", status=302, Location="/forbidden/page")
        elif path == "/redirect-loop":
            self._send(b"", status=302, Location="/redirect-loop")
        else:
            self._send(b"<p>?</p>")

    def _json(self, value: object) -> None:
        self._send(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while not self.site.closing.wait(0.05):
            self.wfile.write(b"7d0\r\n" + b"abcd\n" * 400 + b"\r\n")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None: ...


class SpaSite:
    """`with SpaSite("127.0.0.1") as site: site.url("/fetch")`; `hits` holds (method, path, body) of every request."""

    def __init__(self, host: str) -> None:
        self.hits: list[tuple[str, str, bytes]] = []
        self.extra: dict[str, str] = {}
        self.closing = threading.Event()
        handler: Any = type("Handler", (_Handler,), {"site": self})
        self._server = _Server((host, 0), handler)
        self.host, self.port = host, self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> list[str]:
        """The methods with which `path` was asked for."""
        return [method for method, target, _ in self.hits if target.partition("?")[0] == path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Secret:
    """A service that must not be reached: counts every connection (TCP) and packet (UDP) on one port."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.reached: list[str] = []
        self._tcp = socket.create_server((host, 0), backlog=64)
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind((host, self.port))
        self._tcp.settimeout(0.05)
        self._udp.settimeout(0.05)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._watch_tcp), threading.Thread(target=self._watch_udp)]

    def _watch_tcp(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._tcp.accept()
            except TimeoutError:
                continue
            self.reached.append("tcp")
            with connection:
                connection.settimeout(1)
                try:
                    connection.recv(4096)
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\nSECRET"
                    )
                except OSError:
                    continue

    def _watch_udp(self) -> None:
        while not self._stop.is_set():
            try:
                self._udp.recvfrom(4096)
            except TimeoutError:
                continue
            self.reached.append("udp")

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._tcp.close()
        self._udp.close()
