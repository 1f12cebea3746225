// What is wrong with the layout of the page at its present width: a list of sentences, empty when nothing is.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const told = (element) => {
    const kind = element.className && typeof element.className === "string" ? `.${element.className.replaceAll(" ", ".")}` : "";
    return `<${element.localName}${kind}> “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };
  // Left out on purpose: the skip link before it is focused, and what only screen readers read.
  const aside = (element) => element.closest(".skip:not(:focus), .hidden:not(:focus, :active), template, noscript");

  // A wide table of figures scrolls inside a region that a keyboard reaches (WCAG 1.4.10 lets tables of data need both ways).
  const scrolls = (element) => element.closest("[role=region][tabindex='0']");

  // What lies beyond the edge of a list that scrolls is hidden there.
  const lists = [...document.body.querySelectorAll("*")].filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY));
  const beyond = (element, box) =>
    lists.some((list) => {
      const edge = list.getBoundingClientRect();
      return list.contains(element) && (box.top < edge.top || box.bottom > edge.bottom);
    });

  scrollTo(0, 0);
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} px wide in ${width} px`);

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || aside(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      if (scrolls(element) || beyond(element, box)) continue;
      if (box.left < -1 || box.right > width + 1) faults.push(`${told(element)} runs out of the window (${Math.round(box.left)} to ${Math.round(box.right)})`);
      pieces.push({ node, element, box });
    }
  }

  // Words over words: letters of two texts on the same spot.
  pieces.sort((one, other) => one.box.top - other.box.top);
  pieces.forEach((one, at) => {
    for (let next = at + 1; next < pieces.length && pieces[next].box.top < one.box.bottom; next += 1) {
      const other = pieces[next];
      if (other.node === one.node) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (across > 2 && down > 0.45 * Math.min(one.box.height, other.box.height)) faults.push(`${told(other.element)} lies over ${told(one.element)}`);
    }
  });

  for (const element of document.body.querySelectorAll("*")) {
    // What is written in a field scrolls within it.
    if (aside(element) || element.closest("svg, input") || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline") continue;
    const cutsAcross = style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll";
    const cutsDown = style.overflowY !== "visible" && style.overflowY !== "auto" && style.overflowY !== "scroll";
    if (cutsAcross && element.scrollWidth > element.clientWidth + 1) faults.push(`${told(element)} is cut off at its side`);
    if (cutsDown && element.scrollHeight > element.clientHeight + 1) faults.push(`${told(element)} is cut off at its foot`);
    if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1 && !element.closest("table, pre") && !scrolls(element)) faults.push(`${told(element)} scrolls sideways`);
  }
  return [...new Set(faults)].slice(0, 10);
}
