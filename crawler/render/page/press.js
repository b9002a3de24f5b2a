// Presses the element at a place among those that match a selector, counted as `serialise.js` writes them: inside open shadow roots and
// same-origin frames, too, which it writes as a `div`.
// Twice is a double press, with both presses that belong to it.
// With words, what shows other words there is not meant: the first match that shows these is, the place being that of another copy of the page.
([selector, index, words, twice]) => {
  const framed = (node) => {
    if (node.tagName !== "IFRAME" && node.tagName !== "FRAME") return null;
    try { return node.contentDocument && node.contentDocument.body; } catch { return null; }
  };
  const children = (node) => {
    if (framed(node)) return [...framed(node).children];
    if (node.shadowRoot) return [...node.shadowRoot.children];
    if (node.tagName === "SLOT" && node.assignedElements) {
      const given = node.assignedElements({ flatten: true });
      if (given.length) return given;
    }
    return [...node.children];
  };
  const shows = (node) => !words || (node.textContent || "").replace(/\s+/g, " ").trim() === words;
  const composed = (wanted) => {
    let left = wanted;
    const work = [document.documentElement];
    while (work.length) {
      const node = work.pop();
      const written = framed(node) ? document.createElement("div") : node;
      if (written.matches(selector) && (wanted < 0 ? shows(node) : left-- === 0)) return node;
      if (node.tagName !== "NOSCRIPT" && node.tagName !== "TEMPLATE") work.push(...children(node).reverse());
    }
    return undefined;
  };
  const shadowed = [...document.querySelectorAll("*")].some((element) => element.shadowRoot || framed(element));
  const at = (place) => {
    if (shadowed) return composed(place);
    const matches = document.querySelectorAll(selector);
    return place < 0 ? [...matches].find(shows) : matches[place];
  };
  const there = at(index);
  const found = there && shows(there) ? there : words ? at(-1) : there;
  if (!found) return false;
  for (const own of new Set([window, found.ownerDocument.defaultView])) {
    const state = own && own[Symbol.for("mucdo.state")];
    if (state) state.changed = own.performance.now();
  }
  // Who presses one of the choices of a box chooses it.
  const box = found.tagName === "OPTION" && found.closest("select");
  if (box) {
    found.selected = true;
    box.scrollIntoView({ block: "center" });
    for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
    return true;
  }
  // Who presses a line presses the words in it: a listener may stand on what holds them, and one on the line hears it all the same.
  const said = (node) => (node.textContent || "").trim();
  let pressed = found;
  while (/^(?:LI|TD|DIV|P|DT|DD)$/.test(pressed.tagName) && said(pressed)) {
    const inner = [...pressed.children].find((child) => child.click && said(child) === said(pressed));
    if (!inner) break;
    pressed = inner;
  }
  found.scrollIntoView({ block: "center" });
  pressed.click();
  if (twice) {
    pressed.click();
    pressed.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, cancelable: true, composed: true, detail: 2 }));
  }
  return true;
}
