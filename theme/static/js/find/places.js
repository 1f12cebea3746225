// A typed place becomes choices, by the rules of plugins/ourtables/places/, over tables that its words' first letters name.

import { nearest } from "./edit_distance.js";

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
    const short = Array.from(text).slice(0, MOST_LETTERS).join("").split("\n").join(", ");
    const [becomes, common, streets = [], abroad = []] = await this.get("words");
    this.words = new Map(Object.entries(becomes));
    Object.assign(this, { common, streets, abroad });
    const found = await this._postcode(short);
    const read = found ? found.rest : short;
    await this._load(read);
    if (this._isAbroad(short)) return [];
    if (found && !this._isElsewhere(found)) return this._withNames(found).slice(0, MOST_CHOICES);
    const first = (lists) => lists.find((list) => list.length) ?? [];
    const whole = this.fold(read);
    const byOneSlip = whole.length < LONG || this._known(whole) ? [] : this._nearest(whole, 1);
    if (byOneSlip.length) return byOneSlip;
    const byName = this._byName(read);
    return byName.length ? byName : first(this._slipped(read).map((name) => this._nearest(name)));
  }

  fold(text) {
    const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split("ß").join("ss").split("ς").join("σ");
    const plain = bare.replace(/['`\u00b4\u02bc\u2018\u2019]/g, "").split("&").join(" and ").replace(/[^\p{L}\p{N}]/gu, " ");
    return plain.split(" ").map((word) => (this.words.get(word) ?? word)).filter(Boolean).join(" ");
  }

  _parts(text) {
    return text.split(BREAKS).filter((part) => part.trim()).map((part) => this.fold(part));
  }

  _slipped(text) {
    const parts = this._parts(text);
    const folded = parts.filter((part) => !/\p{Nd}/u.test(part));
    const alone = parts.length === 1 ? folded.flatMap((part) => part.split(" ")) : [];
    const isAddress = alone.some((word) => this.streets.includes(word));
    return [...folded, ...alone.filter((word) => word.length >= LONE_WORD && !isAddress)];
  }

  // Whether the last name of a text is another country's.
  _isAbroad(text) {
    for (const part of this._parts(text).reverse()) {
      const words = part.split(" ");
      const endings = words.map((_, first) => words.slice(first).join(" "));
      const ending = endings.find((name) => this.abroad.includes(name) || this._known(name));
      if (this.abroad.includes(ending)) return true;
      if (this._runs(part).length) return false;
    }
    return false;
  }

  // Whether every town named beside half a postcode is elsewhere: then it was a room, a unit or a road.
  _isElsewhere(found) {
    if (found.kind === "postcode") return false;
    const named = this._readings(found.rest).filter(({ first }) => first.breadth || first.weight >= CHANCE_WEIGHT);
    const entries = named.flatMap((reading) => reading.entries);
    return entries.length > 0 && !found.choices.some((choice) => entries.some((entry) => this._liesBy(choice, entry)));
  }

  _liesBy(choice, { choice: other, covers, breadth }) {
    if (choice.area >= 0 && (other.area === choice.area || this.chain(choice.area).some((code) => covers.includes(code)))) return true;
    return kilometres(other, choice) <= AROUND_OUTCODE * (1 + Math.floor(breadth / 2));
  }

  // Every table that the rules may look into for a text.
  async _load(text) {
    const starts = new Set();
    for (const part of [this.fold(text), ...this._parts(text)]) {
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

  _known(name) {
    return this.names.has(name);
  }

  _nearest(name, most = 2) {
    const entries = nearest(name, this.lists.get(name.slice(0, 2)) ?? [], most).flatMap((known) => this.names.get(known));
    return distinct(entries.sort((one, other) => other.weight - one.weight));
  }

  _contains(outer, inner) {
    return outer.covers.length > 0 && this.chain(inner.choice.area).some((code) => outer.covers.includes(code));
  }

  _readings(text) {
    const whole = this.fold(text);
    if (this._known(whole)) return this._read([{ words: 1, whole: true, afterUnknown: false, entries: this.names.get(whole) }]);
    return this._read(this._parts(text).flatMap((part) => this._runs(part)).slice(0, MOST_RUNS));
  }

  // The longest known runs of words; no two share a word.
  _runs(part) {
    const words = part.split(" ").filter(Boolean);
    const free = words.map(() => true);
    const taken = [];
    for (let length = Math.min(LONGEST_RUN, words.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const name = words.slice(start, start + length).join(" ");
        const common = length < words.length && (this.common.includes(name) || this.streets.includes(words[start + length]));
        if (!free.slice(start, start + length).every(Boolean) || !this._known(name) || common) continue;
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

  _support(entry, other) {
    let best = 0;
    for (const around of other.entries) {
      if (this._contains(around, entry)) return 1;
      const reach = NEAR * (1 + around.breadth / 2);
      best = Math.max(best, (1 - kilometres(around.choice, entry.choice) / reach) / (1 + around.breadth));
    }
    return best;
  }

  _read(runs) {
    const read = runs
      .map((run, number) => this._reading(run, number, runs))
      .filter((one) => one.supporters || !(one.run.afterUnknown && one.first.weight < CHANCE_WEIGHT));
    read.sort((one, other) => {
      const place = one.narrowness.findIndex((value, at) => value !== other.narrowness[at]);
      return place < 0 ? 0 : one.narrowness[place] - other.narrowness[place];
    });
    if (!read.length) return [];
    const [top] = read;
    const rivals = read.slice(1).filter(
      (one) => one.supporters === top.supporters && one.first.weight > top.first.weight && !this._support(top.first, one.run),
    );
    const meant = rivals.reduce((best, one) => (best && best.first.weight >= one.first.weight ? best : one), null) ?? top;
    return [meant, ...read.filter((one) => one !== meant)];
  }

  _reading(run, number, runs) {
    const others = runs.filter((other) => other !== run);
    const supports = new Map(run.entries.map((entry) => [entry, others.map((other) => this._support(entry, other))]));
    const sum = (entry) => rounded(supports.get(entry).reduce((all, value) => all + value, 0));
    const entries = [...run.entries].sort((one, other) => sum(other) - sum(one) || other.weight - one.weight);
    const supporters = supports.get(entries[0]).filter((value) => value > 0).length;
    const narrowness = [-supporters, entries[0].breadth, run.whole ? 0 : 1, run.whole ? 0 : -run.words, number];
    return { run, entries, first: entries[0], supporters, narrowness };
  }

  _byName(text) {
    const [meant, ...others] = this._readings(text);
    return meant ? distinct([...meant.entries, ...others.map((one) => one.first)]) : [];
  }

  // A village named beside its postcode is nearer than the middle of a wide sector or code.
  _withNames(found) {
    const [largest, farthest] = found.exact ? [VILLAGE, AROUND_SECTOR] : [SMALL_TOWN, AROUND_OUTCODE];
    const areas = found.choices.map((choice) => choice.area);
    for (const { run, entries } of this._readings(found.rest)) {
      for (const { choice, breadth, weight } of entries) {
        const fits = areas.includes(choice.area) && kilometres(choice, found.choices[0]) <= farthest;
        if (fits && run.whole && !breadth && weight <= largest) return [choice, ...found.choices];
      }
    }
    return found.choices;
  }

  // The postcode of a text; where there is no whole one, O and 0, I and 1 are tried for each other.
  async _postcode(text) {
    const capitals = text.toUpperCase().trim().split(/\s+/).join(" ");
    const found = await this._longest(capitals);
    if (found?.kind === "postcode") return found;
    const tried = await Promise.all(swapped(capitals).map((one) => this._longest(one)));
    const only = (list) => (new Set(list.map(({ choices }) => choices[0].name)).size === 1 ? list[0] : null);
    const halves = tried.filter(Boolean);
    return only(halves.filter(({ kind, exact }) => kind === "postcode" && exact)) ?? found ?? only(halves);
  }

  // The longest postcode whose outward code is known; of equals the coarsest, then the first.
  async _longest(capitals) {
    let longest = null;
    for (const [kind, pattern] of this.patterns) {
      for (const match of capitals.matchAll(pattern)) {
        const [start, end] = [match.index + match[1].length, match.index + match[0].length];
        if ((longest && end - start <= longest.length) || LOOSE_LETTER.test(capitals.slice(0, start))) continue;
        const groups = match.slice(2).map((group) => (group ?? "").split(" ").join(""));
        const [codes, sectors] = (await this.get(`p-${address(groups[0].slice(0, 2))}`, [{}, {}])) ?? [{}, {}];
        const sector = groups.length > 1 ? sectors[groups.slice(0, 2).join(" ")] : undefined;
        const choices = postcodeChoices(kind, groups, sector, codes[groups[0]]);
        if (!choices.length) continue;
        const rest = `${capitals.slice(0, start)},${capitals.slice(end)}`;
        longest = { kind, length: end - start, choices, rest, exact: Boolean(sector) };
      }
    }
    return longest;
  }
}

// "L S6 2NB" is a torn code, not one of Sheffield.
const LOOSE_LETTER = /(?:^|[^\p{L}\p{N}])[A-Z] $/u;
const SWAPPED = { O: "0", 0: "O", I: "1", 1: "I" };
const MOST_SWAPS = 5;
const MAY_BE_CODE = /(^|[^\p{L}\p{N}])([A-Z0-9]{2,4} [A-Z0-9]{3}|[A-Z0-9]{2,7})(?![\p{L}\p{N}])/gu;

// The text with each way to swap such signs in one word of it, or in two that stand together.
const swapped = (capitals) =>
  [...capitals.matchAll(MAY_BE_CODE)].flatMap(({ 1: before, 2: code, index }) => {
    const places = [...code].flatMap((sign, place) => (SWAPPED[sign] ? [place] : []));
    if (places.length > MOST_SWAPS || !/[0-9]/.test(code) || !/[A-Z]/.test(code)) return [];
    const at = index + before.length;
    return Array.from({ length: 2 ** places.length - 1 }, (_, bits) => {
      const signs = [...code].map((sign, place) => ((bits + 1) >> places.indexOf(place)) & 1 && places.includes(place) ? SWAPPED[sign] : sign);
      return capitals.slice(0, at) + signs.join("") + capitals.slice(at + code.length);
    });
  });

// The first group is what stands before: Safari reads no lookbehind before 16.4.
const bounded = (rule) => new RegExp(`(^|[^\\p{L}\\p{N}_])(?:${rule})(?![\\p{L}\\p{N}_])`, "gu");

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
