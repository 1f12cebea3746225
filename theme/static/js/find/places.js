// A typed place becomes choices, by the rules of plugins/ourtables/places/, over tables that its words' first letters name.

import { forgiven, nearest } from "./slips.js";

const MOST_CHOICES = 8;
const MOST_LETTERS = 300;
const MOST_RUNS = 12;
const LONGEST_RUN = 8;
const LONG = 9;
const LONE_WORD = 6;
const NEAR = 25;
const CHANCE_WEIGHT = 3000;
const [VILLAGE, AROUND_SECTOR, SMALL_TOWN, AROUND_OUTCODE] = [10000, 9, 30000, 20];
const BREAKS = /[,;:/|()[\]{}\n\r\t]|\s[-\u2013\u2014]+\s|\u2013|\u2014/;
const KINDS = ["place", "area", "alias"];

export const kilometres = (one, other) => {
  const east = (one.lon - other.lon) * Math.cos((((one.lat + other.lat) / 2) * Math.PI) / 180);
  return Math.hypot(one.lat - other.lat, east) * 111.2;
};

// Half to even, as the other side rounds.
const rounded = (value) => ((value * 4) % 2 === 1 ? (Math.round(value * 10) % 2 ? Math.round(value * 10) - 1 : Math.round(value * 10)) : Number((value * 10).toFixed(0))) / 10;

const address = (prefix) => Array.from(prefix, (letter) => letter.codePointAt(0).toString(16)).join("-");

const entryOf = ([name, area, lat, lon, weight, kind = 0, breadth = 0, covers = []]) => ({
  choice: { name, kind: KINDS[kind], area, lat, lon, covers },
  weight,
  breadth,
  covers,
});

const distinct = (entries) => {
  const seen = new Map();
  for (const { choice } of entries) {
    const key = `${choice.name}\n${choice.area}`;
    if (!seen.has(key)) seen.set(key, choice);
  }
  return [...seen.values()].slice(0, MOST_CHOICES);
};

export class Places {
  // `chain` gives the codes of an area and of all above it; `get` fetches a table by its name, an empty one if there is none.
  constructor(get, chain, rules) {
    this.get = get;
    this.chain = chain;
    const patterns = [["outcode", rules[0]], ["sector", rules[1]], ["postcode", rules[2]]];
    this.patterns = patterns.filter(([, rule]) => rule).map(([kind, rule]) => [kind, bounded(rule)]);
    this.names = new Map();
    this.lists = new Map();
  }

  async find(text) {
    const short = Array.from(text).slice(0, MOST_LETTERS).join("").replaceAll("\n", ", ");
    [this.words, this.common] = await this.get("words");
    const found = await this.#postcode(short);
    const read = found ? found.rest : short;
    await this.#load(read);
    if (found) return this.#withNames(found).slice(0, MOST_CHOICES);
    const first = (lists) => lists.find((list) => list.length) ?? [];
    const whole = this.fold(read);
    const byOneSlip = whole.length < LONG || this.#known(whole) ? [] : this.#nearest(whole, 1);
    if (byOneSlip.length) return byOneSlip;
    const byName = this.#byName(read);
    return byName.length ? byName : first(this.#slipped(read).map((name) => this.#nearest(name)));
  }

  fold(text) {
    const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
    const plain = bare.replace(/['`\u00b4\u02bc\u2018\u2019]/g, "").replaceAll("&", " and ").replace(/[^\p{L}\p{N}]/gu, " ");
    return plain.split(" ").map((word) => (Object.hasOwn(this.words, word) ? this.words[word] : word)).filter(Boolean).join(" ");
  }

  #parts(text) {
    return text.split(BREAKS).filter((part) => part.trim()).map((part) => this.fold(part));
  }

  #slipped(text) {
    const folded = this.#parts(text);
    return [...folded, ...folded.flatMap((part) => part.split(" ")).filter((word) => word.length >= LONE_WORD)];
  }

  // Every table that the rules may look into for a text.
  async #load(text) {
    const starts = new Set();
    for (const part of [this.fold(text), ...this.#parts(text)]) {
      const words = part.split(" ");
      words.forEach((word, place) => starts.add(word.slice(0, 2)).add(words.slice(place).join(" ").slice(0, 2)));
    }
    starts.delete("");
    await Promise.all(
      [...starts].filter((start) => !this.lists.has(start)).map(async (start) => {
        const shard = Object.entries(await this.get(`n-${address(start)}`));
        this.lists.set(start, shard.map(([name]) => name).filter((name) => !this.common.includes(name)));
        for (const [name, rows] of shard) this.names.set(name, rows.map(entryOf));
      }),
    );
  }

  #known(name) {
    return this.names.has(name);
  }

  #nearest(name, most = 2) {
    const near = forgiven(name) ? nearest(name, this.lists.get(name.slice(0, 2)) ?? [], most) : [];
    const entries = near.flatMap((known) => this.names.get(known));
    return distinct(entries.sort((one, other) => other.weight - one.weight));
  }

  #contains(outer, inner) {
    return outer.covers.length > 0 && this.chain(inner.choice.area).some((code) => outer.covers.includes(code));
  }

  #readings(text) {
    const whole = this.fold(text);
    if (this.#known(whole)) return this.#read([{ words: 1, whole: true, afterUnknown: false, entries: this.names.get(whole) }]);
    return this.#read(this.#parts(text).flatMap((part) => this.#runs(part)).slice(0, MOST_RUNS));
  }

  // The longest known runs of words; no two share a word.
  #runs(part) {
    const words = part.split(" ").filter(Boolean);
    const free = words.map(() => true);
    const taken = [];
    for (let length = Math.min(LONGEST_RUN, words.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const name = words.slice(start, start + length).join(" ");
        const common = length < words.length && this.common.includes(name);
        if (!free.slice(start, start + length).every(Boolean) || !this.#known(name) || common) continue;
        taken.push([start, length, this.names.get(name)]);
        free.fill(false, start, start + length);
      }
    }
    taken.sort(([one], [other]) => one - other);
    return taken.map(([start, length, entries]) => ({
      words: length,
      whole: length === words.length,
      afterUnknown: start > 0 && free[start - 1],
      entries,
    }));
  }

  #support(entry, other) {
    let best = 0;
    for (const around of other.entries) {
      if (this.#contains(around, entry)) return 1;
      const reach = NEAR * (1 + around.breadth / 2);
      best = Math.max(best, (1 - kilometres(around.choice, entry.choice) / reach) / (1 + around.breadth));
    }
    return best;
  }

  #read(runs) {
    const read = runs
      .map((run, number) => this.#reading(run, number, runs))
      .filter((one) => one.supporters || !(one.run.afterUnknown && one.first.weight < CHANCE_WEIGHT));
    read.sort((one, other) => {
      const place = one.narrowness.findIndex((value, at) => value !== other.narrowness[at]);
      return place < 0 ? 0 : one.narrowness[place] - other.narrowness[place];
    });
    if (!read.length) return [];
    const [top] = read;
    const rivals = read.slice(1).filter(
      (one) => one.supporters === top.supporters && one.first.weight > top.first.weight && !this.#support(top.first, one.run),
    );
    const meant = rivals.reduce((best, one) => (best && best.first.weight >= one.first.weight ? best : one), null) ?? top;
    return [meant, ...read.filter((one) => one !== meant)];
  }

  #reading(run, number, runs) {
    const others = runs.filter((other) => other !== run);
    const supports = new Map(run.entries.map((entry) => [entry, others.map((other) => this.#support(entry, other))]));
    const sum = (entry) => rounded(supports.get(entry).reduce((all, value) => all + value, 0));
    const entries = [...run.entries].sort((one, other) => sum(other) - sum(one) || other.weight - one.weight);
    const supporters = supports.get(entries[0]).filter((value) => value > 0).length;
    const narrowness = [-supporters, entries[0].breadth, run.whole ? 0 : 1, run.whole ? 0 : -run.words, number];
    return { run, entries, first: entries[0], supporters, narrowness };
  }

  #byName(text) {
    const [meant, ...others] = this.#readings(text);
    return meant ? distinct([...meant.entries, ...others.map((one) => one.first)]) : [];
  }

  // A village named beside its postcode is nearer than the middle of a wide sector or code.
  #withNames(found) {
    const [largest, farthest] = found.exact ? [VILLAGE, AROUND_SECTOR] : [SMALL_TOWN, AROUND_OUTCODE];
    const areas = found.choices.map((choice) => choice.area);
    for (const { run, entries } of this.#readings(found.rest)) {
      for (const { choice, breadth, weight } of entries) {
        const fits = areas.includes(choice.area) && kilometres(choice, found.choices[0]) <= farthest;
        if (fits && run.whole && !breadth && weight <= largest) return [choice, ...found.choices];
      }
    }
    return found.choices;
  }

  // The longest postcode whose outward code is known; of equals the coarsest, then the first.
  async #postcode(text) {
    const capitals = text.toUpperCase().trim().split(/\s+/).join(" ");
    let longest = null;
    for (const [kind, pattern] of this.patterns) {
      for (const match of capitals.matchAll(pattern)) {
        if (longest && match[0].length <= longest.length) continue;
        const groups = match.slice(1).map((group) => (group ?? "").replaceAll(" ", ""));
        const [codes, sectors] = (await this.get(`p-${address(groups[0].slice(0, 2))}`, [{}, {}])) ?? [{}, {}];
        const sector = groups.length > 1 ? sectors[groups.slice(0, 2).join(" ")] : undefined;
        const choices = postcodeChoices(kind, groups, sector, codes[groups[0]]);
        if (!choices.length) continue;
        const rest = `${capitals.slice(0, match.index)},${capitals.slice(match.index + match[0].length)}`;
        longest = { length: match[0].length, choices, rest, exact: Boolean(sector) };
      }
    }
    return longest;
  }
}

const bounded = (rule) => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${rule})(?![\\p{L}\\p{N}_])`, "gu");

const postcodeChoices = (kind, groups, sector, outcode) => {
  const [outward, ...inward] = groups;
  const name = [outward, inward.join("")].filter(Boolean).join(" ");
  // What is kept in an address is the sector, never a whole postcode: that may be somebody's door.
  const kept = sector ? groups.slice(0, 2).join(" ") : outward;
  if (sector) return [{ name, kept, kind, area: sector[0], lat: sector[1], lon: sector[2] }];
  if (!outcode) return [];
  const [areas, lat, lon, outside] = outcode;
  if (!areas.length) return [{ name: outside ? `${name} (${outside})` : name, kept, kind, area: -1, lat, lon }];
  return areas.map((area) => ({ name, kept, kind, area, lat, lon }));
};
