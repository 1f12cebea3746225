// The elements of the find page, and its facets.

import { readFacets } from "./panel.js";

export const pick = (id) => document.querySelector(`#find-${id}`);
export const [form, panel, words, where, status, results, heading, active, help, note, opener, shower, sort, elsewhere, mapped, places] = [
  ..."form panel words where status results heading active help note open show sort elsewhere mapped places".split(" "),
].map(pick);
export const root = document.querySelector("#finder");
export const facets = readFacets(panel);
export const areaFacet = facets.find((facet) => facet.name === "area");
export const inPerson = facets.find((facet) => facet.name === "how").values.indexOf("in-person");
export const labels = Object.fromEntries(facets.map((facet) => [facet.name, facet.labels]));
