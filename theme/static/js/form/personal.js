// What looks personal outside the fields that are made for it (plugins/ourtables/checking/personal.py).

import { dialled, isMobile, isPersonalMailbox } from "./contacts.js";
import { isMapping } from "./values.js";

// Only a to z, so that every letter stays in its place.
export const capitals = (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

// The records of a field, each with the step of the path that leads to it.
const recordsIn = (value, { kind }) => {
  const isOne = isMapping(value) && kind !== "named-records";
  const all = isOne ? [[undefined, value]] : typeof value === "string" ? [] : Object.entries(value);
  return all.filter(([, record]) => isMapping(record)).map(([step, record]) => [Array.isArray(value) ? Number(step) : step, record]);
};

// Every text that somebody wrote into the answers, those within records too, each with where it stands.
export const textsIn = (answers, fields, checker, above) =>
  fields.flatMap((field) => {
    const value = answers[field.name];
    const at = checker.at(field, above);
    if (value === undefined || checker.book.apart.includes(at.name)) return [];
    if (field.parts) return recordsIn(value, field).flatMap(([step, record]) => textsIn(record, field.parts, checker, step === undefined ? at : checker.inside(at, step)));
    if (!["text", "note", "texts"].includes(field.kind) || isMapping(value)) return [];
    return [value].flat().filter((text) => typeof text === "string").map((text) => [text, at]);
  });

// The phrase that names each thing in a text that looks personal; what the listing gives as its own doesn't.
export const personalIn = (text, { places = [], contact = [] }, book) => {
  const bare = (postcode) => capitals(postcode.replaceAll(" ", ""));
  const postcodes = places.filter(({ precision, postcode }) => precision === "exact" && postcode).map(({ postcode }) => bare(postcode));
  const ways = contact.map(({ value }) => value);
  const [phones, mailboxes] = [ways.map((value) => dialled(value, book)), ways.map((value) => value.toLowerCase())];
  const found = (phrase, matches, isPersonal) => [...matches].filter(([match]) => isPersonal(match)).map(() => phrase);
  return [
    ...found("mobile", text.matchAll(book.each.long_number), (number) => isMobile(number, book) && !phones.includes(dialled(number, book))),
    ...found("mailbox", text.matchAll(book.each.mailbox), (address) => isPersonalMailbox(address, book) && !mailboxes.includes(address.toLowerCase())),
    ...found("door", book.postcodeIn ? capitals(text).matchAll(book.postcodeIn) : [], (code) => !postcodes.includes(bare(code))),
  ];
};
