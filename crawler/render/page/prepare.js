// Runs before the page's own scripts, in every frame: counts what a settled page must not be waiting for, closes what is never needed.
(() => {
  const CHAIN = 4;        // a timer set by a timer set by a timer … is a clock, not a page being drawn
  const SOON = 2500;      // later timers are not waited for, ms
  const RESTLESS = 6;     // an element that changes this often without growing is a clock or a carousel
  const POLLED = 3;       // an address asked for this often is polled, not loaded
  const later = window.setTimeout.bind(window);
  const cancel = window.clearTimeout.bind(window);
  const state = { changed: performance.now(), open: 0, timers: new Set(), opened: [], workers: 0, ended: false, later };
  const touch = () => { state.changed = performance.now(); };
  Object.defineProperty(window, Symbol.for("mucdo.state"), { value: state });

  // Timers: those that will do something soon are waited for, all of them end with the visit.
  let depth = 0;
  const running = new Set();
  const remember = (id) => { running.add(id); return id; };
  const repeat = window.setInterval.bind(window);
  const frame = window.requestAnimationFrame.bind(window);
  window.setInterval = (...words) => (state.ended ? 0 : remember(repeat(...words)));
  window.requestAnimationFrame = (work) => (state.ended ? 0 : frame(work));
  window.setTimeout = (work, delay, ...rest) => {
    if (state.ended) return 0;
    const wait = Number(delay) || 0;
    if (typeof work !== "function" || wait > SOON || depth >= CHAIN) return remember(later(work, delay, ...rest));
    const level = depth + 1;
    const id = later(() => {
      state.timers.delete(id);
      touch();
      const before = depth;
      depth = level;
      try { work(...rest); } finally { depth = before; }
    }, wait);
    state.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { state.timers.delete(id); cancel(id); };

  // Requests under way, until the page's script has their answer.
  const asked = new Map();
  const begin = (url) => {
    const times = (asked.get(url) || 0) + 1;
    asked.set(url, times);
    if (times > POLLED) return () => undefined;
    state.open += 1;
    let done = false;
    return () => { if (!done) { done = true; state.open -= 1; touch(); } };
  };
  const during = (promise, url) => { const end = begin(url); promise.then(end, end); return promise; };
  const ask = window.fetch;
  const never = () => new Promise(() => undefined);
  window.fetch = function (input, init) {
    if (state.ended) return never();
    return during(ask.call(window, input, init), `${init && init.body} ${input && input.url ? input.url : input}`);
  };
  for (const name of ["json", "text", "blob", "arrayBuffer", "formData"]) {
    const read = Response.prototype[name];
    Response.prototype[name] = function () { return during(read.call(this), `${name} ${this.url}`); };
  }
  const open = XMLHttpRequest.prototype.open;
  const send = XMLHttpRequest.prototype.send;
  const addresses = new WeakMap();
  XMLHttpRequest.prototype.open = function (...words) { addresses.set(this, words[1]); return open.apply(this, words); };
  XMLHttpRequest.prototype.send = function (body) {
    if (state.ended) return undefined;
    const end = begin(`${body} ${addresses.get(this)}`);
    this.addEventListener("loadend", end);
    try { return send.call(this, body); } catch (error) { end(); throw error; }
  };

  // Changes of text and records; scripts and style sheets that the page adds.
  const history = new WeakMap();
  const matters = (target) => {
    const size = target.childElementCount || 0;
    const seen = history.get(target) || { times: 0, most: -1 };
    seen.times += 1;
    const grown = size > seen.most;
    if (grown) seen.most = size;
    history.set(target, seen);
    return grown || seen.times <= RESTLESS;
  };
  const awaitPart = (node) => {
    const url = node.tagName === "SCRIPT" ? node.src : node.tagName === "LINK" && node.rel === "stylesheet" ? node.href : "";
    if (!url || document.readyState === "loading") return;
    const end = begin(url);
    node.addEventListener("load", end);
    node.addEventListener("error", end);
  };
  const watch = new MutationObserver((records) => {
    const targets = new Set();
    for (const record of records) {
      targets.add(record.type === "characterData" ? record.target.parentNode || record.target : record.target);
      for (const node of record.addedNodes) if (node.nodeType === 1) awaitPart(node);
    }
    let changed = false;
    for (const target of targets) if (matters(target)) changed = true;
    if (changed) touch();
  });
  const options = { subtree: true, childList: true, characterData: true };
  watch.observe(document, options);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, { ...init, mode: "open" });
    watch.observe(root, options);
    return root;
  };

  // Other windows are noted, never opened.
  const note = (url) => { try { state.opened.push(new URL(url, document.baseURI).href); } catch { /* no address */ } };
  window.open = (url) => { if (url) note(url); return null; };
  window.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node.tagName === "A" && node.href && node.target);
    if (!link || event.defaultPrevented || ["_self", "_top", "_parent"].includes(link.target.toLowerCase())) return;
    event.preventDefault();
    note(link.href);
  });
  window.print = () => undefined;
  window.Worker = new Proxy(window.Worker, { construct: (make, words) => { state.workers += 1; return new make(...words); } });
  // The visit is over. True when nothing of this page can act any more, so that the next page may simply take its place.
  state.end = () => {
    state.ended = true;
    for (const id of [...running, ...state.timers]) cancel(id);
    return state.open === 0 && state.workers === 0 && window.frames.length === 0;
  };
  for (const name of ["WebSocket", "WebSocketStream", "WebTransport", "RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel",
    "SharedWorker", "EventSource", "PushManager", "Notification"]) {
    try { delete window[name]; } catch { /* some cannot be removed: the proxy refuses what they would reach */ }
  }
})();
