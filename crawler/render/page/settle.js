// Resolves with true when the page is drawn: loaded, no request or short timer of it under way, nothing changed for `quiet` ms or for
// twice the time that the server took to answer, up to `patience` ms; with false after `most` ms. Frames of the page's origin count as it.
([quiet, patience, most]) => new Promise((resolve) => {
  const state = window[Symbol.for("mucdo.state")];
  const start = performance.now();
  const later = state ? state.later : window.setTimeout; // the uncounted timer, or settling would wait for itself
  const [entry] = performance.getEntriesByType("navigation");
  const answered = entry ? entry.responseStart - entry.requestStart : 0;
  const still = Math.min(patience, Math.max(quiet, 2 * answered));
  const refresh = document.querySelector('meta[http-equiv="refresh" i]');
  const leaves = refresh ? 1000 * (parseFloat(refresh.content) || 0) + 500 : 0; // a page that only sends on
  const MOST_FRAMES = 20;
  const framed = () => {
    const found = [];
    for (let i = 0; i < Math.min(window.frames.length, MOST_FRAMES); i += 1) {
      try { if (window.frames[i].document.body) found.push(window.frames[i]); } catch { /* of another origin */ }
    }
    return found;
  };
  const stirs = (own, kept) => own.document.readyState !== "complete" || Boolean(kept && (kept.timers.size > 0 || kept.open > 0));
  const look = () => {
    const now = performance.now();
    if (now - start >= most) return resolve(false);
    let since = now - (state ? state.changed : start);
    let busy = stirs(window, state) || (leaves < 5000 && now < leaves);
    for (const own of framed()) {
      const kept = own[Symbol.for("mucdo.state")];
      if (!kept) continue;
      since = Math.min(since, own.performance.now() - kept.changed);
      busy = busy || stirs(own, kept);
    }
    if (!busy && since >= still) return resolve(true);
    later.call(window, look, busy ? 10 : Math.max(4, still - since));
  };
  look();
})
