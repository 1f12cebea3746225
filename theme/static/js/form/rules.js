// Answers held to the checker's own *field* rules (plugins/ourtables/listing/checking/), from the table of plugins/ourtables/listing/rulebook.py.
// tests/form/ runs both and compares.

import { answered, bodyOf, DROPPED, filled, openBook } from "./book.js";
import { below, Checker } from "./checker.js";
import { checkBetween } from "./cross_field.js";
import { personalIn, textsIn } from "./personal.js";
import { checkMissing, readFields } from "./records.js";
import { isMapping } from "./values.js";

// Every problem of some answers: `path` leads to the value, such as ["contact", 0, "value"].
export const check = (answers, book) => {
  const { body: words, ...rest } = answers;
  const checker = new Checker(openBook(book));
  const written = bodyOf(words);
  const given = answered(rest) ?? {};
  const { fields, needed_when_closed: closed, spared_when_not_asked: spared } = checker.book;
  const found = readFields(fields, given, checker);
  const isNeeded = ({ name }) => (found.status === "closed" ? closed.includes(name) : !(found.consent === "not-asked" && spared.includes(name)));
  checkMissing(fields.filter(isNeeded), found, 0, checker);
  checkMeetingPlaces(given, checker);
  checkLanguages(given, checker);
  checkBetween("", found, given, checker);
  checkAreas(found, checker);
  checkLeads(found, checker);
  const body = checker.book.withoutHidden(written);
  checkBody(written, body, found, checker);
  checkShown(found, given, body, checker);
  checkPersonal(found, given, body, checker);
  return checker.problems;
};

const checkMeetingPlaces = ({ meetings, places = {} }, checker) => {
  if (!Array.isArray(meetings)) return;
  const known = [...(isMapping(places) ? Object.keys(places) : []), "online"];
  meetings.forEach(({ where }, place) => {
    if (typeof where !== "string" || known.includes(where)) return;
    checker.complain("unknown-place", { name: "meetings.where", path: ["meetings", place, "where"] });
  });
};

// Words in a language that there are words in already: a reader would be shown both.
const checkLanguages = ({ written_in: own, also_in: others }, checker) => {
  if (!Array.isArray(others)) return;
  const tagOf = (text) => (typeof text === "string" ? text.trim().toLowerCase() : "");
  const met = [tagOf(own) || tagOf(checker.book.language)];
  others.forEach(({ language }, place) => {
    const tag = tagOf(language);
    if (tag && met.some((one) => `${one}-`.startsWith(`${tag}-`) || `${tag}-`.startsWith(`${one}-`))) {
      checker.complain("language-twice", { name: "also_in.language", path: ["also_in", place, "language"] });
    }
    met.push(tag);
  });
};

const checkAreas = ({ areas, formats }, checker) => {
  if (!areas || !formats || formats.includes("in-person")) return;
  const known = checker.book.terms.get("areas");
  const parents = new Set([...known.values()].map(({ parent }) => parent));
  if (areas.some((area) => parents.has(area))) return;
  const names = checker.shown(areas.map((area) => known.get(area).label));
  checker.complain("only-councils", below(null, "areas"), { names, root: checker.book.root });
};

const checkLeads = ({ led_by: value }, checker) => {
  const { led_by: listed } = checker.book;
  if (value && listed.length && !listed.includes(value)) checker.complain("who-leads", below(null, "led_by"), { value, known: listed.join(", ") });
};

const checkBody = (written, body, { status }, checker) => {
  const { book } = checker;
  const complain = (code, values) => checker.complain(code, below(null, "body"), values);
  const hidden = book.hidden(written, { beside: true });
  const said = new Set();
  for (const [code, what] of hidden.slice(0, book.most.hidden)) {
    if (code !== DROPPED || !said.has(what)) complain(code, { what });
    said.add(what);
  }
  const size = new TextEncoder().encode(body).length;
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  if (size > book.most.body) complain("body-too-long", { count: grouped(size), most: grouped(book.most.body) });
  if (status === "closed") return;
  const count = body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (!body.trim()) complain("body-missing");
  else if (count < book.fewest_words) complain("body-short", { count: filled(book.phrases[count === 1 ? "word" : "words"], { count }) });
};

const checkShown = ({ status }, given, body, checker) => {
  const { book } = checker;
  if (status === "closed") return;
  const inLanguages = textsIn(given, book.fields, book).filter(([, { name }]) => name === "also_in.words");
  for (const [text, at] of [[body, below(null, "body")], ...inLanguages]) {
    for (const what of ["table", "picture"]) if (text.search(book.each[`marked_${what}`]) >= 0) checker.complain("not-shown", at, { what: book.phrases[what] });
  }
};

const checkPersonal = (found, given, body, checker) => {
  const { book } = checker;
  for (const [text, at] of [[body, below(null, "body")], ...textsIn(given, book.fields, book)]) {
    for (const phrase of personalIn(text, found, book)) checker.complain("personal-in-words", at, { what: book.phrases[phrase] });
  }
};
