// What looks personal outside the fields that are made for it (plugins/ourtables/listing/checking/personal.py).

import { below, inside } from "./checker.js";
import { isPersonalMailbox, OPEN_DOORS, openDoor, personalMailboxIn } from "./contacts.js";
import { mailboxesMeant, mailboxesSpelt, oneSpaced, plainSigns, unmarked } from "./typed_forms.js";
import { numbersIn } from "./typed_numbers.js";
import { isMapping } from "./values.js";

// Only a to z, so that every letter stays in its place.
export const capitals = (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

// The records of a field, each with where it is.
const recordsIn = (value, at) => {
  if (isMapping(value) && at.field.kind !== "named-records") return [[value, at]];
  return typeof value === "string" ? [] : Object.entries(value).map(([step, record]) => [record, inside(at, Array.isArray(value) ? Number(step) : step)]);
};

// Every text that somebody wrote into the answers, those within records too, each with where it is.
export const textsIn = (answers, fields, book, above) =>
  fields.flatMap((field) => {
    const value = answers[field.name];
    const at = below(above, field.name, field);
    if (value === undefined || book.apart.includes(at.name)) return [];
    if (field.parts) return recordsIn(value, at).filter(([record]) => isMapping(record)).flatMap(([record, where]) => textsIn(record, field.parts, book, where));
    if (!book.prose.includes(field.kind) || isMapping(value)) return [];
    return [value].flat().filter((text) => typeof text === "string").map((text) => [text, at]);
  });

const postcodesIn = (text, book) => [...text.matchAll(book.postcodeIn)].map(([, code]) => [code]);

// The phrase that names each thing in a text that looks personal; what the listing gives as its own doesn't.
export const personalIn = (text, { places = [], contact = [] }, book) => {
  const bare = (postcode) => capitals(postcode.split(" ").join(""));
  const postcodes = places.filter(({ precision, postcode }) => precision === "exact" && postcode).map(({ postcode }) => bare(postcode));
  const ways = contact.map(({ value }) => value);
  const [phones, mailboxes] = [ways.map((value) => plainSigns(value, book.codes).replace(/[^0-9]/g, "").slice(-9)), ways.map((value) => value.toLowerCase())];
  const plain = plainSigns(text.slice(0, book.most.looked_at), book.codes);
  const seen = unmarked(plain);
  const found = (phrase, matches, isPersonal) => [...matches].filter(([match]) => isPersonal(match)).map(() => phrase);
  const isForeign = (number) => book.phones.isMobile(number) && !phones.includes(number.slice(-9));
  const plainly = [...mailboxesSpelt(seen).matchAll(book.each.mailbox)].map(([address]) => address).filter((address) => isPersonalMailbox(address, book)).map((address) => address.toLowerCase());
  const isUnseen = (address) => address && ![...mailboxes, ...plainly].includes(address);
  return [
    ...numbersIn(plain).filter((numbers) => numbers.some(isForeign)).map(() => "mobile"),
    ...found("mailbox", plainly.map((address) => [address]), (address) => !mailboxes.includes(address)),
    ...found("mailbox", mailboxesMeant(seen).matchAll(book.each.mailbox), (address) => isUnseen(personalMailboxIn(address, book))),
    ...OPEN_DOORS.flatMap((phrase) => found(phrase, plain.toLowerCase().matchAll(openDoor(phrase, book)), () => true)),
    ...found("door", book.postcodeIn ? postcodesIn(capitals(oneSpaced(seen)), book) : [], (code) => !postcodes.includes(bare(code))),
  ];
};
