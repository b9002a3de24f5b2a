// Runs before the page's own scripts, in every frame: counts what a settled page must not be waiting for, closes what is never needed.
(() => {
  const CHAIN = 4;        // a timer set by a timer set by a timer … is a clock, not a page being drawn
  const SOON = 2500;      // later timers are not waited for
  const RESTLESS = 6;     // an element that changes this often without growing is a clock or a carousel
  const later = window.setTimeout.bind(window);
  const state = { changed: performance.now(), timers: new Set(), opened: [], later };
  Object.defineProperty(window, Symbol.for("mucdo.state"), { value: state });

  let depth = 0;
  const cancel = window.clearTimeout.bind(window);
  window.setTimeout = (work, delay, ...rest) => {
    const wait = Number(delay) || 0;
    if (typeof work !== "function" || wait > SOON || depth >= CHAIN) return later(work, delay, ...rest);
    const level = depth + 1;
    const id = later(() => {
      state.timers.delete(id);
      state.changed = Math.max(state.changed, performance.now() - 40);
      const before = depth;
      depth = level;
      try { work(...rest); } finally { depth = before; }
    }, wait);
    state.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { state.timers.delete(id); cancel(id); };

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
  const watch = new MutationObserver((records) => {
    const targets = new Set();
    for (const record of records) targets.add(record.type === "characterData" ? record.target.parentNode || record.target : record.target);
    let changed = false;
    for (const target of targets) if (matters(target)) changed = true;
    if (changed) state.changed = performance.now();
  });
  const options = { subtree: true, childList: true, characterData: true };
  watch.observe(document, options);

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, { ...init, mode: "open" });
    watch.observe(root, options);
    return root;
  };

  window.open = (url) => { if (url) state.opened.push(new URL(url, document.baseURI).href); return null; };
  window.print = () => undefined;
  for (const name of ["WebSocket", "WebSocketStream", "WebTransport", "RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel",
    "SharedWorker", "EventSource", "PushManager", "Notification"]) {
    try { delete window[name]; } catch { /* some are not configurable: the proxy refuses what they would reach */ }
  }
})();
