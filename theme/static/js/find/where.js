// Where: a typed place, or where the device is, becomes an area to filter by and a point to measure from.

import { kilometres, Places } from "./places.js";
import { element, say } from "./says.js";
import { table } from "./tables.js";

let places;
const points = new Map();
const KINDS_BY_NAME = ["place", "area", "alias"];

const areaFacet = (facets) => facets.find((facet) => facet.name === "area");

const finder = (facets, { places: base, postcodes }) => {
  const area = areaFacet(facets);
  places = places ?? new Places(table(base), (code) => (code < 0 ? [] : [code, ...area.above[code]]), JSON.parse(postcodes));
  return places;
};

export const choices = (text, facets, data) => finder(facets, data).find(text);

// A wider area than a council has no point that anyone is near to.
const taken = (choice, area) => {
  const areas = choice.kind === "alias" && choice.covers.length ? choice.covers : [choice.area];
  const wide = areas.length > 1 || area.values.some((_, code) => area.above[code][0] === areas[0]);
  const near = wide ? "" : choice.kept ?? choice.name;
  points.set(near, choice);
  return { areas, near, text: choice.name };
};

const told = (choice, area) => {
  const label = area.labels[choice.area];
  return label && label !== choice.name ? say("there", { name: choice.name, area: label }) : choice.name;
};

// `ready` waits for the words that the page may have to say.
export const resolve = async (text, facets, data, box, ready) => {
  const area = areaFacet(facets);
  box.hidden = true;
  if (!text) return { areas: [], near: "", text: "" };
  const found = await choices(text, facets, data);
  const inside = found.filter((choice) => choice.area >= 0 || choice.covers?.length);
  if (inside.length !== 1) await ready();
  if (!inside.length) {
    box.replaceChildren(element("p", { tabIndex: -1, textContent: say(found.length ? "outside" : "nowhere", { what: found[0]?.name ?? text }) }));
    box.hidden = false;
    return null;
  }
  if (inside.length > 1) offer(inside, area, box);
  return taken(inside[0], area);
};

const offer = (found, area, box) => {
  const buttons = found.map((choice, place) => {
    const made = element("button", { type: "button", className: "button", textContent: told(choice, area) });
    made.setAttribute("aria-pressed", place === 0);
    made.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", other === made);
      box.dispatchEvent(new CustomEvent("place", { detail: taken(choice, area) }));
    });
    return made;
  });
  box.replaceChildren(element("p", { tabIndex: -1, textContent: say("which") }), ...buttons);
  box.hidden = false;
};

// The place that words name which no listing has: only by its whole name or a postcode, never by a slip.
export const named = async (words, facets, data) => {
  const text = words.join(" ");
  const [choice] = await choices(text, facets, data);
  if (!choice || (choice.area < 0 && !choice.covers?.length)) return null;
  const isWhole = !KINDS_BY_NAME.includes(choice.kind) || finder(facets, data).fold(choice.name) === finder(facets, data).fold(text);
  return isWhole ? taken(choice, areaFacet(facets)) : null;
};

// Asked only on a press. What is kept is the nearest outward code: coordinates stay where they are.
export const here = async (facets, data, box, ready) => {
  const area = areaFacet(facets);
  try {
    const { coords } = await new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, { timeout: 20000 }));
    const at = { lat: coords.latitude, lon: coords.longitude };
    const rows = (await table(data.places)("outward", [])).map(([name, lat, lon, code]) => ({ name, kind: "outcode", lat, lon, area: code }));
    const nearest = rows.reduce((best, row) => (!best || kilometres(row, at) < kilometres(best, at) ? row : best), null);
    if (!nearest || kilometres(nearest, at) > 50) throw new Error("outside");
    box.hidden = true;
    box.dispatchEvent(new CustomEvent("place", { detail: taken(nearest, area) }));
  } catch {
    await ready();
    box.replaceChildren(element("p", { textContent: say("no-position") }));
    box.hidden = false;
  }
};

// Distances from the point of `near`, as honest as the points are: places are told by postcode district or town.
export const nearness = async (state, { index }, facets, data) => {
  if (!points.has(state.near)) {
    const found = await choices(state.near, facets, data);
    const chosen = state.chosen.get("area");
    points.set(state.near, found.find((choice) => chosen?.has(choice.area)) ?? found[0] ?? null);
  }
  const from = points.get(state.near);
  if (!from) return null;
  const far = (group) => {
    const cell = index.get("point", group) ?? [];
    let best = Infinity;
    for (let at = 0; at < cell.length; at += 2) best = Math.min(best, kilometres(from, { lat: cell[at] / 100, lon: cell[at + 1] / 100 }));
    return best;
  };
  const tell = (group) => {
    const away = far(group) / Number(say("unit"));
    if (away === Infinity) return "";
    return away < 1 ? say("close") : say("away", { count: away < 10 ? Math.round(away) : Math.round(away / 5) * 5 });
  };
  return { tell, order: (groups) => groups.sort((one, other) => far(one) - far(other) || 0) };
};
