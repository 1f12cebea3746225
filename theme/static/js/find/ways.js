// The filters that are on, each a link that takes it away, and what could be done when nobody is found.

import { element, say } from "./says.js";
import { written } from "./state.js";

const missing = new URL("../missing/", import.meta.url).href;

const link = ({ facets, active, heading, go }, text, next) => {
  const made = element("a", { textContent: text, href: `#${written(next, facets)}` });
  made.addEventListener("click", (event) => {
    event.preventDefault();
    const place = [...active.querySelectorAll("a")].indexOf(made);
    go(next);
    // The one that took its place, else the heading: focus is never lost with what was taken away.
    const left = active.querySelectorAll("a");
    (left[Math.min(Math.max(place, 0), left.length - 1)] ?? heading).focus();
  });
  return made;
};

const without = (state, name, code) => {
  const codes = new Set(state.chosen.get(name));
  codes.delete(code);
  const chosen = new Map(state.chosen).set(name, codes);
  if (!codes.size) chosen.delete(name);
  return { ...state, chosen, unknown: [] };
};

const chosenOnes = (state, facets) =>
  facets.flatMap(({ name, labels }) => [...(state.chosen.get(name) ?? [])].map((code) => [labels[code], without(state, name, code)]));

export const paintActive = (view) => {
  const { facets, active, note } = view;
  const state = view.state();
  const links = chosenOnes(state, facets);
  if (state.near) links.unshift([say("near", { what: state.near }), { ...state, near: "", sort: "" }]);
  if (state.q) links.unshift([say("words", { what: state.q }), { ...state, q: "" }]);
  active.hidden = !links.length;
  active.replaceChildren(
    ...links.map(([text, next]) => {
      const made = link(view, text, next);
      made.setAttribute("aria-label", say("remove", { what: text }));
      return element("li", {}, made);
    }),
  );
  note.hidden = !state.unknown.length;
  note.textContent = state.unknown.length ? say("unknown-state", { what: state.unknown.join(", ") }) : "";
};

// What each single removal would give, what reaches here from elsewhere, and how groups begin.
export const paintHelp = (view, { total, engine, ordered, sections: lists, worded }, results) => {
  const { facets, help } = view;
  const state = view.state();
  help.hidden = total > 0 && !worded?.mean.length;
  if (help.hidden) return;
  const ways = (worded?.mean ?? []).map(([typed, word]) => link(view, say("mean", { word }), { ...state, q: swapped(state.q, typed, word) }));
  if (!total) {
    for (const [what, next] of chosenOnes(state, facets)) {
      const { total: count } = engine.find(ordered, next.chosen, state.lost, []);
      if (count) ways.push(link(view, say("removal", { what, count }), next));
    }
    for (const name of ["online", "wider"]) {
      if (!lists.has(name)) continue;
      const jump = element("a", { textContent: say(`help-${name}`, { count: lists.get(name).length }), href: "#find-results" });
      jump.addEventListener("click", (event) => {
        event.preventDefault();
        results.querySelector(`.found-${name} a`)?.focus();
      });
      ways.push(jump);
    }
    ways.push(element("a", { textContent: say("help-start"), href: missing }));
  }
  const list = element("ul", { className: "help-ways" }, ...ways.map((way) => element("li", {}, way)));
  help.replaceChildren(element("h3", { textContent: say("help-title") }), list);
};

const swapped = (text, typed, word) => text.split(/([^\p{L}\p{N}]+)/u).map((part) => (part.toLowerCase() === typed ? word : part)).join("");
