// The find page: filters, words and places, all on the device. What is asked for is kept behind the # and goes nowhere.

import { announce } from "./find/announce.js";
import { Answers } from "./find/answers.js";
import { explainFailure, explainIn } from "./find/failures.js";
import { active, areaFacet, elsewhere, facets, form, heading, help, mapped, note, opener, panel, pick, places, results, root, shower, sort, status, where, words } from "./find/page.js";
import { paintBar, paintLooking, paintNumbers, paintPlain, paintResults, paintTotal } from "./find/painting.js";
import { choose, chosenIn, prepare } from "./find/panel.js";
import { keep, read } from "./find/state.js";

const WAIT = 150;
const LOOKING_AFTER = 300;
let state = read(facets);
const view = { facets, active, help, note, heading, state: () => state, go: (next) => restore(next), change: (more) => change(more) };
const answers = new Answers(new URL("../finder/", import.meta.url), root.dataset.index, facets);
// The last words that were looked up as places, and those that a place was taken from.
let lookedUp = "";
let taken = "";
let lastPlace = "";
let latest = 0;
let running;
let looking;
let lengths = {};

const whereabouts = () => import("./find/where.js");
const ready = () => answers.open().catch(() => {});

// The filters that are on are listed in words that the index brings.
let chips;
const paintChips = () => (chips ? chips(view) : Promise.all([import("./find/ways.js"), answers.open()]).then(([{ paintActive }]) => (chips = paintActive)(view)).catch(() => {}));

// The total is painted first, then the numbers beside the filters; only then are cards made and the address written.
const frame = () => new Promise((done) => (document.hidden ? done() : requestAnimationFrame(() => setTimeout(done))));

const kept = () => keep(state, facets);

// The page as it came: nothing is asked for, and no more groups than it had.
const isPlain = () => !(state.q || state.near || state.lost || state.chosen.size || lengths.here);

const run = (how) => (running = painting(how));

const whetherLatest = (mine) => () => mine === latest;

const painting = async ({ shown = {} } = {}) => {
  const isLatest = whetherLatest(++latest);
  clearTimeout(timer);
  clearTimeout(looking);
  results.setAttribute("aria-busy", true);
  lengths = shown;
  try {
    if (isPlain()) {
      kept();
      return paintPlain(state);
    }
    if (state.q) looking = setTimeout(paintLooking, LOOKING_AFTER);
    const found = await answers.to(state);
    if (isLatest() && (await isPlaced(found.worded))) return;
    clearTimeout(looking);
    if (!isLatest()) return;
    const near = state.near ? await (await whereabouts()).nearness(state, found, facets, root.dataset) : null;
    if (!isLatest()) return;
    paintTotal(found, state);
    await frame();
    if (!isLatest()) return;
    paintNumbers(found, state);
    await frame();
    kept();
    if (isLatest()) await paintResults(found, near, { view, shown, isLatest });
  } catch (error) {
    if (isLatest()) fail(error);
  } finally {
    if (isLatest()) {
      clearTimeout(looking);
      results.removeAttribute("aria-busy");
    }
  }
};

// A word that no listing has may be a place: then it's looked up once for what was typed.
const isPlaced = async (worded) => {
  if (!worded?.unknown.length || state.near || lookedUp === state.q) return;
  lookedUp = state.q;
  const place = await (await whereabouts()).named(worded.unknown, facets, root.dataset).catch(() => null);
  if (place) take(place, lookedUp);
  return place;
};

const fail = (error) => {
  kept();
  paintPlain(state);
  explainFailure(status, state.q ? "words-failed" : "failed", error, whetherLatest(latest));
};

// The filters that are on are listed after the numbers were painted, so that a press is seen in its own place first.
const change = async (more) => {
  state = { ...state, chosen: chosenIn(facets), unknown: [], ...more };
  await Promise.all([frame().then(frame).then(paintChips), run()]);
};

const restore = async (next, shown) => {
  state = next;
  words.value = state.q;
  where.value = lastPlace = state.near;
  choose(facets, state.chosen);
  for (const input of sort.querySelectorAll("input")) input.checked = input.value === state.sort;
  paintChips();
  if (state.q) answers.prepare();
  if (!state.where) return run({ shown });
  // A place that wasn't looked up yet, as the front page sends it: words and place are fetched side by side.
  where.value = state.where;
  if (state.q) {
    paintLooking();
    results.setAttribute("aria-busy", true);
  }
  if (!(await placed())) await run({ shown });
};

let timer;
// What is typed counts at once when something else is pressed. Other words may be taken for others again.
const settle = () => {
  const q = words.value.trim();
  // A place that was taken from the words goes with them.
  if (!q.includes(taken)) take({ areas: [], near: "", text: "" });
  return change(q === state.q ? {} : { q, exact: "" });
};
words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(settle, WAIT);
});
// What looks for words comes while the first is typed.
words.addEventListener("focus", () => answers.prepare(), { once: true });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await placed();
  await settle();
  // A question about the place comes before the results.
  const next = places.hidden ? heading : places.firstChild;
  next.focus({ preventScroll: true });
  // The total, the way to help and the first group come into sight together. On a narrow screen the bar of filters is
  // above them, and mustn't end up under "Leave this site".
  const top = places.hidden && opener.offsetParent ? opener : next;
  top.scrollIntoView();
});

let placing;
const placed = () => {
  const typed = where.value.trim();
  if (typed !== lastPlace) placing = place((lastPlace = typed));
  return placing;
};
const place = async (typed) => {
  try {
    const found = await (await whereabouts()).resolve(typed, facets, root.dataset, places, ready);
    if (found) await take(found);
    return found;
  } catch (error) {
    lastPlace = "";
    explainIn(places, "places-failed", error, whetherLatest(latest));
  }
};

// A place sets the filter of its area and the point that distances are measured from.
const take = ({ areas, near, text }, from = "") => {
  taken = from;
  choose(facets, new Map([...chosenIn(facets), ["area", new Set(areas)]]));
  where.value = lastPlace = text;
  return change({ near, where: "" });
};
where.addEventListener("change", placed);
places.addEventListener("place", (event) => take(event.detail));
pick("me").addEventListener("click", async () => (await whereabouts()).here(facets, root.dataset, places, ready));

panel.addEventListener("change", (event) => {
  if (event.target.name === "sort") change({ sort: event.target.value });
  else if (event.target.type === "checkbox") settle();
});
// A filter folded open wants its counts; the results stay as they are. What is being painted may not know of it yet.
let folds = 0;
const recount = async () => {
  const last = ++folds;
  await running;
  const mine = latest;
  if (last !== folds) return;
  const found = await answers.to(state);
  if (mine === latest && last === folds) paintNumbers(found, state);
};
const recounted = () => !isPlain() && recount().catch(fail);
const unfolded = ({ target }) => {
  if (!target.open || isPlain()) return;
  // What stood there when the fold was closed isn't what would be counted now.
  facets.find(({ box }) => box === target)?.part.classList.add("uncounted");
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
const turnPanel = () => opener.setAttribute("aria-expanded", root.classList.toggle("panel-open"));
opener.addEventListener("click", turnPanel);
shower.addEventListener("click", () => {
  turnPanel();
  heading.focus();
});
// The list that the page came with goes on with groups from the index.
pick("more")?.addEventListener("click", async () => {
  const there = results.querySelectorAll("article").length;
  await run({ shown: { here: 2 * there } });
  results.querySelectorAll("article")[there]?.querySelector("a").focus();
});
pick("map")?.addEventListener("click", async ({ currentTarget }) => {
  mapped.hidden = !mapped.hidden;
  currentTarget.setAttribute("aria-expanded", !mapped.hidden);
  if (mapped.hidden) return;
  try {
    // The facet index brings the names of the shapes.
    const [{ draw }] = await Promise.all([import("./find/map.js"), answers.open()]);
    await draw(mapped, areaFacet, root.dataset.places, (code) => take({ areas: [code], near: "", text: "" }));
    countEverywhere();
  } catch (error) {
    explainIn(mapped, "map-failed", error, whetherLatest(latest));
  }
});

// What is being painted may have written its own address since.
addEventListener("hashchange", ({ newURL }) => restore(read(facets, new URL(newURL))));

// Coming back shows what was there: as many groups, the same place on the page, the same thing in focus.
history.scrollRestoration = "manual";
addEventListener("pagehide", () => {
  kept();
  history.replaceState({ shown: lengths, scroll: scrollY, focus: document.activeElement.closest?.("article")?.dataset.group }, "");
});

prepare(panel);
announce(status, places, words);
const comeBack = async ({ shown, focus, scroll }) => {
  if (location.hash || location.search || shown?.here) await restore(state, shown);
  document.querySelector(`[data-group="${focus ?? ""}"] a`)?.focus({ preventScroll: true });
  if (scroll) scrollTo(0, scroll);
};
const before = history.state ?? {};
comeBack(before);
// WebKit scrolls to the top after a page is shown again, and brings one back from memory at its top.
addEventListener("pageshow", ({ persisted }) => requestAnimationFrame(() => scrollTo(0, (persisted ? history.state : before)?.scroll ?? scrollY)));
// The first press is answered sooner when the smaller part of the index is there and was gone through once.
const opened = ({ index }) => {
  if (isPlain()) paintBar(null, state);
  return index.eager && index.need(index.sets[0].starts[1] ? ["offer"] : ["offer", "name"]).then(() => (isPlain() ? answers.to(state) : recounted()));
};
if (isPlain()) addEventListener("load", () => answers.open().then(opened).catch(() => {}));
dispatchEvent(new Event("ran"));
