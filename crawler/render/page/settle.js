// Resolves with true when the page is drawn: loaded, no request or short timer of it under way, nothing changed for `quiet` ms or for
// twice the time that the server took to answer, up to `patience` ms; with false after `most` ms.
([quiet, patience, most]) => new Promise((resolve) => {
  const state = window[Symbol.for("mucdo.state")];
  const start = performance.now();
  const later = state ? state.later : window.setTimeout; // the uncounted timer, or settling would wait for itself
  const [entry] = performance.getEntriesByType("navigation");
  const answered = entry ? entry.responseStart - entry.requestStart : 0;
  const still = Math.min(patience, Math.max(quiet, 2 * answered));
  const refresh = document.querySelector('meta[http-equiv="refresh" i]');
  const leaves = refresh ? 1000 * (parseFloat(refresh.content) || 0) + 500 : 0; // a page that only sends on
  const look = () => {
    const now = performance.now();
    if (now - start >= most) return resolve(false);
    const since = now - (state ? state.changed : start);
    const busy = document.readyState !== "complete" || (state && (state.timers.size > 0 || state.open > 0)) || (leaves < 5000 && now < leaves);
    if (!busy && since >= still) return resolve(true);
    later.call(window, look, busy ? 10 : Math.max(4, still - since));
  };
  look();
})
