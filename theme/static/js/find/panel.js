// The filters: what can be chosen, what is chosen, and the count beside each value.

import { count, say } from "./says.js";
import { plainSlug } from "./slug.js";

const above = (input) => input.closest("ul").parentElement.closest("li")?.querySelector("input");

// Reads the facets from the page: values in their order are codes, and lists in lists are what includes what.
// The questions of a family share a column of the index, each with its own number.
export const readFacets = (panel) =>
  [...panel.querySelectorAll("[data-facet]")].map((part) => {
    const { facet: name, family } = part.dataset;
    const inputs = [...part.querySelectorAll("[type=checkbox]")];
    const counts = inputs.map((input) => input.parentElement.querySelector("b"));
    const labels = inputs.map((input) => input.nextElementSibling.textContent);
    const chain = (input) => {
      const over = above(input);
      return over ? [inputs.indexOf(over), ...chain(over)] : [];
    };
    // A value that follows from its label isn't said by the page.
    inputs.forEach((input, code) => input.hasAttribute("value") || (input.value = plainSlug(labels[code])));
    const parents = inputs.map(chain);
    const shown = counts.map((place) => place.textContent);
    return {
      name,
      part,
      box: part.closest("details"),
      inputs,
      counts,
      shown,
      painted: [...shown],
      column: family ?? name,
      question: family ? [...part.parentElement.children].indexOf(part) : undefined,
      unsaid: () => say(name === "for" ? "unsaid-for" : family ? "unsaid-question" : "unsaid", { what: family ? labels[0] : part.querySelector("legend").textContent }),
      values: inputs.map((input) => input.value),
      labels,
      above: parents,
      // The whole country includes only what names it, or it would hold everyone.
      within: name === "area" ? parents.map((codes) => codes.slice(0, -1)) : parents,
    };
  });

export const chosenIn = (facets) =>
  new Map(
    facets
      .map(({ name, inputs }) => [name, new Set([...inputs.keys()].filter((code) => inputs[code].checked))])
      .filter(([, codes]) => codes.size),
  );

export const choose = (facets, chosen) => {
  for (const { name, inputs } of facets) inputs.forEach((input, code) => (input.checked = chosen.get(name)?.has(code) ?? false));
};

// Without counts the numbers of the page stand again: those of the whole directory. `instead` may say what else stands for one.
export const paintCounts = (panel, facets, counts, instead) => {
  for (const facet of facets) {
    const found = counts?.get(facet.name);
    // To empty the hundreds that stand folded away would take longer than all else.
    if (counts && !found) continue;
    facet.counts.forEach((place, code) => {
      const text = found ? instead(facet, code) ?? count(found[code]) : facet.shown[code];
      if (facet.painted[code] === text) return;
      facet.painted[code] = place.textContent = text;
      place.parentElement.classList.toggle("none", text === "0");
    });
    facet.part.classList.remove("uncounted");
  }
  for (const box of panel.querySelectorAll(".facet")) {
    const note = box.querySelector(".facet-on");
    const on = box.querySelectorAll(":checked").length;
    const text = on ? say("chosen", { count: on }) : "";
    if (note.textContent === text) continue;
    note.textContent = text;
    note.hidden = !text;
  }
};

// "Show all 45", and looking for a word in a long list.
export const prepare = (panel) => {
  for (const box of panel.querySelectorAll(".facet")) {
    const all = box.querySelector("[data-all]");
    if (!all) continue;
    const words = all.textContent;
    const filter = box.querySelector(".facet-filter");
    const field = filter.querySelector("input");
    const narrow = () => {
      const wanted = field.value.trim().toLowerCase();
      // An item holds what is beneath it, so that one stays with its children.
      for (const { parentElement: item } of box.querySelectorAll("li > label")) item.classList.toggle("out", !item.textContent.toLowerCase().includes(wanted));
    };
    all.addEventListener("click", () => {
      const open = box.classList.toggle("facet-all");
      all.setAttribute("aria-expanded", open);
      all.textContent = open ? say("fewer") : words;
      filter.hidden = !open;
      field.value = "";
      narrow();
    });
    field.addEventListener("input", narrow);
  }
};
