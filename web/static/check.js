// Follows a check that is under way. Without script the page is reloaded by hand or by itself.
"use strict";
(() => {
  const box = document.querySelector("[data-events]");
  if (!box || !window.EventSource) return;
  const source = new EventSource(box.dataset.events);
  const show = (event) => {
    const news = JSON.parse(event.data);
    for (const cell of box.querySelectorAll("[data-count]")) {
      cell.textContent = (news.progress[cell.dataset.count] ?? 0).toLocaleString(document.documentElement.lang);
    }
    const state = box.querySelector("[data-state]");
    if (state) state.textContent = state.dataset[news.state] ?? "";
  };
  source.addEventListener("progress", show);
  source.addEventListener("done", (event) => {
    show(event);
    source.close();
    window.location.reload();
  });
})();
