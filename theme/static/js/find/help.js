// What could be done when nobody is found, or a word may have been meant otherwise.

import { element, say } from "./says.js";
import { nearest } from "./slips.js";
import { filtersOf, link } from "./ways.js";

// Of many words typed, so many are offered by themselves.
const MOST_WORDS = 4;
const missing = new URL("../missing/", import.meta.url).href;

const swapped = (text, typed, word) => text.split(/([^\p{L}\p{N}]+)/u).map((part) => (part.toLowerCase() === typed ? word : part)).join("");

// For a word that no listing has, the nearest that one has: of names, places, offers and synonyms before all others.
const meant = async ({ unknown, list }, { words: { starts } }) => {
  const found = unknown.map(async (word) => {
    const [first] = word;
    const [telling, other] = starts.split(" ").includes(first) ? await list(first) : ["", ""];
    return [word, nearest(word, telling.split(" "))[0] ?? nearest(word, other.split(" "))[0]];
  });
  return (await Promise.all(found)).filter(([, better]) => better);
};

// Each way with the count that it would give; those that give nobody are left out.
const waysOut = async (view, { engine, index, worded, sections: lists }) => {
  const { facets } = view;
  const state = view.state();
  // A wider search needs more of the index than the one that found nobody.
  await index.need(["rank", "how", ...facets.filter(({ name }) => state.chosen.has(name)).map(({ column }) => column)]);
  const everyone = index.range();
  const counted = (next) => engine.find(next.q ? worded.groups : everyone, next.chosen, state.lost, []).total;
  const offered = (name, ways) =>
    ways.map(([what, next]) => [what, next, counted(next)]).filter(([, , count]) => count).map(([what, next, count]) => link(view, say(name, { what, count }), next));

  // What somebody asked in a sentence may have no listing that says all of it. The rarest word tells most.
  const each = worded ? await worded.each() : [];
  const told = each.length > 1 ? each.map(([what, groups]) => ({ what, count: engine.find(groups, state.chosen, state.lost, []).total })) : [];
  const rarest = told.filter(({ count }) => count).sort((one, other) => one.count - other.count).slice(0, MOST_WORDS);
  const words = rarest.map(({ what, count }) => link(view, say("word", { what, count }), { ...state, q: what }));

  const filters = filtersOf(state, facets);
  const removals = offered("removal", filters.map(({ text, next }) => [text, next]));
  const alone = removals.length ? [] : offered("alone", filters.map(({ text, alone: next }) => [text, next]));

  const area = facets.find(({ name }) => name === "area");
  const wide = [...(state.chosen.get("area") ?? [])].flatMap((code) => area.above[code].map((above) => [area.labels[above], { ...state, chosen: new Map(state.chosen).set("area", new Set([above])) }]));
  const how = facets.find(({ name }) => name === "how");
  const away = how.values.flatMap((value, code) => (value === "in-person" ? [] : [code]));
  const online = lists.has("online") ? [] : offered("help-away", [["", { ...state, q: "", near: "", chosen: new Map([["how", new Set(away)]]) }]]);
  return [...words, ...removals, ...alone, ...offered("help-area", wide).slice(0, 1), ...online];
};

export const paintHelp = async (view, found, results) => {
  const { total, index, sections: lists, worded } = found;
  const { help } = view;
  const state = view.state();
  const mean = worded ? await meant(worded, index) : [];
  const ways = mean.map(([typed, word]) => link(view, say("mean", { word }), { ...state, q: swapped(state.q, typed, word) }));
  if (!total) {
    ways.push(...(await waysOut(view, found)));
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
  const filters = total ? [] : filtersOf(state, view.facets).map(({ text }) => text);
  const cause = filters.length > 1 ? [element("p", { textContent: say("cause", { what: new Intl.ListFormat(document.documentElement.lang).format(filters) }) })] : [];
  const list = element("ul", { className: "help-ways" }, ...ways.map((way) => element("li", {}, way)));
  help.hidden = !ways.length;
  help.replaceChildren(element("h3", { textContent: say("help-title") }), ...cause, list);
};
