// The rulebook that plugins/ourtables/rulebook.py made, opened: expressions ready, words and fields by their names.

const openedBooks = new WeakMap();

export const openBook = (book) => {
  if (!openedBooks.has(book)) openedBooks.set(book, new Book(book));
  return openedBooks.get(book);
};

class Book {
  constructor(book) {
    Object.assign(this, book);
    this.whole = {};
    this.each = {};
    for (const [name, source] of Object.entries(book.patterns)) {
      this.whole[name] = new RegExp(`^(?:${source})$`, "u");
      this.each[name] = new RegExp(source, "gu");
    }
    this.terms = new Map(Object.entries(book.words).map(([name, terms]) => [name, new Map(terms.map((term) => [term.key, term]))]));
    this.fieldNamed = new Map(book.fields.map((field) => [field.name, field]));
    const { postcode, phone } = book;
    this.postcodeIn = postcode && new RegExp(`(?<![A-Z0-9])(?:${postcode.unit})(?![A-Z0-9])`, "gu");
    this.postcodeUnit = postcode && new RegExp(`^(?:${postcode.unit})$`, "u");
    this.postcodeAny = postcode && new RegExp(`^(?:${postcode.any.join("|")})$`, "u");
    this.phoneNumber = phone && new RegExp(`^(?:${phone.number})$`, "u");
    this.phoneMobile = phone?.mobile && new RegExp(`^(?:${phone.mobile})$`, "u");
  }

  // The keys above a key, nearest first.
  above(vocabulary, key) {
    const found = [];
    for (let term = this.terms.get(vocabulary).get(key); term?.parent; term = this.terms.get(vocabulary).get(term.parent)) found.push(term.parent);
    return found;
  }

  // The day it is where the directory is.
  get day() {
    return this.today ?? new Intl.DateTimeFormat("sv-SE", { timeZone: this.zone || "UTC" }).format(new Date());
  }

  // Each character that may not stand in a listing, as its rule and its name.
  hidden(text) {
    return ["control", "direction"].flatMap((name) => [...text.matchAll(this.each[name])].map(([letter]) => [`${name}-character`, codeName(letter)]));
  }

  withoutHidden(text) {
    return text.replace(this.each.control, "").replace(this.each.direction, "");
  }
}

const hexOf = (letter, length) => letter.codePointAt(0).toString(16).padStart(length, "0");
const codeName = (letter) => `U+${hexOf(letter, 4).toUpperCase()}`;

// Hidden characters as YAML writes them, so that they stay to be seen.
export const escapedLetter = (letter) => (letter.length > 1 ? `\\U${hexOf(letter, 8)}` : `\\u${hexOf(letter, 4)}`);

// A stranger's text as a sentence quotes it: on one line, what can't be seen by its name, and not too long.
export const quotable = (text, most) => {
  const letters = [...text];
  const line = letters.slice(0, most + 1).map((letter) => (/[\n\t\r]/.test(letter) ? " " : letter !== " " && /[\p{C}\p{Z}]/u.test(letter) ? `<${codeName(letter)}>` : letter)).join("");
  return letters.length <= most ? line : `${[...line].slice(0, most).join("")}…`;
};

// A text in which half a letter, and what no file of text can hold, is the sign for a letter that was lost.
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
export const bodyOf = (answers) => {
  const body = wholeLetters(answers.body ?? "").replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  return body.trim() && body;
};
