// Fields made of fields, and the rules within each: contacts, meetings, places, ties, networks
// (plugins/ourtables/listing/checking/records.py).

import { below, inside } from "./checker.js";
import { judged, personalWay } from "./contacts.js";
import { checkBetween } from "./cross_field.js";
import { capitals } from "./personal.js";
import { plainSigns } from "./typed_forms.js";
import { isMapping, valueReaders } from "./values.js";

// The answers that can be used.
export const readFields = (fields, answers, checker, above) => {
  const found = {};
  for (const field of fields) {
    const value = answers[field.name];
    const meant = value === undefined ? undefined : readers[field.kind](value, below(above, field.name, field), checker);
    if (meant !== undefined && meant !== "") found[field.name] = meant;
  }
  return found;
};

// Reports what is missing among the required fields; what can't be used is reported already.
export const checkMissing = (fields, found, since, checker, above) => {
  const stopped = checker.stopped(since);
  for (const field of fields) {
    const at = below(above, field.name);
    const isReported = stopped.some((name) => name === at.name || name.startsWith(`${at.name}.`));
    if (field.required && found[field.name] === undefined && !isReported) checker.complain("missing", at, { ask: field.ask });
  }
};

const readRecord = (value, at, checker) => {
  if (!isMapping(value)) return checker.complain("answers-expected", at, { example: at.field.line });
  const since = checker.problems.length;
  const { name, parts } = at.field;
  const found = readFields(parts, value, checker, at);
  checkMissing(parts, found, since, checker, at);
  if (name === "contact") checkContact(found, at, checker);
  checkBetween(name, found, value, checker, at);
  if (name === "meetings") checkLikely(found, at, checker);
  return checker.stopped(since).length ? undefined : found;
};

const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

// What is more often a slip: a meeting of a whole day, and a day off on which there is no meeting.
const checkLikely = ({ start, end, day, not_on: off = [] }, at, checker) => {
  const { days, most } = checker.book;
  if (start && end && (minutesOf(end) - minutesOf(start) + 1440) % 1440 > most.hours * 60) {
    checker.complain("long-meeting", below(at, "end"), { start, end, most: most.hours });
  }
  for (const date of day ? off : []) {
    const weekday = days[(new Date(date).getUTCDay() + 6) % 7];
    if (!day.includes(weekday)) checker.complain("not-on-other-day", below(at, "not_on"), { value: date });
  }
};

const isTooMany = (count, at, checker) => {
  const { most } = at.field;
  if (count > most) checker.complain("too-many", at, { count, most });
  return count > most;
};
const anyOf = (records) => {
  const found = records.filter(Boolean);
  return found.length ? found : undefined;
};

const readRecords = (value, at, checker) => {
  if (!Array.isArray(value)) return checker.complain("list-expected", at);
  if (isTooMany(value.length, at, checker)) return undefined;
  return anyOf(value.map((item, place) => readRecord(item, inside(at, place), checker)));
};

const readMeetings = (value, at, checker) => {
  if (typeof value !== "string") return readRecords(value, at, checker);
  return value.trim() === "by-arrangement" ? value : checker.complain("not-an-answer", at, { value, known: checker.book.phrases.meetings });
};

const readPlaces = (value, at, checker) => {
  if (!isMapping(value)) return checker.complain("answers-expected", at, { example: at.field.line });
  const places = Object.entries(value);
  if (isTooMany(places.length, at, checker)) return undefined;
  return anyOf(places.map(([key, item]) => {
    const where = inside(at, key);
    const parts = readRecord(item, where, checker);
    if (!checker.book.whole.place_key.test(key) || key === "online") return checker.complain("place-key", { name: "places", path: where.path });
    return parts && keepsItsSecrets(key, parts, where, checker) ? parts : undefined;
  }));
};

const readers = { ...valueReaders, record: readRecord, records: readRecords, "named-records": readPlaces, meetings: readMeetings };

const checkContact = (found, above, checker) => {
  const { how, value, public_ok: mayBePublic } = found;
  if (!how || !value) return;
  const { book } = checker;
  const { takes: words = "text", handle } = book.terms.get("contact_ways").get(how);
  const takes = words.split("-or-");
  const at = below(above, "value");
  const [code, better] = judged(value, takes, handle, book);
  if (code === "read-as") found.value = better;
  if (code) checker.complain(code, at, { value, better });
  const [own, phrase] = mayBePublic ? [] : personalWay(found.value, takes, book);
  if (own) checker.complain(own, at, { what: book.phrases[phrase] });
};

const keepsItsSecrets = (key, parts, above, checker) => {
  const { book } = checker;
  const before = checker.problems.length;
  const complain = (code, name, what = name) => {
    if (parts[name] !== undefined) checker.complain(code, below(above, name), { what: book.phrases[what] });
  };
  const fits = (pattern) => pattern?.test(capitals(parts.postcode ?? ""));
  if (book.postcodeAny && !fits(book.postcodeAny)) complain("not-a-postcode", "postcode");
  if (parts.precision === "private") {
    if (!book.whole.private_place_key.test(key)) checker.complain("place-key-private", { name: "places", path: above.path });
    // A town has no number; an address does.
    if (/\p{Nd}/u.test(plainSigns(parts.town ?? "", book.codes))) complain("place-not-private", "town", "address");
    ["name", "postcode", "address", "directions"].forEach((name) => complain("place-not-private", name));
  } else if (parts.precision !== "exact") {
    complain("place-too-exact", "address");
    if (fits(book.postcodeUnit)) complain("place-too-exact", "postcode", "full-postcode");
  }
  return checker.problems.length === before;
};
