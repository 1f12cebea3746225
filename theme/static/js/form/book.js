// The rulebook that plugins/ourtables/listing/rulebook.py made, opened: expressions ready, words and fields by their names.

import { PhonePlan } from "./phones.js";

export const DROPPED = "dropped-character";
const HIDDEN_RULES = [["control", "control-character"], ["direction", "direction-character"], ["stacked", "stacked-marks"]];
const MOST_BESIDE = 100;
const AROUND_WORD = /^[.,;:!?()"'“”‘’]+|[.,;:!?()"'“”‘’]+$/g;
const LETTERS = /^\p{L}+$/u;
const openedBooks = new WeakMap();

export const openBook = (book) => {
  if (!openedBooks.has(book)) openedBooks.set(book, new Book(book));
  return openedBooks.get(book);
};

// The label of a term that the rulebook sends without one: its key, as rulebook.py writes it.
const named = (key, small) => key.split("-").map((word) => (small.includes(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join(" ");

// The terms of a vocabulary, from the columns that the rulebook sends: a line for each term, empty where it has nothing.
const termsOf = (columns, small) => {
  const lines = Object.entries(columns).map(([name, column]) => [name, column.split("\n")]);
  // A file without words has no columns.
  return (columns.key?.split("\n") ?? []).map((key, at) => {
    const term = Object.fromEntries(lines.map(([name, column]) => [name, column[at]]).filter(([, value]) => value));
    const label = term.label ?? named(key, small);
    return { ...term, label, synonyms: term.synonyms?.split("|").map((name) => name.replace("~", () => label)) ?? [] };
  });
};

class Book {
  constructor(book) {
    Object.assign(this, book);
    this.words = Object.fromEntries(Object.entries(book.words).map(([name, columns]) => [name, termsOf(columns, book.small)]));
    this.aliases = Object.fromEntries(book.aliases.split("\n").filter(Boolean).map((line) => line.split(" ")).map(([key, ...members]) => [key, members]));
    const [names, codes] = book.languages.map((column) => column.split("\n"));
    this.languages = Object.fromEntries(names.map((name, at) => [name, codes[at]]));
    this.whole = {};
    this.each = {};
    for (const [name, source] of Object.entries(book.patterns)) {
      this.whole[name] = new RegExp(`^(?:${source})$`, "u");
      this.each[name] = new RegExp(source, "gu");
    }
    this.terms = new Map(Object.entries(this.words).map(([name, terms]) => [name, new Map(terms.map((term) => [term.key, term]))]));
    const { unseen, tag, before_tag: before } = book.patterns;
    this.each.control = new RegExp(`${unseen}|${tag}`, "gu");
    this.endsBeforeTag = new RegExp(`${before}$`, "u");
    const { postcode } = book;
    const whole = (source) => source && new RegExp(`^(?:${source})$`, "u");
    this.postcodeIn = postcode && new RegExp(`(?:^|[^A-Z0-9])(${postcode.unit})(?![A-Z0-9])`, "gu");
    this.postcodeUnit = whole(postcode?.unit);
    this.postcodeAny = whole(postcode?.any.join("|"));
    this.phones = new PhonePlan(book.phone, this);
  }

  // The keys above a key, nearest first; none where there is no such vocabulary.
  above(vocabulary, key) {
    const parent = this.terms.get(vocabulary)?.get(key)?.parent;
    return parent ? [parent, ...this.above(vocabulary, parent)] : [];
  }

  // Today, in the directory's time zone.
  get day() {
    return this.today ?? new Intl.DateTimeFormat("sv-SE", { timeZone: this.zone || "UTC" }).format(new Date());
  }

  // The last day that a listing may name.
  get lastDay() {
    return `${Number(this.day.slice(0, 4)) + this.most.years}${this.day.slice(4).replace("-02-29", "-02-28")}`;
  }

  // The characters that a listing may not have, each as its rule and its name; `beside` names those that do harm with words.
  hidden(text, { beside = false } = {}) {
    const found = [];
    this.hiddenAs(text, (letters, code, before) => {
      const harmless = this.whole.harmless.test(letters);
      const what = codeName(letters);
      found.push([harmless ? DROPPED : code, harmless || !beside ? what : this._withWords(what, before)]);
      return letters;
    });
    return found;
  }

  // A character's name with the words before it on its line; only letters, since a number may be somebody's own.
  _withWords(what, before) {
    const line = this.withoutHidden(before.slice(before.lastIndexOf("\n") + 1).slice(-MOST_BESIDE));
    const [last = "", first = ""] = line.split(/\s+/).filter(Boolean).map((word) => word.replace(AROUND_WORD, "")).slice(-2).reverse();
    if (!LETTERS.test(last)) return what;
    return filled(this.phrases.after, { what, words: LETTERS.test(first) ? `${first} ${last}` : last });
  }

  // A text with each such character as `write` gives it; a tag character that helps to spell a flag stays.
  hiddenAs(text, write) {
    return HIDDEN_RULES.reduce((left, [name, code]) => left.replace(this.each[name], (letters, at) => (this.spellsFlag(letters, left.slice(0, at)) ? letters : write(letters, code, left.slice(0, at)))), text);
  }

  withoutHidden(text) {
    return this.hiddenAs(text, () => "");
  }

  spellsFlag(letters, before) {
    return this.whole.tag.test(letters) && this.endsBeforeTag.test(before);
  }
}

const hexOf = (letter, length) => letter.codePointAt(0).toString(16).padStart(length, "0");
const codeName = (letter) => `U+${hexOf(letter, 4).toUpperCase()}`;

// Hidden characters as YAML writes them, so that they stay to be seen.
const escapedLetter = (letter) => (letter.length > 1 ? `\\U${hexOf(letter, 8)}` : `\\u${hexOf(letter, 4)}`);
export const escapedHidden = (text, book) => book.hiddenAs(text, (letters) => [...letters].map(escapedLetter).join(""));

// A stranger's text as a sentence quotes it: on one line, what can't be seen by its name, and not too long.
export const quotable = (text, most) => {
  const letters = [...text];
  const line = letters.slice(0, most + 1).map((letter) => (/[\n\t\r]/.test(letter) ? " " : letter !== " " && /[\p{C}\p{Z}]/u.test(letter) ? `<${codeName(letter)}>` : letter)).join("");
  return letters.length <= most ? line : `${[...line].slice(0, most).join("")}…`;
};

// A text with its gaps in braces filled.
export const filled = (text, gaps, shown = String) => text.replace(/\{(\w+)\}/g, (_, name) => shown(gaps[name]));

// A text whose half letters and NULs are replaced by the sign for a lost letter: no text file can hold them.
const wholeLetters = (text) => text.replace(/[\0\ud800-\udfff]/gu, "\ufffd");

// Answers without those that say nothing.
export const answered = (value) => {
  if (typeof value === "string") return wholeLetters(value) || undefined;
  const isList = Array.isArray(value);
  const kept = Object.entries(value ?? {}).map(([name, one]) => [name, answered(one)]).filter(([, one]) => one !== undefined);
  if (!kept.length) return undefined;
  return isList ? kept.map(([, one]) => one) : Object.fromEntries(kept);
};

// The group's own words as a file holds them; white space alone is none.
export const bodyOf = (words = "") => {
  const body = wholeLetters(words).replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  return body.trim() && body;
};
