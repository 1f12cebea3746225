// The answer to what is asked: what it needs of the index is fetched first.

import { Engine } from "./engine.js";
import { Index } from "./index.js";

export class Answers {
  // All areas are to be counted, whatever has to be fetched for it.
  everywhere = false;
  #opened;

  constructor(folder, name, facets) {
    Object.assign(this, { folder, name, facets, area: facets.find((facet) => facet.name === "area") });
  }

  open() {
    this.#opened ??= Index.open(this.folder, this.name).then((index) => ({ index, engine: new Engine(index, this.facets) }));
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  #partsOf(index, code) {
    return [code, ...this.area.above[code]].map((one) => index.parts[this.area.values[one]]).find(Boolean);
  }

  // Of a large directory only the parts are fetched that the areas need; without an area, all.
  #groups(index, areas) {
    return areas && !this.everywhere ? index.range([...new Set([0, ...[...areas].flatMap((code) => this.#partsOf(index, code))])]) : undefined;
  }

  async to(state) {
    const { chosen } = state;
    const { index, engine } = await this.open();
    const worded = state.q ? await (await import("./words.js")).search(state.q, index) : null;
    const counted = this.facets.filter(({ box, name }) => box.open || chosen.has(name) || (this.everywhere && name === "area"));
    const asked = ["rank", "how", ...this.facets.filter(({ name }) => chosen.has(name)).map(({ column }) => column)];
    const columns = [...asked, ...counted.map(({ column }) => column), chosen.has("area") && "fresh", state.near && "point"];
    await index.need(columns.filter(Boolean), this.#groups(index, chosen.get("area")));
    // Areas are counted wherever the filters are known.
    const known = index.there(asked);
    const names = counted.map(({ name }) => name);
    const found = engine.find(engine.inOrder(index.range(known), worded?.groups), chosen, state.lost, names);
    if (!worded) for (const name of ["online", "wider"]) if (found.sections.has(name)) engine.freshest(found.sections.get(name));
    const whole = known.length === index.sets[0].starts.length;
    return { ...found, index, engine, worded, isKnown: (code) => whole || this.#partsOf(index, code).every((part) => known.includes(part)) };
  }
}
