// The links, buttons and fields that stand alone and can't be pressed anywhere in a square of 44 px: a list of sentences.
// Shapes on a map are left out: each is a line of the list beside it too.
() => {
  const SIDE = 44;
  const faults = [];
  const told = (element) => `<${element.localName} class="${element.className}"> “${(element.textContent.trim() || element.name || "").slice(0, 40)}” of ${element.closest("[class]:not(a)")?.className}`;
  // A link in a sentence: its line of text has words that aren't links.
  const inSentence = (element) => {
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    if (/flex|grid/.test(getComputedStyle(block).display)) return false;
    const copy = block.cloneNode(true);
    copy.querySelectorAll("a, button, ul, ol, svg, .count").forEach((part) => part.remove());
    return copy.textContent.trim() !== "";
  };
  const pressed = (x, y, element) => {
    const found = document.elementFromPoint(x, y);
    return found && (element.contains(found) || (found.localName === "label" && found.control === element));
  };
  for (const element of document.querySelectorAll("a[href], button, summary, input, select, textarea")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(".skip, .hidden, svg a") || inSentence(element)) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const reach = (dx, dy) => {
      let step = 0;
      while (step < SIDE && pressed(x + dx * (step + 1), y + dy * (step + 1), element)) step += 1;
      return step;
    };
    const wide = reach(-1, 0) + reach(1, 0) + 1;
    const high = reach(0, -1) + reach(0, 1) + 1;
    // A pixel for edges that lie between two pixels.
    if (high < SIDE - 1 || wide < SIDE - 1) faults.push(`${told(element)} is ${wide} × ${high} px`);
  }
  scrollTo(0, 0);
  return faults;
}
