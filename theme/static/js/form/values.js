// One value at a time: the readers of plugins/ourtables/checking/values.py. Each takes a value, where it stands (`at`) and
// the checker, and gives what the value means, or nothing after a complaint.

export const isMapping = (value) => typeof value === "object" && !Array.isArray(value);
const lengthOf = (text) => [...text].length;

export const scalar = (value, at, checker) => {
  if (typeof value !== "string") return checker.complain("text-expected", at);
  const [hidden] = checker.book.hidden(value);
  if (hidden) return checker.complain(hidden[0], at, { what: hidden[1] });
  return value.normalize("NFC").trim();
};

const scalars = (value, at, checker) => {
  if (isMapping(value)) {
    checker.complain("list-expected", at);
    return [];
  }
  const items = Array.isArray(value) ? value.map((item, place) => [item, checker.inside(at, place)]) : [[value, at]];
  const most = at.field.most || items.length;
  if (items.length > most) checker.complain("too-many", at, { count: items.length, most });
  return items.slice(0, most).map(([item, where]) => [scalar(item, where, checker), where]).filter(([text]) => text);
};

const asLong = (text, at, checker) => {
  const { most = 0, least = 0 } = at.field;
  const count = lengthOf(text);
  if (most && count > most) return checker.complain("too-long", at, { count, most });
  if (count < least) return checker.complain("too-short", at, { count, least });
  return text;
};

const knownWord = (value, at, checker) => {
  const words = checker.book.terms.get(at.field.vocabulary);
  if (words.has(value)) return value;
  const better = checker.nearest(value, words);
  if (better) return checker.complain("misspelt-word", at, { value, better });
  return checker.complain("unknown-word", at, { value, known: checker.shown([...words.keys()]) });
};

const isDay = (year, month, day) => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
};

const dayRead = (value, at, checker) => {
  const parts = checker.book.whole.date.exec(value);
  if (!parts) return checker.complain("not-a-date", at, { value, example: checker.book.day });
  return isDay(...parts.slice(1).map(Number)) ? value : checker.complain("no-such-day", at, { value });
};

const languageRead = (value, at, checker) => {
  const { whole, languages, phrases } = checker.book;
  if (whole.language.test(value)) return value;
  const name = value.toLowerCase();
  const code = Object.hasOwn(languages, name) ? languages[name] : "";
  const better = code ? checker.filled(phrases.language, { value, code }) : "";
  return checker.complain("not-a-language", at, { value, better });
};

export const httpsAddress = (value, signs, otherwise = "") => `https://${value.split("://").at(-1).replace(signs, "") || otherwise}`;

// A reader of one text, and a reader of several that gives nothing when none can be used.
const ofOne = (read) => (value, at, checker) => {
  const text = scalar(value, at, checker);
  return text === undefined ? undefined : read(text, at, checker);
};
const ofSeveral = (read) => (value, at, checker) => {
  const found = scalars(value, at, checker).map(([text, where]) => read(text, where, checker)).filter(Boolean);
  return found.length ? [...new Set(found)] : undefined;
};

const amongKnown = (text, at, checker) => (at.field.known.includes(text) ? text : checker.complain("not-an-answer", at, { value: text, known: at.field.known.join(", ") }));
const lineRead = (text, at, checker) => (text.includes("\n") ? checker.complain("one-line", at) : asLong(text, at, checker));

const wordsRead = (value, at, checker) => {
  const aliases = at.field.vocabulary === "areas" ? checker.book.aliases : {};
  const known = checker.book.terms.get(at.field.vocabulary);
  const found = new Set();
  for (const [text, where] of scalars(value, at, checker)) {
    if (Object.hasOwn(aliases, text) && !known.has(text)) {
      checker.complain("alias-for-areas", where, { value: text, members: checker.shown(aliases[text]) });
      aliases[text].forEach((key) => found.add(key));
    } else if (found.has(text)) checker.complain("repeated", where, { value: text });
    else if (knownWord(text, where, checker)) found.add(text);
  }
  return found.size ? [...found] : undefined;
};

const answersRead = (value, at, checker) => {
  if (!isMapping(value)) return checker.complain("answers-expected", at, { example: at.field.line });
  for (const [key, item] of Object.entries(value)) {
    const where = checker.inside(at, key);
    if (knownWord(key, where, checker)) valueReaders.answer(item, where, checker);
  }
  return value;
};

export const valueReaders = {
  text: ofOne(lineRead),
  "place-name": ofOne(lineRead),
  note: ofOne(asLong),
  "contact-value": ofOne(asLong),
  word: ofOne(knownWord),
  words: wordsRead,
  date: ofOne(dayRead),
  dates: ofSeveral(dayRead),
  yes: ofOne((text, at, checker) => (text !== "yes" ? checker.complain("not-yes", at, { value: text }) : text)),
  answer: ofOne(amongKnown),
  choice: ofOne(amongKnown),
  choices: ofSeveral(amongKnown),
  answers: answersRead,
  days: ofSeveral((text, at, checker) => {
    const { days } = checker.book;
    const small = text.toLowerCase();
    return days.find((day) => small === day || small === day.slice(0, 3)) ?? checker.complain("not-an-answer", at, { value: text, known: days.join(", ") });
  }),
  time: ofOne((text, at, checker) => (checker.book.whole.time.test(text) ? text.padStart(5, "0") : checker.complain("not-a-time", at, { value: text }))),
  number: ofOne((text, at, checker) => {
    const { least = 0, most = 0 } = at.field;
    if (!checker.book.whole.number.test(text)) return checker.complain("not-a-number", at, { value: text });
    return Number(text) < least || Number(text) > most ? checker.complain("number-range", at, { value: text, least, most }) : Number(text);
  }),
  language: ofOne(languageRead),
  languages: ofSeveral(languageRead),
  link: ofOne((text, at, checker) => {
    if (checker.book.whole.link.test(text)) return text;
    return checker.complain("not-a-link", at, { value: text, better: httpsAddress(text, /^\/+/, "example.org") });
  }),
  slugs: ofSeveral((text, at, checker) => (checker.book.whole.slug.test(text) && text.length <= checker.book.most.slug ? text : checker.complain("not-a-slug", at, { value: text }))),
  texts: ofSeveral((text, at, checker) => {
    const { item } = checker.book.most;
    return lengthOf(text) > item ? checker.complain("too-long", at, { count: lengthOf(text), most: item }) : text;
  }),
};
