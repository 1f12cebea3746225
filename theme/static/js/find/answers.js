// The answer to what is asked: what it needs of the index is fetched first.

import { Engine } from "./engine.js";
import { Index } from "./index.js";
import { besidePlace } from "./state.js";

export class Answers {
  // All areas are to be counted, whatever has to be fetched for it.
  everywhere = false;

  constructor(folder, name, facets) {
    Object.assign(this, { folder, name, facets, area: facets.find((facet) => facet.name === "area") });
  }

  open() {
    this._opened = this._opened ?? Index.open(this.folder, this.name).then((index) => ({ index, engine: new Engine(index, this.facets) }));
    this._opened.catch(() => (this._opened = undefined));
    return this._opened;
  }

  // Fetches what any word needs, before it is typed.
  prepare() {
    Promise.all([import("./words.js"), this.open()]).then(([{ prepare }, { index }]) => prepare(index)).catch(() => {});
  }

  _partsOf(index, code) {
    return [code, ...this.area.above[code]].map((one) => index.parts[this.area.values[one]]).find(Boolean);
  }

  // Of a large directory only the parts are fetched that the areas need; without an area, all.
  _groups(index, areas) {
    return areas && !this.everywhere ? index.range([...new Set([0, ...[...areas].flatMap((code) => this._partsOf(index, code))])]) : undefined;
  }

  async _worded({ q, exact, near }, index) {
    if (!q) return null;
    const worded = await (await import("./words.js")).search(q, index, exact);
    // Words that say nothing but the place that was chosen are answered by it.
    if (!worded.groups.length && worded.unknown.length && !besidePlace(worded.unknown, near).length) return null;
    if (!worded.phrases.length) return worded;
    const { canRun, withPhrases } = await import("./phrases.js");
    return canRun() ? { ...worded, groups: await withPhrases(worded.groups, worded.phrases, index) } : { ...worded, apart: true };
  }

  async to(state) {
    const { chosen } = state;
    const { index, engine } = await this.open();
    const counted = this.facets.filter(({ box, name }) => box.open || chosen.has(name) || (this.everywhere && name === "area"));
    const asked = ["rank", "how", ...this.facets.filter(({ name }) => chosen.has(name)).map(({ column }) => column)];
    const columns = [...asked, ...counted.map(({ column }) => column), chosen.has("area") && "fresh", state.near && "point"];
    const [worded] = await Promise.all([this._worded(state, index), index.need(columns.filter(Boolean), this._groups(index, chosen.get("area")))]);
    // Areas are counted wherever the filters are known.
    const known = index.there(asked);
    const names = counted.map(({ name }) => name);
    const ordered = engine.inOrder(index.range(known), worded);
    const first = engine.find(ordered, chosen, state.lost, names, worded?.named);
    // When words find nobody but groups out of touch, those are shown; their cards say so.
    const found = worded && !first.total && first.lost ? engine.find(ordered, chosen, "yes", names) : first;
    if (!worded) for (const name of ["online", "wider"]) if (found.sections.has(name)) engine.freshest(found.sections.get(name));
    const whole = known.length === index.sets[0].starts.length;
    return { ...found, ordered, index, engine, worded, isKnown: (code) => whole || this._partsOf(index, code).every((part) => known.includes(part)) };
  }
}
