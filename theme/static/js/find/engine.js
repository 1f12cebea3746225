// What is shown for what was chosen: the rules of plugins/ourtables/finding.py, over the index.

import { decoded } from "./index.js";

export const YES = 0;
const UNSAID = 1;
const NO = 2;
export const ONLINE = 3;
export const WIDER = 4;

export class Engine {
  constructor(index, facets) {
    this.index = index;
    this.facets = new Map(facets.map((facet) => [facet.name, { ...facet, seen: new Map() }]));
  }

  // What a group says to a facet: its own values, and those with all that include them. Of a question's two letters the
  // first is the answer that is asked for; the other stands for a value that nobody can choose.
  said(facet, group) {
    const cell = this.index.get(facet.column, group);
    let found = facet.seen.get(cell);
    if (!found) {
      const codes = decoded(cell);
      const own = facet.question === undefined ? codes : codes.filter((code) => code >> 1 === facet.question).map((code) => code & 1);
      found = { own, all: new Set(own.flatMap((code) => [code, ...(facet.within[code] ?? [])])) };
      facet.seen.set(cell, found);
    }
    return found;
  }

  #answer(facet, group, chosen) {
    const { own, all } = this.said(facet, group);
    const codes = [...chosen];
    if (codes.some((code) => all.has(code))) return YES;
    if (facet.name === "area") return this.#further(facet, group, own, codes);
    return own.length ? NO : UNSAID;
  }

  #further(facet, group, own, codes) {
    const names = own.some((code) => codes.some((chosen) => facet.above[chosen].includes(code)));
    if (!names) return NO;
    const how = this.facets.get("how");
    return this.said(how, group).own.some((code) => how.values[code] !== "in-person") ? ONLINE : WIDER;
  }

  // `groups` come in the order in which they are to be shown; `counted` names the facets whose counts are wanted.
  find(groups, chosen, lost, counted) {
    const tests = [...this.facets.values()].filter((facet) => chosen.get(facet.name)?.size);
    const counts = new Map(counted.map((name) => [name, new Uint32Array(this.facets.get(name).values.length)]));
    const sections = new Map();
    let away = 0;
    for (const group of groups) {
      const answers = tests.map((facet) => this.#answer(facet, group, chosen.get(facet.name)));
      const stops = tests.filter((_, place) => answers[place] !== YES);
      if (this.isLost(group) && !lost) {
        if (!stops.length) away += 1;
        continue;
      }
      const section = sectionOf(tests, answers);
      if (section && !sections.get(section)?.push(group)) sections.set(section, [group]);
      if (stops.length > 1) continue;
      for (const name of stops.length ? [stops[0].name] : counts.keys()) {
        const count = counts.get(name);
        if (count) for (const code of this.said(this.facets.get(name), group).all) count[code] += 1;
      }
    }
    return { sections, counts, lost: away, total: sections.get("here")?.length ?? 0 };
  }

  isLost(group) {
    return this.index.get("rank", group) >= this.index.listed;
  }

  // Groups as lists show them; those the words find come as they fit, and who is out of touch last.
  inOrder(groups, words) {
    if (!words) return groups.sort((one, other) => this.index.get("rank", one) - this.index.get("rank", other));
    const here = new Set(groups);
    const found = words.filter((group) => here.has(group));
    return [...found.filter((group) => !this.isLost(group)), ...found.filter((group) => this.isLost(group))];
  }

  freshest(groups) {
    const key = (group) => this.index.get("fresh", group) + (this.isLost(group) ? this.index.count : 0);
    return groups.sort((one, other) => key(one) - key(other));
  }
}

const sectionOf = (tests, answers) => {
  if (answers.includes(NO)) return null;
  const unsaid = answers.indexOf(UNSAID);
  if (unsaid >= 0) return `unsaid-${tests[unsaid].name}`;
  return answers.includes(ONLINE) ? "online" : answers.includes(WIDER) ? "wider" : "here";
};
