// Shows an answer on the page: how many groups, the numbers beside the filters, and the cards.

import { areaFacet, elsewhere, facets, help, inPerson, labels, opener, panel, results, root, shower, sort, status } from "./page.js";
import { paintCounts } from "./panel.js";
import { sections } from "./results.js";
import { element, say } from "./says.js";
import { besidePlace } from "./state.js";

const plainList = [...results.childNodes];

const filtersOn = ({ chosen }) => [...chosen.values()].flatMap((codes) => [...codes]).length;

// The list that the page came with.
export const paintPlain = (state) => {
  status.textContent = "";
  help.hidden = elsewhere.hidden = true;
  paintBar(null, state);
  paintPanel();
  if (results.firstChild !== plainList[0]) results.replaceChildren(...plainList);
  dispatchEvent(new Event("shown"));
};

// While the answer to typed words takes long, no other list is below them.
export const paintLooking = () => {
  status.textContent = say("looking");
  results.replaceChildren();
  help.hidden = true;
};

export const paintTotal = ({ sections: lists, total, worded }, state) => {
  const on = filtersOn(state);
  const closed = worded?.closedPlaces.length ?? 0;
  const told = [total || !closed ? say(total ? "groups" : "nobody", { count: total }) : say("closed-groups", { count: closed })];
  for (const name of ["online", "wider"]) if (lists.has(name)) told.push(say(`${name}-count`, { count: lists.get(name).length }));
  if (on) told.push(say("filters", { count: on }));
  for (const word of besidePlace(worded?.unknown ?? [], state.near)) told.push(say("unknown", { word }));
  for (const { takenFor } of worded?.taken ?? []) told.push(say("taken", { word: takenFor }));
  if (worded?.apart) told.push(say("apart"));
  // A screen reader would read the same words again.
  if (status.textContent !== told.join(" ")) status.textContent = told.join(" ");
  paintBar(total, state);
};

// An area's count applies every filter except area.
export const paintNumbers = ({ counts, isKnown }, { q, lost, chosen }) => {
  const alone = !q && !lost && chosen.size === 1;
  paintPanel(counts, (facet, code) => (facet !== areaFacet || isKnown(code) ? null : alone ? facet.shown[code] : ""));
  elsewhere.hidden = alone || areaFacet.values.every((_, code) => isKnown(code));
};

const paintPanel = (...counts) => {
  paintCounts(panel, facets, ...counts);
  dispatchEvent(new Event("counted"));
};

// The page's own words stay until the index has brought those of the scripts.
export const paintBar = (total, state) => {
  const count = total ?? Number(panel.dataset.listed);
  opener.textContent = say("bar", { count, on: filtersOn(state) }) || opener.textContent;
  shower.textContent = say("show", { count }) || shower.textContent;
};

// Shows the cards. `shown` is how long each list was and becomes how long it is; `isLatest` says whether this answer is
// still wanted.
export const paintResults = async (found, near, { view, shown, isLatest }) => {
  const { index, worded, sections: lists } = found;
  const state = view.state();
  sort.hidden = !near;
  const order = ["here", "online", "wider", ...facets.map(({ name }) => `unsaid-${name}`)];
  const listed = order.filter((name) => lists.has(name)).flatMap((name) => byWords(name, lists.get(name), worded));
  if (near && state.sort) for (const [name, groups] of listed) if (name.startsWith("here")) near.order(groups);
  const grown = (name, list, groups) => {
    shown[name] = list.childElementCount;
    if (worded) import("./why.js").then(({ explainAll }) => explainAll(list, groups, { worded, index, facets }));
    if (list.isConnected) dispatchEvent(new Event("shown"));
  };
  // The groups of the area get a heading where there are others.
  const isParted = state.chosen.has("area") && listed.length > 1;
  const title = (name) => (name === "here" && !isParted ? "" : titleOf(name));
  const parts = await sections(listed, { index, labels, inPerson, title, shown, grown, marked: worded?.marked, distance: near?.tell });
  const closed = (await worded?.closedLines(root.dataset.groups)) ?? [];
  if (!isLatest()) return;
  results.replaceChildren(...closed, ...parts, ...lostButton(found, view));
  dispatchEvent(new Event("shown"));
  help.hidden = true;
  if (!found.total || worded?.taken.length || worded?.asked.length) await (await import("./help.js")).paintHelp(view, found, results);
};

const titleOf = (name) => {
  if (name.endsWith("-some")) return say("some-words");
  return facets.find((facet) => name === `unsaid-${facet.name}`)?.unsaid() ?? say(name);
};

// Groups that have every word, then those that have some, where there are both.
const byWords = (name, groups, worded) => {
  const end = worded ? groups.findIndex((group) => !worded.whole.has(group)) : 0;
  return end > 0 ? [[name, groups.slice(0, end)], [`${name}-some`, groups.slice(end)]] : [[name, groups]];
};

const lostButton = ({ lost }, view) => {
  const made = element("button", { type: "button", className: "button", textContent: say("lost", { count: lost }) });
  made.addEventListener("click", () => view.change({ lost: "yes" }));
  return lost ? [element("p", { className: "doors" }, made)] : [];
};
