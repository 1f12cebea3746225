// What is wrong with where the keyboard is: a sentence, empty when nothing is; `null` at the page's end.
async () => {
  // A page scrolls to what gets the focus in its next frame.
  await new Promise(requestAnimationFrame);
  // Boxes begin and end between pixels, and their corners are round.
  const INSET = 2;
  const CORNER = 8;
  const element = document.activeElement;
  // Past the last stop comes the window itself, or the first stop again.
  if (!element || element === document.body || walked.has(element)) return null;
  walked.add(element);
  // Within a box for a day or a time stands a calendar or a clock, which the browser draws and rings itself.
  if (!element.matches(":focus")) return "";
  const told = `<${element.localName} class="${element.className}"> “${(element.textContent.trim() || element.name || "").slice(0, 40)}”`;
  let ring = element;
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // A card's link is drawn over its whole card by what stands after it, and so is its ring.
  const outlined = (one) => {
    const after = getComputedStyle(one, "::after");
    return drawn(getComputedStyle(one)) || (after.content !== "none" && drawn(after));
  };
  while (ring && !outlined(ring)) ring = ring.parentElement;
  if (!ring) return `${told} shows no focus`;
  if (ring.contains(document.querySelector("main"))) return `${told} shows focus only around the page`;

  const [high, wide] = [document.documentElement.clientHeight, document.documentElement.clientWidth];
  const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  if (!boxes.length) return `${told} has no size`;
  // What is taller than the window is always seen in part, and lies partly under what stays in its place.
  if (element.getBoundingClientRect().height > high) return "";
  for (const box of boxes) {
    const [middle, centre, corner] = [box.left + box.width / 2, box.top + box.height / 2, Math.min(CORNER, box.height / 4)];
    const points = [[middle, centre], [box.left + INSET, centre], [box.right - INSET, centre], [middle, box.top + INSET], [middle, box.bottom - INSET]];
    for (const x of [box.left + corner, box.right - corner]) points.push([x, box.top + corner], [x, box.bottom - corner]);
    for (const [x, y] of points) {
      if (x < 0 || y < 0 || x >= wide || y >= high) return `${told} lies outside of the window`;
      const found = document.elementFromPoint(x, y);
      // What lies under another part of its own card can be seen.
      if (found && !element.contains(found) && !found.contains(element) && !ring.contains(found)) return `${told} lies under <${found.localName} class="${found.className}">`;
    }
  }
  return "";
}
