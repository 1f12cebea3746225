// One value at a time: the readers of plugins/ourtables/listing/checking/field_values.py. Each takes a value, where it is (`at`) and
// the checker. It gives what the value means, or nothing after a complaint.

import { DROPPED, filled } from "./book.js";
import { inside } from "./checker.js";
import { exampleFor, meantAddress } from "./web_links.js";

// A name that a report may repeat, as plugins/ourtables/core/nodes.py has it.
const LIKE_A_FIELD = /^(?=.{1,30}$)[A-Za-z]+(?:[_-][A-Za-z]+){0,3}$/;

export const isMapping = (value) => typeof value === "object" && !Array.isArray(value);
const lengthOf = (text) => [...text].length;

// Each character that may not be there once, by its rule and name.
export const onceEach = (hidden) => [...new Map(hidden.map((one) => [one.join(" "), one])).values()];

const scalar = (value, at, checker) => {
  if (typeof value !== "string") return checker.complain("text-expected", at);
  const hidden = onceEach(checker.book.hidden(value));
  const harmful = hidden.filter(([code]) => code !== DROPPED);
  for (const [code, what] of harmful.length ? harmful.slice(0, 1) : hidden) checker.complain(code, at, { what });
  if (harmful.length) return undefined;
  const text = checker.book.withoutHidden(value).normalize("NFC").trim();
  return text && !/[^\p{Z}\p{C}\p{M}\u2800]/u.test(text) ? checker.complain("nothing-to-see", at) : text;
};

const scalars = (value, at, checker) => {
  if (isMapping(value)) {
    checker.complain("list-expected", at);
    return [];
  }
  const items = Array.isArray(value) ? value.map((item, place) => [item, inside(at, place)]) : [[value, at]];
  const most = at.field.most || items.length;
  if (items.length > most) checker.complain("too-many", at, { count: items.length, most });
  return items.slice(0, most).map(([item, where]) => [scalar(item, where, checker), where]).filter(([text]) => text);
};

// A reader of one text, and one of several that gives nothing when none can be used.
const ofOne = (read) => (value, at, checker) => {
  const text = scalar(value, at, checker);
  return text === undefined ? undefined : read(text, at, checker);
};
const ofSeveral = (read) => (value, at, checker) => {
  const found = scalars(value, at, checker).map(([text, where]) => read(text, where, checker)).filter(Boolean);
  return found.length ? [...new Set(found)] : undefined;
};

// A reader of what looks as a pattern says; `more` gives the other gaps of the sentence.
const matching = (pattern, code, more) => (text, at, checker) =>
  checker.book.whole[pattern].test(text) ? text : checker.complain(code, at, { value: text, ...more?.(text, checker.book) });

const readNote = (text, at, checker) => {
  const { most = 0, least = 0 } = at.field;
  const count = lengthOf(text);
  if (most && count > most) return checker.complain("too-long", at, { count, most });
  return count < least ? checker.complain("too-short", at, { count, least }) : text;
};
const readLine = (text, at, checker) => (text.includes("\n") ? checker.complain("one-line", at) : readNote(text, at, checker));

const readWord = (value, at, checker) => {
  const words = checker.book.terms.get(at.field.vocabulary);
  if (words.has(value)) return value;
  const better = checker.nearest(value, words);
  if (better) return checker.complain("misspelt-word", at, { value, better });
  // A field of answers takes such words as names, and anything can be typed there.
  const told = at.field.kind === "answers" && !LIKE_A_FIELD.test(value) ? "…" : value;
  return checker.complain("unknown-word", at, { value: told, known: checker.shown([...words.keys()]) });
};

const among = (known, value, at, checker) => (known.includes(value) ? value : checker.complain("not-an-answer", at, { value, known: known.join(", ") }));
const readChoice = (text, at, checker) => among(at.field.known, text, at, checker);

const readWeekday = (text, at, checker) => {
  const { days } = checker.book;
  const small = text.toLowerCase();
  return among(days, days.find((day) => small === day || small === day.slice(0, 3)) ?? text, at, checker);
};

const dated = matching("date", "not-a-date", (_, { day }) => ({ example: day }));
const readDate = (text, at, checker) => {
  if (dated(text, at, checker) === undefined) return undefined;
  // A day that no month has becomes one of the next month, or none.
  if (text < "0001" || !new Date(text).toJSON()?.startsWith(text)) return checker.complain("no-such-day", at, { value: text });
  const { first_day: first, lastDay: last } = checker.book;
  return text >= first && text <= last ? text : checker.complain("date-range", at, { value: text, first, last });
};

const digits = matching("number", "not-a-number");
const readNumber = (text, at, checker) => {
  const { least = 0, most = 0 } = at.field;
  if (digits(text, at, checker) === undefined) return undefined;
  return Number(text) < least || Number(text) > most ? checker.complain("number-range", at, { value: text, least, most }) : Number(text);
};

const readLink = (text, at, checker) => {
  const { book } = checker;
  const address = meantAddress(text, book);
  if (!book.whole.link.test(address)) return checker.complain("not-a-link", at, { value: text, better: exampleFor(text, "", book) });
  if (address !== text) checker.complain("read-as", at, { value: text, better: address });
  return address;
};
const readTime = matching("time", "not-a-time");
const readLanguage = matching("language", "not-a-language", (value, { languages, phrases }) => {
  const name = value.toLowerCase();
  return { better: Object.prototype.hasOwnProperty.call(languages, name) ? filled(phrases.language, { value, code: languages[name] }) : "" };
});

const readShortText = (text, at, checker) => {
  const most = checker.book.most.item;
  return lengthOf(text) > most ? checker.complain("too-long", at, { count: lengthOf(text), most }) : text;
};
const readSlug = (text, at, checker) => {
  const { whole, most } = checker.book;
  return whole.slug.test(text) && text.length <= most.slug ? text : checker.complain("not-a-slug", at, { value: text });
};

const readWords = (value, at, checker) => {
  const aliases = at.field.vocabulary === "areas" ? checker.book.aliases : {};
  const known = checker.book.terms.get(at.field.vocabulary);
  const found = new Set();
  for (const [text, where] of scalars(value, at, checker)) {
    if (Object.prototype.hasOwnProperty.call(aliases, text) && !known.has(text)) {
      checker.complain("alias-for-areas", where, { value: text, members: checker.shown(aliases[text]) });
      aliases[text].forEach((key) => found.add(key));
    } else if (found.has(text)) checker.complain("repeated", where, { value: text });
    else if (readWord(text, where, checker)) found.add(text);
  }
  return found.size ? [...found] : undefined;
};

const readAnswers = (value, at, checker) => {
  if (!isMapping(value)) return checker.complain("answers-expected", at, { example: at.field.line });
  for (const [key, item] of Object.entries(value)) {
    const where = inside(at, key);
    if (readWord(key, where, checker)) ofOne(readChoice)(item, where, checker);
  }
  return value;
};

export const valueReaders = {
  text: ofOne(readLine),
  note: ofOne(readNote),
  "contact-value": ofOne(readNote),
  "place-name": ofOne(readLine),
  word: ofOne(readWord),
  choice: ofOne(readChoice),
  date: ofOne(readDate),
  time: ofOne((text, at, checker) => readTime(text, at, checker)?.padStart(5, "0")),
  yes: ofOne((text, at, checker) => (text === "yes" ? text : checker.complain("not-yes", at, { value: text }))),
  number: ofOne(readNumber),
  language: ofOne(readLanguage),
  link: ofOne(readLink),
  words: readWords,
  choices: ofSeveral(readChoice),
  days: ofSeveral(readWeekday),
  dates: ofSeveral(readDate),
  languages: ofSeveral(readLanguage),
  slugs: ofSeveral(readSlug),
  texts: ofSeveral(readShortText),
  answers: readAnswers,
};
