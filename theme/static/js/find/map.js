// The map: regions first, then the councils of one. Each shape is a link with its count, and so is each line of the list.

import { fetched } from "./fetched.js";
import { element, say } from "./says.js";

const SVG = "http://www.w3.org/2000/svg";

const drawing = (tag, values, ...inside) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};

let paths;
let recount;
// Numbers are those beside the filters, whenever they change.
addEventListener("counted", () => recount?.());

export const draw = async (box, area, base, take) => {
  paths = paths ?? (await (await fetched(new URL(`../${base}/map.json`, import.meta.url))).json()).paths;
  const drawn = area.values.map((value) => paths[value]);
  const inside = (code) => area.values.flatMap((_, other) => (other === code || area.above[other].includes(code) ? [other] : []));
  const shapes = new Map();
  const shapeOf = (code) => {
    if (!shapes.has(code)) shapes.set(code, inside(code).map((other) => drawn[other] ?? "").join(""));
    return shapes.get(code);
  };
  const beneath = (code) => area.values.flatMap((_, other) => (area.above[other][0] === code ? [other] : []));
  const root = area.above.findIndex((codes) => !codes.length);
  // A nation made of regions is shown as those.
  const steps = (code) => beneath(code).flatMap((one) => (beneath(one).some((two) => beneath(two).length) && code === root ? beneath(one) : [one]));

  const show = (code, focus) => {
    const shown = steps(code).filter(shapeOf);
    const follow = (event, one) => {
      event.preventDefault();
      take(one);
      if (beneath(one).length) show(one, true);
    };
    const svg = drawing("svg", { class: "map", role: "group", "aria-label": area.labels[code] });
    const list = element("ul", { className: "count-list" });
    const lines = shown.map((one) => {
      const href = `#area=${encodeURIComponent(area.values[one])}`;
      const shape = drawing("a", { href }, drawing("path", { d: shapeOf(one), "vector-effect": "non-scaling-stroke" }));
      const line = element("a", { href, textContent: area.labels[one] });
      const number = element("span", { className: "count" });
      for (const made of [shape, line]) made.addEventListener("click", (event) => follow(event, one));
      svg.append(shape);
      list.append(element("li", {}, line, " ", number));
      return { one, shape, number };
    });
    recount = () => {
      for (const { one, shape, number } of lines) {
        const count = area.counts[one].textContent;
        number.textContent = count;
        shape.setAttribute("class", count === "0" ? "none" : "some");
        shape.setAttribute("aria-label", count ? say("on-map", { area: area.labels[one], count }) : area.labels[one]);
      }
    };
    recount();
    const back = element("button", { type: "button", className: "plain", textContent: say("map-back") });
    back.addEventListener("click", () => show(root, true));
    const heading = element("h3", { textContent: area.labels[code], tabIndex: -1 });
    box.replaceChildren(heading, ...(code === root ? [] : [back]), element("div", { className: "mapped" }, svg, list));
    const { x, y, width, height } = svg.getBBox();
    svg.setAttribute("viewBox", `${x - 4} ${y - 4} ${width + 8} ${height + 8}`);
    if (focus) heading.focus();
  };
  show(root);
};
