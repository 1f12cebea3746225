// What somebody could do next: when a word was taken for another or asks for a filter, or when no group is found.

import { element, say } from "./says.js";
import { filtersOf, link } from "./ways.js";

const missing = new URL("../missing/", import.meta.url).href;

// Each way with the count that it would give; those that give nobody are left out.
const waysOut = async (view, { engine, index, worded, sections: lists }) => {
  const { facets } = view;
  const state = view.state();
  // A wider search needs more of the index than the one that found nobody.
  await index.need(["rank", "how", ...facets.filter(({ name }) => state.chosen.has(name)).map(({ column }) => column)]);
  const everyone = index.range();
  const here = new Set(everyone);
  const counted = (next) => engine.find(next.q ? worded.groups.filter((group) => here.has(group)) : everyone, next.chosen, state.lost, [], next.q ? worded.named : undefined).total;
  const offered = (name, ways) =>
    ways.map(([what, next]) => [what, next, counted(next)]).filter(([, , count]) => count).map(([what, next, count]) => link(view, say(name, { what, count }), next));

  const filters = filtersOf(state, facets).filter(({ next }) => next.q || next.chosen.size);
  const removals = offered("removal", filters.map(({ text, next }) => [text, next]));
  const alone = removals.length ? [] : offered("alone", filters.map(({ text, alone: next }) => [text, next]));

  const area = facets.find(({ name }) => name === "area");
  const wide = [...(state.chosen.get("area") ?? [])].flatMap((code) => area.above[code].map((above) => [area.labels[above], { ...state, chosen: new Map(state.chosen).set("area", new Set([above])) }]));
  const how = facets.find(({ name }) => name === "how");
  const away = how.values.flatMap((value, code) => (value === "in-person" ? [] : [code]));
  const online = lists.has("online") ? [] : offered("help-away", [["", { ...state, q: "", near: "", chosen: new Map([["how", new Set(away)]]) }]]);
  return [...removals, ...alone, ...offered("help-area", wide).slice(0, 1), ...online];
};

// Typed words such as "online" or "near me" are better answered by a filter or by the device.
const askedFor = (view, { engine, ordered, worded }) => {
  const state = view.state();
  return worded.asked.flatMap(({ phrase, codes }) => {
    if (!codes.length) return state.near || state.chosen.has("area") ? [] : [whereIAm()];
    if (codes.every((code) => state.chosen.get("how")?.has(code))) return [];
    const next = { ...state, chosen: new Map(state.chosen).set("how", new Set(codes)) };
    const { total } = engine.find(ordered, next.chosen, state.lost, [], worded.named);
    return total ? [link(view, say("alone", { what: phrase, count: total }), next)] : [];
  });
};

const whereIAm = () => {
  const button = document.querySelector("#find-me");
  const made = element("button", { type: "button", className: "plain", textContent: button.textContent.trim() });
  made.addEventListener("click", () => button.click());
  return made;
};

const jumps = (lists, results) =>
  ["online", "wider"].filter((name) => lists.has(name)).map((name) => {
    const jump = element("a", { textContent: say(`help-${name}`, { count: lists.get(name).length }), href: "#find-results" });
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      results.querySelector(`.found-${name} a`)?.focus();
    });
    return jump;
  });

// What `found` calls for; nothing when groups are found for the words as they were typed.
export const paintHelp = async (view, found, results) => {
  const { total, sections: lists, worded } = found;
  const { help } = view;
  const state = view.state();
  const taken = worded?.taken ?? [];
  const typed = taken.map(({ word }) => word).join(say("comma"));
  const ways = worded ? askedFor(view, found) : [];
  if (taken.length) ways.unshift(link(view, say("exact", { word: typed }), { ...state, exact: "yes" }));
  if (!total) ways.push(...jumps(lists, results), ...(await waysOut(view, found)), element("a", { textContent: say("help-start"), href: missing }));
  const filters = total ? [] : filtersOf(state, view.facets).map(({ text }) => text);
  const cause = filters.length > 1 ? [element("p", { textContent: say("cause", { what: filters.join(say("comma")) }) })] : [];
  const title = total ? [] : [element("h3", { textContent: say("help-title") })];
  help.hidden = !ways.length;
  help.replaceChildren(...title, ...cause, element("ul", { className: "help-ways" }, ...ways.map((way) => element("li", {}, way))));
};
