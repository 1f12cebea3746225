// The filters: what can be chosen, what is chosen, and the count beside each value.

import { count, say } from "./says.js";

const above = (input) => input.closest("ul").parentElement.closest("li")?.querySelector("input");

// Reads the facets from the page: values in their order are codes, and lists in lists are what includes what.
export const readFacets = (panel) =>
  [...panel.querySelectorAll("[data-facet]")].map((box) => {
    const inputs = [...box.querySelectorAll("input[type=checkbox]")];
    const places = new Map(inputs.map((input, code) => [input, code]));
    const name = box.dataset.facet;
    const chain = (input) => {
      const over = above(input);
      return over ? [places.get(over), ...chain(over)] : [];
    };
    const parents = inputs.map(chain);
    return {
      name,
      box,
      inputs,
      counts: inputs.map((input) => input.parentElement.querySelector(".count")),
      shown: inputs.map((input) => input.parentElement.querySelector(".count").textContent),
      each: "each" in box.dataset,
      title: box.querySelector("legend").textContent,
      values: inputs.map((input) => input.value),
      labels: inputs.map((input) => input.nextElementSibling.textContent),
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

// Without counts the numbers of the page stand again: those of the whole directory.
export const paintCounts = (facets, counts, hidden = () => false) => {
  for (const facet of facets) {
    const found = counts?.get(facet.name);
    const on = facet.inputs.filter((input) => input.checked).length;
    facet.counts.forEach((place, code) => {
      const text = counts ? (found && !hidden(facet, code) ? count(found[code]) : "") : facet.shown[code];
      if (place.textContent !== text) place.textContent = text;
      place.classList.toggle("count-none", text === "0");
    });
    const note = facet.box.querySelector(".facet-on");
    note.hidden = !on;
    note.textContent = on ? say("chosen", { count: on }) : "";
  }
};

// "Show all 45", and looking for a word in a long list.
export const prepare = (facets) => {
  for (const { box, inputs, labels } of facets) {
    const all = box.querySelector("[data-all]");
    if (!all) continue;
    const words = all.textContent;
    const filter = box.querySelector(".facet-filter");
    const field = filter.querySelector("input");
    const narrow = () => {
      const wanted = field.value.trim().toLowerCase();
      inputs.forEach((input, code) => input.closest("li").classList.toggle("out", !labels[code].toLowerCase().includes(wanted)));
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
