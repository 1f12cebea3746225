// Words, ranked over an index of their own: the rules of plugins/ourtables/directory/ranking.py, in whole numbers.

import { fetched, remembered } from "./fetched.js";
import { decoded } from "./decoded.js";
import { element, say } from "./says.js";
import { cuts, knownAs } from "./spelling.js";
import { wordsIn } from "./tokens.js";

const MOST_WORDS = 12;
const PREFIX = 3;
const DIGIT = 32;
// A level is a strength, plus this when the group has the word in its name.
const NAMED = 32;
// A group has a word when its level is more than this.
const NEAR = 3;
// Of ten: what a word counts that was only begun, or that another was taken for; and two neighbours as one, of what the more telling of them tells.
const [WHOLE, NEARLY, PAIR] = [10, 7, 12];
const NEEDED = 7;
const MOST_CUTS = 3;
// Which part of the best score is the least: of a group with every word, and of others.
const [CUT_WHOLE, CUT] = [0.35, 0.4];
// Endings by which forms of one word may differ; those that make another word need more letters before them.
const INFLECTIONS = new Set(["", "s", "es", "ies", "y", "e", "d", "ed", "ied", "er", "ers"]);
const ENDINGS = new Set([...INFLECTIONS, "ing", "ings", "ly", "al", "ion", "ions", "ive", "ic", "ist", "ists", "ation", "ness", "iness", "tic", "tised", "tized", "ying"]);
const QUOTED = /["“”]([^"“”]+)["“”]/g;

// Each group that a stem leads to, with its level.
const postings = (gaps, coded) => {
  const found = new Map();
  const levels = decoded(coded);
  let group = -1;
  let gap = 0;
  let unit = 1;
  for (const digit of decoded(gaps)) {
    gap += (digit % DIGIT) * unit;
    unit *= DIGIT;
    if (digit >= DIGIT) continue;
    group += gap;
    found.set(group, levels[found.size]);
    [gap, unit] = [0, 1];
  }
  return found;
};

// The entry of every form in a file: its groups, its forms, and the offers and audiences whose word it is. With them
// come the ordinary words that would be in the file if a listing had them.
const opened = ([forms, gaps, levels, terms, ordinary]) => {
  const entries = Object.assign(new Map(), { ordinary: new Set(ordinary.split(" ")) });
  forms.forEach((all, place) => {
    let groups;
    const entry = { forms: all.split(" "), terms: terms[place].split(" ").filter(Boolean), groups: () => (groups = groups ?? postings(gaps[place], levels[place])) };
    for (const form of entry.forms) entries.set(form, entry);
  });
  return entries;
};

class WordIndex {
  constructor({ words }, folder) {
    this.count = words.count;
    this.starts = words.starts.split(" ");
    this.functionWords = new Set(words.function.split(" "));
    const file = async (name) => (await fetched(new URL(`${words.base}/${name}.json`, folder))).json();
    this.shard = remembered(async (number) => opened(await file(number)));
    this.common = remembered(async () => {
      const lists = await file("common");
      return new Map([words.function, ...lists].flatMap((list, weight) => list.split(" ").map((word) => [word, weight])));
    });
    this.closed = remembered(() => file("closed"));
    this.spelling = remembered(async (letter) => {
      try {
        return (await file(`s-${letter.codePointAt(0).toString(16)}`)).map((list) => list.split(" "));
      } catch (error) {
        if (error.status === 404) return [[], []];
        throw error;
      }
    });
  }

  // The file that holds words with a beginning.
  entries(word) {
    const start = word.slice(0, PREFIX);
    const number = this.starts.findIndex((one) => one > start);
    return this.shard(Math.max(0, (number < 0 ? this.starts.length : number) - 1));
  }

  // How rare a word is, in tenths of a doubling.
  rarity(groups) {
    return Math.round(10 * Math.log2(1 + this.count / Math.max(1, groups)));
  }
}

const sharedLength = (one, other) => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same;
};

// The entries that a word stands for, and how much it then counts.
const entriesOf = async (word, last, index) => {
  const known = await index.entries(word);
  if (known.has(word)) return [[known.get(word)], WHOLE];
  if (word.length < PREFIX) return [[], WHOLE];
  const begun = new Set();
  let near = new Set();
  let longest = 0;
  for (const [form, entry] of known) {
    if (!form.startsWith(word.slice(0, PREFIX))) continue;
    if (last && form.startsWith(word)) begun.add(entry);
    const same = sharedLength(word, form);
    const endings = same > PREFIX ? ENDINGS : INFLECTIONS;
    if (same < longest || !endings.has(word.slice(same)) || !endings.has(form.slice(same))) continue;
    if (same > longest) [near, longest] = [new Set(), same];
    near.add(entry);
  }
  return near.size ? [[...near], WHOLE] : [[...begun], NEARLY];
};

const looked = (word, entries, telling, needed) => {
  const groups = new Map();
  for (const entry of entries) for (const [group, level] of entry.groups()) groups.set(group, Math.max(groups.get(group) ?? 0, level));
  return { word, groups, telling, needed, entries, parts: [] };
};

// Takes an unknown word for the known one that it may be a slip of, alone or joined with a neighbour.
const corrected = async (one, words, weight, index) => {
  // What says so on the page comes beside what finds out.
  import("./help.js").catch(() => {});
  const place = words.indexOf(one.word);
  const neighbours = [place - 1, place].filter((at) => at >= 0 && at < words.length - 1).map((at) => [words[at], words[at + 1]]);
  if ((await index.entries(one.word)).ordinary.has(one.word)) return one;
  for (const parts of [[one.word], ...neighbours]) {
    const takenFor = await knownAs(parts.join(""), index.spelling);
    if (!takenFor) continue;
    // Beside others, a slip of a function word tells no more than the word itself.
    if (!weight(takenFor) && words.length > 1) return { ...one, needed: false };
    const entry = (await index.entries(takenFor)).get(takenFor);
    return { ...looked(one.word, [entry], Math.floor((one.telling * NEARLY) / WHOLE), one.needed), takenFor, parts: parts.length > 1 ? parts : [] };
  }
  return one;
};

// Two neighbours that are known as one word. As `pairs` in plugins/ourtables/directory/ordinary/: the index hasn't kept others.
const pairOf = async (first, second, weight, index) => {
  const pair = first + second;
  const entry = weight(first) || pair.length === 2 ? (await index.entries(pair)).get(pair) : null;
  const telling = Math.floor((Math.max(weight(first), weight(second)) * PAIR) / WHOLE);
  return entry && { ...looked(pair, [entry], telling, false), parts: [first, second] };
};

const lookedFor = async (words, exact, index) => {
  // Function words are known at once. So the files of the others come beside the list of what common words tell.
  const others = words.filter((word) => !index.functionWords.has(word));
  const [common] = await Promise.all([index.common(""), ...(others.length ? others : words).map((word) => index.entries(word))]);
  const weight = (word) => common.get(word) ?? WHOLE;
  const telling = (word) => (others.length ? weight(word) : WHOLE);
  const needed = Math.min(NEEDED, Math.max(...words.map(telling)));
  const alone = words.map(async (word, place) => {
    if (!telling(word)) return null;
    const [entries, counts] = await entriesOf(word, place === words.length - 1, index);
    return looked(word, entries, Math.floor((telling(word) * counts) / WHOLE), telling(word) >= needed);
  });
  const beside = (all) => all.slice(1).map((other, place) => pairOf(all[place], other, telling, index));
  const neighbours = async (all) => {
    // Function words may stand between two that tell something.
    const pairs = await Promise.all([...beside(all), ...beside(all.filter(telling))]);
    return new Map(pairs.filter(Boolean).map((one) => [one.word, one]));
  };
  const pairs = await neighbours(words);
  const joined = new Set([...pairs.values()].flatMap(({ parts }) => parts));
  const found = (await Promise.all(alone)).filter((one) => one && (one.groups.size || !joined.has(one.word)));
  const isSlip = (one) => !exact && !one.groups.size && one.word.length >= 5 && !common.has(one.word);
  const mended = await Promise.all(found.map((one) => (isSlip(one) ? corrected(one, words, weight, index) : one)));
  const consumed = new Set(mended.flatMap(({ parts }) => parts));
  const right = mended.filter(({ word, parts }) => parts.length || !consumed.has(word));
  const meant = new Map(right.filter(({ takenFor }) => takenFor).map(({ word, takenFor }) => [word, takenFor]));
  const more = meant.size ? await neighbours(words.map((word) => meant.get(word) ?? word)) : [];
  return [...right, ...new Map([...pairs, ...more]).values()];
};

// The words that were written as one, where neither the listings nor the language's list have it.
const partsOf = async ({ word, groups }, common, index) => {
  if (groups.size || word.length < 5 || common.has(word) || (await index.entries(word)).ordinary.has(word)) return null;
  for (const parts of cuts(word, common).slice(0, MOST_CUTS)) {
    const rare = parts.find((part) => !common.has(part));
    if (!rare || (await index.entries(rare)).has(rare)) return parts;
  }
  return null;
};

const lookedApart = async (words, exact, index) => {
  const found = await lookedFor(words, exact, index);
  if (exact) return found;
  const common = await index.common("");
  const apart = new Map(await Promise.all(found.map(async (one) => [one.word, await partsOf(one, common, index)])));
  const all = words.flatMap((word) => apart.get(word) ?? word);
  return all.length > words.length ? lookedFor([...new Set(all)].slice(0, MOST_WORDS), exact, index) : found;
};

const ranked = (words, required, index) => {
  const scores = new Map();
  for (const { groups, telling } of words) {
    const weight = telling * index.rarity(groups.size);
    for (const [group, level] of groups) scores.set(group, (scores.get(group) ?? 0) + weight * (level % NAMED));
  }
  // A group that has two neighbours as one word has both of them.
  const having = ({ word, takenFor, groups }) => [groups, ...words.filter(({ parts }) => parts.includes(word) || parts.includes(takenFor)).map((pair) => pair.groups)];
  const needed = words.filter((one) => one.needed);
  const wanted = needed.map(having);
  const must = words.filter(({ word }) => required.has(word));
  const all = [...scores.keys()].filter((group) => must.every(({ groups }) => groups.has(group)));
  const best = all.reduce((most, group) => Math.max(most, scores.get(group)), 0);
  const isWhole = (group) => wanted.every((maps) => maps.some((groups) => groups.get(group) > NEAR));
  const isNamed = (group) => (needed.length ? needed : words).every(({ groups }) => groups.get(group) >= NAMED);
  const scored = all.filter((group) => scores.get(group) >= CUT_WHOLE * best).map((group) => ({ group, score: scores.get(group), whole: isWhole(group), named: isNamed(group) }));
  const kept = scored.filter(({ score, whole }) => whole || score >= CUT * best);
  return kept.sort((one, other) => other.whole - one.whole || other.score - one.score || one.group - other.group);
};

// Text from the index stays text; only whole words that were looked for are marked, and no single letter.
const marking = (forms) => {
  const isMarked = (word) => word.length > 1 && wordsIn(word).some((one) => forms.has(one));
  const part = (text, place) => (place % 2 && isMarked(text) ? element("mark", { textContent: text }) : text);
  return { isMarked, marked: (text) => text.split(/([\p{L}\p{M}\p{N}'\u2019]+)/u).map(part) };
};

// The phrases that ask for a filter, or for where the reader is; one of those that ask for the same.
const askedIn = (typed, phrases) => {
  const text = ` ${wordsIn(typed).join(" ")} `;
  const asked = Object.entries(phrases).filter(([phrase]) => text.includes(` ${phrase} `));
  return [...new Map(asked.map(([phrase, codes]) => [String(codes), { phrase, codes }])).values()];
};

const indexes = new WeakMap();

const wordIndex = (head) => {
  if (!indexes.has(head)) indexes.set(head, new WordIndex(head, head.folder));
  return indexes.get(head);
};

// What every answer to words needs.
export const prepare = (head) => wordIndex(head).common("");

// Everything that words lead to: groups best first, which of them have every word, what wasn't found or was taken for another word.
export const search = async (typed, head, exact) => {
  const index = wordIndex(head);
  const phrases = [...typed.matchAll(QUOTED)].map((match) => match[1]);
  const words = [...new Set(wordsIn(typed))].slice(0, MOST_WORDS);
  const looking = words.length ? lookedApart(words, exact, index) : [];
  // Of a small directory the names and summaries for the cards come in one file each, beside the words.
  const [found] = await Promise.all([looking, head.sets[0].starts[1] || head.need(["name", "blurb"])]);
  const common = await index.common("");
  const list = ranked(found, new Set(phrases.flatMap(wordsIn)), index);
  const counts = ({ groups, telling }, group) => telling * index.rarity(groups.size) * (groups.get(group) % NAMED);
  const closedPlaces = list.map(({ group }) => group - head.count).filter((place) => place >= 0);
  return {
    groups: list.map(({ group }) => group),
    whole: new Set(list.filter(({ whole }) => whole).map(({ group }) => group)),
    named: new Set(list.filter(({ named }) => named).map(({ group }) => group)),
    unknown: found.filter(({ word, groups, needed }) => needed && ![...groups.values()].some((level) => level > NEAR) && common.get(word) !== 0).map(({ word }) => word),
    taken: found.filter(({ takenFor }) => takenFor).map(({ word, takenFor }) => ({ word, takenFor })),
    ...marking(new Set(found.flatMap(({ word, entries }) => [word, ...entries.flatMap(({ forms }) => forms)]))),
    asked: askedIn(typed, head.words.asked),
    // What the group's words are for, those first that count most for it.
    terms: (group) => found.filter(({ groups }) => groups.has(group)).sort((one, other) => counts(other, group) - counts(one, group)).flatMap(({ entries }) => entries.flatMap(({ terms }) => terms)),
    phrases,
    closedPlaces,
    // Words find closed groups by their names only. Each has a page that is kept.
    closedLines: async (folder) => {
      const names = closedPlaces.length ? await index.closed("") : [];
      return closedPlaces.map((place) => {
        const [what, slug] = names[place];
        return element("article", { className: "notice" }, element("a", { href: `${folder}${slug}/`, textContent: say("closed-group", { what }) }));
      });
    },
  };
};
