// What is on: words, a place and filters, each a link that takes it away.

import { element, say } from "./says.js";
import { written } from "./state.js";

export const link = ({ facets, active, heading, go }, text, next) => {
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

// What filters by its name, the state without it, and the state with nothing else.
export const filtersOf = (state, facets) => [
  ...(state.q ? [{ text: say("words", { what: state.q }), next: { ...state, q: "" }, alone: { ...state, chosen: new Map() } }] : []),
  ...facets.flatMap(({ name, labels }) =>
    [...(state.chosen.get(name) ?? [])].map((code) => ({
      text: labels[code],
      next: without(state, name, code),
      alone: { ...state, q: "", chosen: new Map([[name, new Set([code])]]) },
    })),
  ),
];

export const paintActive = (view) => {
  const { facets, active, note } = view;
  const state = view.state();
  const on = filtersOf(state, facets);
  if (state.near) on.splice(state.q ? 1 : 0, 0, { text: say("near", { what: state.near }), next: { ...state, near: "", sort: "" } });
  active.hidden = !on.length;
  active.replaceChildren(
    ...on.map(({ text, next }) => {
      const made = link(view, text, next);
      made.setAttribute("aria-label", say("remove", { what: text }));
      return element("li", {}, made);
    }),
  );
  note.hidden = !state.unknown.length;
  note.textContent = state.unknown.length ? say("unknown-state", { what: state.unknown.join(say("comma")) }) : "";
};
