// Presses the element at a place among those that match a selector, counted as `serialise.js` writes them: inside open shadow roots, too.
([selector, index]) => {
  const children = (node) => {
    if (node.shadowRoot) return [...node.shadowRoot.children];
    if (node.tagName === "SLOT" && node.assignedElements) {
      const given = node.assignedElements({ flatten: true });
      if (given.length) return given;
    }
    return [...node.children];
  };
  const composed = () => {
    let left = index;
    const work = [document.documentElement];
    while (work.length) {
      const node = work.pop();
      if (node.matches(selector) && left-- === 0) return node;
      if (node.tagName !== "NOSCRIPT" && node.tagName !== "TEMPLATE") work.push(...children(node).reverse());
    }
    return undefined;
  };
  const shadowed = [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
  const found = shadowed ? composed() : document.querySelectorAll(selector)[index];
  if (!found) return false;
  const state = window[Symbol.for("mucdo.state")];
  if (state) state.changed = performance.now();
  found.scrollIntoView({ block: "center" });
  found.click();
  return true;
}
