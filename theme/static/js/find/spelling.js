// What a mistyped word may have been, as written and as it sounds: the rules of plugins/ourtables/directory/spelling.py.

import { editDistance } from "./edit_distance.js";

const SHORTEST = 5;
const LONG = 9;
const MOST = 6;
const MOST_SLURRED = 3;
const TOO_FAR = 99;
const SILENT = /^(?:ps|pn|kn|gn|wr|rh)/;
const SOUNDS = [
  [/sch(?=oo)/g, "sk"], [/sch|sc(?=[eiy])|tz|ts(?=[aeiou])/g, "s"], [/ych/g, "ik"], [/ph/g, "f"], [/gh/g, ""], [/qu|[ck]w/g, "kw"],
  [/ck|ch(?=r|l)|q/g, "k"], [/([^aeiou])e$/, "$1"], [/c(?=[eiy])/g, "s"], [/c(?!h)/g, "k"], [/x|g[sz]/g, "ks"], [/z/g, "s"], [/y/g, "i"], [/ae|ea|ee|ie|ei/g, "e"], [/ou|oo|au|ow/g, "o"], [/v/g, "f"], [/(.)\1+/g, "$1"],
];

// What is replaced in a word as it sounds when its vowels are slurred.
const SLURS = [[/(?:t|s|sh|k)[aeiou]+ns?$/, "shn"], [/[aeiou]*l[aeiou]*$/, "l"], [/[aeiou]*r[aeiou]*$/, "r"], [/[aeiou]+w?[aeiou]*/g, "a"]];
const FORM = /(?:i[sz](?:e|ed|ing|ation)|ing|ion|er|ive|ly|ed|e|)s?$/;

const sound = (word) => {
  const heard = SILENT.test(word) && !word.startsWith("rh") ? word.slice(1) : word;
  return SOUNDS.reduce((text, [pattern, becomes]) => text.replace(pattern, becomes), heard);
};

const slurred = (word) => SLURS.reduce((text, [pattern, becomes]) => text.replace(pattern, becomes), sound(word));
const bare = (word) => word.replace(FORM, "");
const letters = (word) => [...word].sort().join("");

// Measures how unlike a word is to others, in half slips.
const slipsOf = (word) => {
  const most = word.length >= LONG ? 2 : 1;
  const [ownSound, ownSlurred, ownBare, ownLetters] = [sound(word), slurred(word), bare(word), letters(word)];
  return (other) => {
    if (Math.abs(word.length - other.length) > 3) return TOO_FAR;
    const far = editDistance(word, other, MOST);
    const heard = far > MOST ? TOO_FAR : editDistance(ownSound, sound(other), 1);
    if (far <= most || (far <= MOST && (heard < most || ownLetters === letters(other)))) return 2 * far + Math.min(heard, 1);
    if (far <= MOST_SLURRED && ownSlurred === slurred(other)) return 2 * far + 2;
    const otherBare = bare(other);
    return Math.min(ownBare.length, otherBare.length) >= SHORTEST && editDistance(ownBare, otherBare, 1) <= 1 ? 2 * far + 2 : TOO_FAR;
  };
};

const initials = (word) => [...new Set([word[0], sound(word)[0]].filter(Boolean))];

// The nearest of the known words, of equals the telling ones first, then in alphabetical order. `list` gives the words
// that begin with a letter, or sound so: telling ones and others.
export const knownAs = async (word, list) => {
  if (word.length < SHORTEST) return "";
  const lists = await Promise.all(initials(word).map(list));
  const slips = slipsOf(word);
  const ranked = lists.flat().flatMap((words, place) => words.map((known) => ({ known, order: 2 * slips(known) + (place % 2) })));
  const [best] = ranked.sort((one, other) => one.order - other.order || (one.known < other.known ? -1 : 1));
  return best && best.order < 2 * TOO_FAR ? best.known : "";
};

const LONGEST_CUT = 24;
const SHORTEST_PART = 3;

const cut = (word, common, spare) => {
  const ways = word ? [] : [[]];
  for (let end = 2; end <= word.length; end += 1) {
    const part = word.slice(0, end);
    const isCommon = common.get(part) === 0 || (end > 2 && common.has(part));
    if (isCommon || (spare && end >= SHORTEST_PART)) ways.push(...cut(word.slice(end), common, spare && isCommon).map((rest) => [part, ...rest]));
  }
  return ways;
};

// The ways in which a word may be several common ones, or these and another, the likeliest first. One part at least is a function word.
export const cuts = (word, common) => {
  if (word.length > LONGEST_CUT) return [];
  const own = word.startsWith("i") ? cut(word.slice(1), common, true).map((rest) => ["i", ...rest]) : [];
  const likely = [...cut(word, common, true), ...own].filter((way) => way.some((part) => common.get(part) === 0));
  const ranked = likely.map((way) => ({ way, rare: way.filter((part) => !common.has(part)).join("").length, text: way.join(" ") }));
  ranked.sort((one, other) => one.rare - other.rare || one.way.length - other.way.length || (one.text < other.text ? -1 : 1));
  return ranked.map(({ way }) => way);
};
