// What is shown for what was chosen: the rules of plugins/ourtables/directory/finding.py, over the index.

import { decoded } from "./decoded.js";

const YES = 0;
const UNSAID = 1;
const NO = 2;
const ABOVE = 3;

export class Engine {
  constructor(index, facets) {
    this.index = index;
    this.facets = new Map(facets.map((facet) => [facet.name, { ...facet, kinds: [], seen: new Map(), of: new Uint32Array(index.count) }]));
  }

  // Many groups say the same to a facet. Each of those answers has a number, so that it's gone through once and not
  // for each group: its own values, and those with all that include them.
  _kind(facet, group) {
    // No number yet is 0.
    facet.of[group] = facet.of[group] || this._numbered(facet, this.index.get(facet.column, group)) + 1;
    return facet.of[group] - 1;
  }

  // Of a question's two letters the first is the answer that is asked for; the other stands for a value that nobody can choose.
  _numbered(facet, cell) {
    if (!facet.seen.has(cell)) {
      const codes = decoded(cell);
      const own = facet.question === undefined ? codes : codes.filter((code) => code >> 1 === facet.question).map((code) => code & 1);
      facet.seen.set(cell, facet.kinds.push({ own, all: new Set(own.flatMap((code) => [code, ...(facet.within[code] ?? [])])) }) - 1);
    }
    return facet.seen.get(cell);
  }

  _answer({ name, above }, { own, all }, chosen) {
    if (chosen.some((code) => all.has(code))) return YES;
    if (name !== "area") return own.length ? NO : UNSAID;
    return own.some((code) => chosen.some((one) => above[one].includes(code))) ? ABOVE : NO;
  }

  // Who names what includes the area chosen: of use from afar, or not.
  _further(group) {
    const how = this.facets.get("how");
    return how.kinds[this._kind(how, group)].own.some((code) => how.values[code] !== "in-person") ? "online" : "wider";
  }

  // `groups` come in the order in which they are to be shown; `counted` names the facets whose counts are wanted. Groups
  // out of touch are counted apart unless `lost` is set, or typed words name them.
  find(groups, chosen, lost, counted, named) {
    const tests = [...this.facets.values()].filter(({ name }) => chosen.get(name)?.size).map((facet) => ({ facet, codes: [...chosen.get(facet.name)], answers: [] }));
    const tallies = counted.map((name) => ({ facet: this.facets.get(name), tally: [] }));
    const sections = new Map();
    let away = 0;
    for (const group of groups) {
      let section = "here";
      let stopped = 0;
      let by;
      for (const { facet, codes, answers } of tests) {
        const kind = this._kind(facet, group);
        const answer = (answers[kind] = answers[kind] ?? this._answer(facet, facet.kinds[kind], codes));
        if (answer === YES) continue;
        stopped += 1;
        by = facet;
        if (answer === NO) section = "";
        else if (answer === ABOVE && section === "here") section = this._further(group);
        else if (answer === UNSAID && section && !section.startsWith("unsaid")) section = `unsaid-${facet.name}`;
      }
      if (!lost && this.isLost(group) && !named?.has(group)) {
        if (!stopped) away += 1;
        continue;
      }
      if (section && !sections.get(section)?.push(group)) sections.set(section, [group]);
      if (stopped > 1) continue;
      for (const { facet, tally } of tallies) {
        if (stopped && facet !== by) continue;
        const kind = this._kind(facet, group);
        tally[kind] = (tally[kind] ?? 0) + 1;
      }
    }
    const counts = new Map(tallies.map(({ facet, tally }) => [facet.name, summed(facet, tally)]));
    return { sections, counts, lost: away, total: sections.get("here")?.length ?? 0 };
  }

  isLost(group) {
    return this.index.get("rank", group) >= this.index.listed;
  }

  // Groups as lists show them. Words find those with every word first; among those, and among the others, groups out of
  // touch come last.
  inOrder(groups, worded) {
    if (!worded) {
      // Each has a rank of its own, so that nothing need be compared; the ranks of others leave gaps, which go.
      const ranked = [];
      for (const group of groups) ranked[this.index.get("rank", group)] = group;
      return ranked.flat();
    }
    const here = new Set(groups);
    const parts = [[], [], [], []];
    for (const group of worded.groups) if (here.has(group)) parts[2 * !worded.whole.has(group) + this.isLost(group)].push(group);
    return parts.flat();
  }

  freshest(groups) {
    const key = (group) => this.index.get("fresh", group) + (this.isLost(group) ? this.index.count : 0);
    return groups.sort((one, other) => key(one) - key(other));
  }
}

const summed = ({ kinds, values }, tally) => {
  const counts = new Uint32Array(values.length);
  tally.forEach((number, kind) => {
    for (const code of kinds[kind].all) counts[code] += number;
  });
  return counts;
};
