// The page as HTML, cut at `most` characters: open shadow roots and same-origin frames in place, current values of controls as attributes.
(most) => {
  const SKIPPED = new Set(["NOSCRIPT"]);
  const absolute = (copy, base) => {
    for (const name of ["href", "src", "action"]) {
      const value = copy.getAttribute && copy.getAttribute(name);
      if (value && !/^(#|javascript:|data:|mailto:|tel:)/i.test(value)) {
        try { copy.setAttribute(name, new URL(value, base).href); } catch { /* left as written */ }
      }
    }
  };
  const values = (node, copy) => {
    if (node instanceof HTMLInputElement || node.tagName === "INPUT") {
      if (node.type !== "password" && node.type !== "file" && node.value !== (node.getAttribute("value") || "")) copy.setAttribute("value", node.value);
      copy.toggleAttribute("checked", node.checked);
    } else if (node.tagName === "TEXTAREA") {
      copy.textContent = node.value;
    } else if (node.tagName === "OPTION") {
      copy.toggleAttribute("selected", node.selected);
    }
  };
  let heads = "";
  const inside = (frame) => { try { return frame.contentDocument && frame.contentDocument.body; } catch { return null; } };
  const children = (node) => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.tagName === "SLOT" && node.assignedNodes) {
      const given = node.assignedNodes({ flatten: true });
      if (given.length) return given;
    }
    return node.childNodes;
  };
  // Iterative: markup may be nested deeper than the stack.
  const flatten = (root) => {
    const top = root.cloneNode(false);
    const work = [[root, top, null]];
    while (work.length) {
      const [node, copy, base] = work.pop();
      if (node.nodeType === 1) { values(node, copy); if (base) absolute(copy, base); }
      if (node.tagName === "TEXTAREA" || node.tagName === "TEMPLATE") continue;
      for (const child of children(node)) {
        if (SKIPPED.has(child.tagName)) continue;
        const body = child.tagName === "IFRAME" || child.tagName === "FRAME" ? inside(child) : null;
        const twin = body ? document.createElement("div") : child.cloneNode(child.tagName === "TEMPLATE");
        if (body) {
          twin.setAttribute("data-frame", child.contentDocument.URL);
          if (child.contentDocument.head) heads += child.contentDocument.head.innerHTML.slice(0, 100000);
        }
        copy.appendChild(twin);
        work.push([body || child, twin, body ? child.contentDocument.baseURI : base]);
      }
    }
    return top;
  };
  const composed = () => {
    const frames = document.querySelectorAll("iframe, frame").length;
    if (frames) return true;
    for (const element of document.querySelectorAll("*")) if (element.shadowRoot) return true;
    return false;
  };
  const plain = () => {
    const copy = document.documentElement.cloneNode(true);
    const controls = "input, textarea, option";
    const twins = copy.querySelectorAll(controls);
    document.querySelectorAll(controls).forEach((node, i) => values(node, twins[i]));
    copy.querySelectorAll("noscript").forEach((node) => node.remove());
    return copy;
  };
  const root = composed() ? flatten(document.documentElement) : plain();
  const html = "<!DOCTYPE html>" + root.outerHTML;
  const state = window[Symbol.for("mucdo.state")];
  let cookies = "";
  try { cookies = document.cookie.slice(0, 100000); } catch { /* a page that may have none */ }
  const opened = state ? state.opened.slice(0, 20) : [];
  return { html: html.length > most ? html.slice(0, most) : html, url: location.href, opened, heads: heads.slice(0, 500000), cookies };
}
