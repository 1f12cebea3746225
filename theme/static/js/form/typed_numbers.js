// The numbers that somebody could dial in a text, however they are typed (plugins/ourtables/core/typed_numbers.py).

import { unescapedSigns, withoutTags } from "./typed_forms.js";

// Words for digits, in English, Welsh and Urdu. NFKC leaves no small raised digit, so these are free to mean: twice and
// three times what follows, a ten that a digit may end, hundreds, thousands.
const DIGIT_WORDS = {
  zero: "0", oh: "0", o: "0", nought: "0", naught: "0", nil: "0", dim: "0", sero: "0", صفر: "0",
  one: "1", un: "1", ایک: "1", two: "2", dau: "2", dwy: "2", دو: "2", three: "3", tri: "3", tair: "3", تین: "3",
  four: "4", pedwar: "4", pedair: "4", چار: "4", five: "5", pump: "5", پانچ: "5", six: "6", chwech: "6", چھ: "6",
  seven: "7", saith: "7", سات: "7", eight: "8", wyth: "8", آٹھ: "8", nine: "9", naw: "9", نو: "9",
  ten: "10", eleven: "11", twelve: "12", thirteen: "13", fourteen: "14", fifteen: "15", sixteen: "16", seventeen: "17", eighteen: "18", nineteen: "19",
  twenty: "2⁰", thirty: "3⁰", forty: "4⁰", fifty: "5⁰", sixty: "6⁰", seventy: "7⁰", eighty: "8⁰", ninety: "9⁰",
  double: "²", dwbl: "²", triple: "³", treble: "³", hundred: "⁴", thousand: "⁵",
};
const DIGIT_WORD = Object.keys(DIGIT_WORDS).sort((one, other) => other.length - one.length).join("|");
const [EACH_DIGIT_WORD, ONLY_DIGIT_WORDS] = [new RegExp(DIGIT_WORD, "gu"), new RegExp(`^(?:${DIGIT_WORD})+$`, "u")];
const CLOCK_TIME = /(^|[^0-9:])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:])/g;
const WHOLE_DATE = /(^|[^0-9])(?:[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])/g;
const LINK_TARGET = /\]\(([^()\n]{0,300})\)/g;
// What may stand between two groups of digits: signs, and a word for one.
const BETWEEN_GROUPS = /^[^\p{L}\p{N}]*(?:and|then|dash|hyphen|dot|point|slash|stroke|space|gap|plus|x)?[^\p{L}\p{N}]*$/iu;
const [MOST_BETWEEN, FEWEST_LISTED, FEWEST_DIALLED, MOST_DIALLED] = [20, 3, 7, 15];

// Letters drawn like digits are meant as such beside one.
const digitsFor = (letters, at, text) => {
  const word = letters.toLowerCase();
  if (ONLY_DIGIT_WORDS.test(word)) return word.replace(EACH_DIGIT_WORD, (one) => DIGIT_WORDS[one]);
  const isBeside = /[0-9]/.test(text.charAt(at - 1)) || /[0-9]/.test(text.charAt(at + letters.length));
  return /^[oOIl]+$/.test(letters) && isBeside ? letters.replace(/[oO]/g, "0").replace(/[Il]/g, "1") : letters;
};

const inDigits = (text) =>
  text
    .replace(/[\p{L}\p{Nl}\p{No}]+/gu, digitsFor)
    .replace(/²[^\p{L}\p{N}\n]{0,3}([0-9])/gu, "$1$1")
    .replace(/³[^\p{L}\p{N}\n]{0,3}([0-9])/gu, "$1$1$1")
    .replace(/⁰[ -]?([1-9])(?![0-9])/gu, "$1")
    .replace(/⁰/gu, "0")
    .replace(/([0-9])[ -]?⁴/gu, "$100")
    .replace(/⁵/gu, "000");

// A single letter beside digits makes them part of a code.
const isOneLetter = ([near = "", further = ""]) => /[A-Za-z]/.test(near) && !/\p{L}/u.test(further);
const isPartOfWord = (text, start, end) => isOneLetter([...text.slice(Math.max(start - 4, 0), start)].reverse()) || isOneLetter([...text.slice(end, end + 4)]);

const goesOn = (between) => [...between].length <= MOST_BETWEEN && BETWEEN_GROUPS.test(between);
const digitsOf = (groups) => groups.join("").length;

const numbersInRun = (groups) =>
  groups.flatMap((_, first) => {
    const found = [];
    let number = "";
    for (const group of groups.slice(first, first + MOST_DIALLED)) {
      number += group;
      if (number.length > MOST_DIALLED) break;
      if (number.length >= FEWEST_DIALLED) found.push(number);
    }
    return found;
  });

// Groups of digits with no comma between that makes a list of them.
const partsOf = (text) => {
  const parts = [];
  let end = 0;
  for (const { 0: group, index } of text.matchAll(/[0-9]+/g)) {
    if (isPartOfWord(text, index, index + group.length)) continue;
    const between = text.slice(end, index);
    const isNext = parts.length > 0 && goesOn(between);
    if (isNext && !/,\s/.test(between)) parts[parts.length - 1].groups.push(group);
    else parts.push({ isListed: isNext, groups: [group] });
    end = index + group.length;
  }
  return parts;
};

// A list of small numbers is no number.
const digitRuns = (written) => {
  const text = inDigits(withoutTags(written).split("(0)").join("").replace(CLOCK_TIME, "$1at").replace(WHOLE_DATE, "$1at"));
  const runs = [];
  let before = 0;
  for (const { isListed, groups } of partsOf(text)) {
    if (isListed && Math.min(before, digitsOf(groups)) >= FEWEST_LISTED) runs[runs.length - 1].push(...groups);
    else runs.push([...groups]);
    before = digitsOf(groups);
  }
  return runs.map(numbersInRun);
};

// Every number of 7 to 15 digits in each run of digits that begins and ends with a group.
export const numbersIn = (signs) => {
  const text = unescapedSigns(signs);
  return [...text.matchAll(LINK_TARGET)].flatMap(([, target]) => digitRuns(target)).concat(digitRuns(text.replace(LINK_TARGET, "]")));
};
