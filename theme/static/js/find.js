// The find page: filters, words and places, all on the device. What is asked for stands behind the # and goes nowhere.

import { Answers } from "./find/answers.js";
import { fetched } from "./find/fetched.js";
import { choose, chosenIn, paintCounts, prepare, readFacets } from "./find/panel.js";
import { sections } from "./find/results.js";
import { element, say } from "./find/says.js";
import { keep, read } from "./find/state.js";
import { paintActive } from "./find/ways.js";

const WAIT = 150;
const pick = (id) => document.querySelector(`#find-${id}`);
const [form, panel, words, where, status, results, heading, active, help, note, opener, shower, sort, elsewhere, mapped, places] = [
  ..."form panel words where status results heading active help note open show sort elsewhere mapped places".split(" "),
].map(pick);
const root = document.querySelector("#finder");
const facets = readFacets(panel);
const areaFacet = facets.find((facet) => facet.name === "area");
const labels = Object.fromEntries(facets.map((facet) => [facet.name, facet.labels]));
const titles = Object.fromEntries(facets.map((facet) => [`unsaid-${facet.name}`, facet.unsaid]));
for (const name of ["online", "wider"]) titles[name] = say(name);
const plainList = [...results.childNodes];

let state = read(facets);
const view = { facets, active, help, note, heading, state: () => state, go: (next) => restore(next) };
const answers = new Answers(new URL("../finder/", import.meta.url), root.dataset.index, facets);
let lastPlace = "";
let latest = 0;
let running;
let lengths = {};

const whereabouts = () => import("./find/where.js");

// How many there are is seen first, then the numbers beside the filters; only then are cards made and the address written.
const frame = () => new Promise((done) => (document.hidden ? done() : requestAnimationFrame(() => setTimeout(done))));

const kept = () => keep(state, facets);

// The page as it came: nothing is asked for, and no more groups than it had.
const isPlain = () => !state.q && !state.near && !state.lost && !state.chosen.size && !lengths.here;

const run = (how) => (running = painting(how));

const painting = async ({ shown = {} } = {}) => {
  const mine = ++latest;
  clearTimeout(timer);
  results.setAttribute("aria-busy", true);
  lengths = shown;
  try {
    if (isPlain()) return paintPlain();
    const found = await answers.to(state);
    if (mine !== latest) return;
    const near = state.near ? await (await whereabouts()).nearness(state, found, facets, root.dataset) : null;
    if (mine !== latest) return;
    paintTotal(found);
    await frame();
    if (mine !== latest) return;
    paintNumbers(found);
    await frame();
    kept();
    if (mine === latest) await paintResults(found, near, shown, mine);
  } catch (error) {
    if (mine === latest) fail(error);
  } finally {
    if (mine === latest) results.removeAttribute("aria-busy");
  }
};

const paintPlain = () => {
  kept();
  status.textContent = "";
  help.hidden = elsewhere.hidden = true;
  paintBar(null);
  paintPanel();
  if (results.firstChild !== plainList[0]) results.replaceChildren(...plainList);
  dispatchEvent(new Event("shown"));
};

// When the site was published anew since, what this page asks for has gone.
const isOlder = async () => {
  const page = await (await fetched(location.pathname, { cache: "no-cache" })).text();
  return ![root.dataset.index, import.meta.url.split("/").at(-1)].every((name) => page.includes(name));
};

const explain = async (place, what, error) => {
  const mine = latest;
  console.error(error);
  place.textContent = say(error.told ?? what);
  const older = await isOlder().catch(() => false);
  if (older && mine === latest) place.textContent = say("other-build");
};

// What else can't be had leaves the results as they are.
const tell = (box, what, error) => {
  const line = element("p", { tabIndex: -1 });
  box.replaceChildren(line);
  box.hidden = false;
  return explain(line, what, error);
};

const fail = (error) => {
  paintPlain();
  return explain(status, state.q ? "words-failed" : "failed", error);
};

const filtersOn = () => [...state.chosen.values()].flatMap((codes) => [...codes]).length;

const paintTotal = ({ sections: lists, total, worded }) => {
  const on = filtersOn();
  const told = [total ? say("groups", { count: total }) : say("nobody")];
  for (const name of ["online", "wider"]) if (lists.has(name)) told.push(say(`${name}-count`, { count: lists.get(name).length }));
  if (on) told.push(say("filters", { count: on }));
  for (const word of worded?.unknown ?? []) told.push(say("unknown", { word }));
  if (worded?.common.length) told.push(say("common", { words: worded.common.join(", ") }));
  // The same words said again would be read out again.
  if (status.textContent !== told.join(" ")) status.textContent = told.join(" ");
  paintBar(total);
};

const paintNumbers = ({ counts, isKnown }) => {
  // An area's count minds every filter but areas.
  const alone = !state.q && !state.lost && state.chosen.size === 1;
  paintPanel(counts, (facet, code) => (facet !== areaFacet || isKnown(code) ? null : alone ? facet.shown[code] : ""));
  elsewhere.hidden = alone || areaFacet.values.every((_, code) => isKnown(code));
};

const paintPanel = (...counts) => {
  paintCounts(panel, facets, ...counts);
  dispatchEvent(new Event("counted"));
};

const paintBar = (total) => {
  const everyone = Number(panel.dataset.listed);
  opener.textContent = say("bar", { count: total ?? everyone, on: filtersOn() });
  shower.textContent = say("show", { count: total ?? everyone });
};

const paintResults = async (found, near, shown, mine) => {
  const { index, worded, sections: lists } = found;
  sort.hidden = !near;
  if (near && state.sort && lists.has("here")) near.order(lists.get("here"));
  const order = ["here", "online", "wider", ...facets.map(({ name }) => `unsaid-${name}`)];
  const listed = order.filter((name) => lists.has(name)).map((name) => [name, lists.get(name)]);
  const grown = (name, list) => {
    shown[name] = list.childElementCount;
    worded?.excerpts(list, lists.get(name));
    if (list.isConnected) dispatchEvent(new Event("shown"));
  };
  // What is found in the area stands under a heading where there is more than that.
  titles.here = state.chosen.has("area") && listed.length > 1 ? say("here") : "";
  const parts = await sections(listed, { index, labels, titles, shown, grown, pattern: worded?.pattern, distance: near?.tell });
  if (mine !== latest) return;
  results.replaceChildren(...parts, ...lostButton(found));
  dispatchEvent(new Event("shown"));
  help.hidden = true;
  if (!found.total || worded?.unknown.length) await (await import("./find/help.js")).paintHelp(view, found, results);
};

const lostButton = ({ lost }) => {
  const made = element("button", { type: "button", className: "button", textContent: say("lost", { count: lost }) });
  made.addEventListener("click", () => change({ lost: "yes" }));
  return lost ? [element("p", { className: "doors" }, made)] : [];
};

// What was just pressed is seen in its place; it stands among the filters that are on once the numbers were painted.
const change = async (more) => {
  state = { ...state, chosen: chosenIn(facets), unknown: [], ...more };
  await Promise.all([frame().then(frame).then(() => paintActive(view)), run()]);
};

const restore = async (next, shown) => {
  state = next;
  words.value = state.q;
  where.value = lastPlace = state.near;
  choose(facets, state.chosen);
  for (const input of sort.querySelectorAll("input")) input.checked = input.value === state.sort;
  paintActive(view);
  await run({ shown });
  // A place that wasn't looked up yet, as the front page sends it.
  if (!state.where) return;
  where.value = state.where;
  await placed();
};

let timer;
const settle = () => change({ q: words.value.trim() });
words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(settle, WAIT);
});
// What looks for words comes while the first is typed.
words.addEventListener("focus", () => import("./find/words.js").catch(() => {}), { once: true });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await placed();
  await settle();
  // A question about the place comes before the results.
  (places.hidden ? heading : places.firstChild).focus();
});

let placing;
const placed = () => {
  const typed = where.value.trim();
  if (typed !== lastPlace) placing = place((lastPlace = typed));
  return placing;
};
const place = async (typed) => {
  try {
    const found = await (await whereabouts()).resolve(typed, facets, root.dataset, places);
    if (found) await take(found);
  } catch (error) {
    lastPlace = "";
    tell(places, "places-failed", error);
  }
};

// A place sets the filter of its area and the point that distances are measured from.
const take = ({ areas, near, text }) => {
  choose(facets, new Map([...chosenIn(facets), ["area", new Set(areas)]]));
  where.value = text;
  lastPlace = text;
  return change({ near, where: "" });
};
where.addEventListener("change", placed);
places.addEventListener("place", (event) => take(event.detail));
pick("me").addEventListener("click", async () => (await whereabouts()).here(facets, root.dataset, places));

panel.addEventListener("change", (event) => {
  if (event.target.name === "sort") change({ sort: event.target.value });
  else if (event.target.type === "checkbox") change({});
});
// A filter folded open wants its counts; the results stay as they are. What is being painted may not know of it yet.
let folds = 0;
const recount = async () => {
  const last = ++folds;
  await running;
  const mine = latest;
  const found = last === folds && (await answers.to(state));
  if (found && mine === latest && last === folds) paintNumbers(found);
};
const recounted = () => !isPlain() && recount().catch(fail);
const unfolded = ({ target }) => {
  if (!target.open || isPlain()) return;
  // What stood there when the fold was closed isn't what would be counted now.
  for (const { box, part } of facets) if (box === target) part.classList.add("uncounted");
  recounted();
};
panel.addEventListener("toggle", unfolded, true);
const countEverywhere = () => {
  answers.everywhere = true;
  recounted();
};
elsewhere.lastElementChild.addEventListener("click", () => {
  areaFacet.box.firstElementChild.focus();
  countEverywhere();
});
opener.addEventListener("click", () => {
  const is = root.classList.toggle("panel-open");
  opener.setAttribute("aria-expanded", is);
});
shower.addEventListener("click", () => {
  root.classList.remove("panel-open");
  opener.setAttribute("aria-expanded", false);
  heading.focus();
});
// The list that the page came with goes on with groups from the index.
pick("more")?.addEventListener("click", async () => {
  const there = results.querySelectorAll("article").length;
  await run({ shown: { here: 2 * there } });
  results.querySelectorAll("article")[there]?.querySelector("a").focus();
});
pick("map")?.addEventListener("click", async (event) => {
  const is = event.currentTarget.getAttribute("aria-expanded") !== "true";
  event.currentTarget.setAttribute("aria-expanded", is);
  mapped.hidden = !is;
  if (!is) return;
  try {
    await (await import("./find/map.js")).draw(mapped, areaFacet, root.dataset.places, (code) => take({ areas: [code], near: "", text: "" }));
    countEverywhere();
  } catch (error) {
    tell(mapped, "map-failed", error);
  }
});

addEventListener("hashchange", () => restore(read(facets)));

// Coming back shows what was there: as many groups, the same place on the page, the same thing in focus.
history.scrollRestoration = "manual";
addEventListener("pagehide", () => {
  kept();
  history.replaceState({ shown: lengths, scroll: scrollY, focus: document.activeElement.closest?.("article")?.dataset.group }, "");
});

prepare(panel);
paintBar(null);
const before = history.state ?? {};
if (location.hash || location.search || before.shown?.here) await restore(state, before.shown);
document.querySelector(`[data-group="${before.focus ?? ""}"] a`)?.focus({ preventScroll: true });
if (before.scroll) scrollTo(0, before.scroll);
// The first press is answered sooner when the smaller part of the index is there and was gone through once.
const early = ({ index }) => index.eager && index.need(index.sets[0].starts[1] ? ["offer"] : ["offer", "name"]).then(() => (isPlain() ? answers.to(state) : recounted()));
if (isPlain()) addEventListener("load", () => answers.open().then(early).catch(() => {}));
