// Resolves when nothing has changed for `quiet` ms, no short timer is pending and the document has loaded; or after `most` ms.
([quiet, most]) => new Promise((resolve) => {
  const state = window[Symbol.for("mucdo.state")];
  const start = performance.now();
  const look = () => {
    const now = performance.now();
    if (now - start >= most) return resolve(false);
    const still = now - (state ? state.changed : start);
    const busy = document.readyState !== "complete" || (state && state.timers.size > 0);
    if (!busy && still >= quiet) return resolve(true);
    poll(busy ? 15 : Math.max(5, quiet - still));
  };
  const later = state ? state.later : window.setTimeout; // the uncounted timer, or settling would wait for itself
  const poll = (wait) => later.call(window, look, wait);
  look();
})
