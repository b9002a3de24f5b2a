// Opens what a page keeps folded, so that it fetches what it shows there only then: `<details>`, and the heads of panels that hold nothing
// yet. How many were opened.
(most) => {
  const state = window[Symbol.for("mucdo.state")];
  const framed = (node) => { try { return node.contentDocument && node.contentDocument.body ? node.contentDocument : null; } catch { return null; } };
  const documents = [document, ...[...document.querySelectorAll("iframe, frame")].map(framed).filter(Boolean)];
  const roots = documents.flatMap((each) => [each, ...[...each.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean)]);
  const folded = roots.flatMap((root) => [...root.querySelectorAll("details:not([open])")]).slice(0, most);
  const words = (node) => (node && node.textContent ? node.textContent.trim() : "");
  // A menu, a tree and a box to choose from have such heads, too: theirs are no parts of what the page says.
  const elsewhere =
    "nav, header, footer, aside, form, dialog, table, a[href], [aria-haspopup]:not([aria-haspopup='false']), [role=tree], [role=treeitem]," +
    " [role=menu], [role=menubar], [role=menuitem], [role=navigation], [role=dialog], [role=combobox], [role=listbox], [role=grid], [role=banner]," +
    " [data-toggle=dropdown], [data-bs-toggle=dropdown]";
  const drops = (head) => /dropdown|menu|navbar/i.test(`${head.className} ${head.parentElement ? head.parentElement.className : ""}`);
  const MOST_HEADS = 12; // more than a page has parts: rows of a list, of which each has a page of its own
  const MOST_HEIGHT = 3; // elements from a head to what its panel stands beside
  const panel = (head) => {
    const named = head.getAttribute("aria-controls");
    const told = named && head.getRootNode().getElementById ? head.getRootNode().getElementById(named) : null;
    if (told) return told;
    let node = head;
    for (let i = 0; i < MOST_HEIGHT && node; i += 1, node = node.parentElement) {
      if (node.nextElementSibling && node.nextElementSibling.querySelector("[aria-expanded]")) return null; // the next head
      if (node.nextElementSibling) return node.nextElementSibling.hasAttribute("aria-expanded") ? null : node.nextElementSibling;
      if (node.parentElement && words(node.parentElement) !== words(head)) return null;
    }
    return null;
  };
  const heads = roots
    .flatMap((root) => [...root.querySelectorAll("[aria-expanded='false']")])
    .filter((head) => words(head) && !head.closest(elsewhere) && !drops(head) && !head.querySelector("[aria-expanded], input, select"))
    .filter((head) => words(panel(head)) === "");
  // One alone, or several of as many makes, are buttons that open something: the heads of parts are alike.
  const make = (head) => `${head.tagName} ${head.className}`;
  const alike = heads.filter((head) => heads.some((other) => other !== head && make(other) === make(head)));
  const pressed = alike.length <= MOST_HEADS ? alike : [];
  if (folded.length + pressed.length && state) state.changed = performance.now();
  for (const each of folded) each.open = true;
  for (const each of pressed) each.click();
  return folded.length + pressed.length;
}
