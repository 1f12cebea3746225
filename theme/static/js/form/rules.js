// Answers held to the checker's own *field* rules (plugins/ourtables/checking/), from the table of plugins/ourtables/rulebook.py.
// tests/form/ runs both and compares.

import { answered, bodyOf, openBook, quotable } from "./book.js";
import { nearestWord } from "./spelling.js";
import { httpsAddress, isMapping, valueReaders } from "./values.js";
import { contactFits, isMobile, isPersonalMailbox, dialled } from "./contacts.js";

// Every problem of some answers: `path` leads to the value, such as ["contact", 0, "value"].
export const check = (answers, book) => {
  const { body, ...rest } = answers;
  const checker = new Checker(openBook(book));
  checker.listing(answered(rest) ?? {}, bodyOf(answers));
  return checker.problems;
};

class Checker {
  problems = [];

  constructor(book) {
    this.book = book;
  }

  filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  complain(code, { name, path, field }, values = {}) {
    const { stops, message, hint } = this.book.rules[code];
    const all = Object.entries({ name: field?.name ?? name, ...values });
    const shown = Object.fromEntries(all.map(([gap, value]) => [gap, quotable(String(value), this.book.most.letters)]));
    const level = stops ? "error" : "warning";
    this.problems.push({ field: name, level, code, message: this.filled(message, shown), hint: this.filled(hint, shown), path });
  }

  at(field, above) {
    return { field, name: above ? `${above.name}.${field.name}` : field.name, path: [...(above?.path ?? []), field.name] };
  }

  inside(at, step) {
    return { ...at, path: [...at.path, step] };
  }

  shown(words) {
    const { shown } = this.book.most;
    return words.slice(0, shown).join(", ") + (words.length > shown ? ", …" : "");
  }

  // The key that a person meant: by its label or a synonym, else by its spelling.
  nearest(value, words) {
    const small = value.toLowerCase();
    const named = [...words.values()].find((term) => [term.label, ...(term.synonyms ?? [])].some((name) => name.toLowerCase() === small));
    return named ? named.key : nearestWord(value, words.keys());
  }

  // ------------------------------------------------------------ fields made of fields

  fieldsRead(fields, answers, above) {
    const found = {};
    for (const field of fields) {
      const value = answers[field.name];
      const meant = value === undefined ? undefined : this.#read(value, this.at(field, above));
      if (meant !== undefined && meant !== "") found[field.name] = meant;
    }
    return found;
  }

  #read(value, at) {
    const made = { record: "record", records: "records", "named-records": "places", meetings: "meetings" }[at.field.kind];
    return made ? this[made](value, at) : valueReaders[at.field.kind](value, at, this);
  }

  missing(fields, found, since, above) {
    const stopped = this.problems.slice(since).filter(({ level }) => level === "error").map(({ field }) => field);
    for (const field of fields) {
      const at = this.at(field, above);
      const isNamed = stopped.some((name) => name === at.name || name.startsWith(`${at.name}.`));
      if (field.required && found[field.name] === undefined && !isNamed) this.complain("missing", at, { ask: field.ask });
    }
  }

  record(value, at) {
    if (!isMapping(value)) return this.complain("answers-expected", at, { example: at.field.line });
    const since = this.problems.length;
    const { parts } = at.field;
    const found = this.fieldsRead(parts, value, at);
    this.missing(parts, found, since, at);
    if (at.field.name === "contact") this.#contact(found, at);
    if (at.field.name === "meetings") this.#meeting(found, value, at);
    return this.problems.slice(since).some(({ level }) => level === "error") ? undefined : found;
  }

  records(value, at) {
    if (!Array.isArray(value)) return this.complain("list-expected", at);
    const { most } = at.field;
    if (value.length > most) return this.complain("too-many", at, { count: value.length, most });
    const found = value.map((item, place) => this.record(item, this.inside(at, place))).filter(Boolean);
    return found.length ? found : undefined;
  }

  meetings(value, at) {
    if (typeof value !== "string") return this.records(value, at);
    if (value.trim() === "by-arrangement") return value;
    return this.complain("not-an-answer", at, { value, known: this.book.phrases.meetings });
  }

  places(value, at) {
    const { most, line } = at.field;
    if (!isMapping(value)) return this.complain("answers-expected", at, { example: line });
    const entries = Object.entries(value);
    if (entries.length > most) return this.complain("too-many", at, { count: entries.length, most });
    const found = entries.map(([key, item]) => {
      const where = this.inside(at, key);
      const parts = this.record(item, where);
      return parts && this.#keepsItsSecrets(key, parts, where) ? parts : undefined;
    }).filter(Boolean);
    return found.length ? found : undefined;
  }

  #contact({ how, value, public_ok: mayBePublic }, above) {
    if (!how || !value) return;
    const takes = (this.book.terms.get("contact_ways").get(how).takes ?? "text").split("-or-");
    const at = { name: "contact.value", path: [...above.path, "value"] };
    const code = contactFits(value, takes, this.book);
    if (code) this.complain(code, { ...at, name: "contact.value", field: { name: "value" } }, { value, better: httpsAddress(value, /^[/@]+/) });
    else if (mayBePublic) return;
    else if (takes.includes("phone") && isMobile(value, this.book)) this.complain("personal-phone", at, { value });
    else if (takes.includes("email") && isPersonalMailbox(value, this.book)) this.complain("personal-mailbox", at, { value });
  }

  #meeting({ every, from, until, start, end }, value, above) {
    const at = (name) => ({ name: `meetings.${name}`, path: [...above.path, name] });
    if (every === "month" && value.which === undefined) this.complain("which-needed", at("which"));
    if (every !== "month" && value.which !== undefined) this.complain("which-without-month", at("which"));
    if (every === "2-weeks" && value.from === undefined) this.complain("from-needed", at("from"));
    if (from && until && until < from) this.complain("until-before-from", at("until"), { until, start: from });
    if (start && start === end) this.complain("end-is-start", at("end"), { value: end });
  }

  #keepsItsSecrets(place, parts, above) {
    const { phrases, postcodeAny, postcodeUnit } = this.book;
    const before = this.problems.length;
    const complain = (code, name, values) => this.complain(code, { name: `places.${name}`, path: [...above.path, name] }, { place, ...values });
    const postcode = parts.postcode && capitals(parts.postcode);
    if (postcode && postcodeAny && !postcodeAny.test(postcode)) complain("not-a-postcode", "postcode", { value: parts.postcode });
    if (parts.precision === "private") {
      for (const name of ["name", "postcode", "address", "directions"]) {
        if (parts[name] !== undefined) complain("place-not-private", name, { what: phrases[name] });
      }
    } else if (parts.precision !== "exact") {
      if (parts.address !== undefined) complain("place-too-exact", "address", { what: phrases.address });
      if (postcode && postcodeUnit?.test(postcode)) complain("place-too-exact", "postcode", { what: phrases["full-postcode"] });
    }
    return this.problems.length === before;
  }

  // ------------------------------------------------------------ the whole listing

  listing(answers, written) {
    const { fields, needed_when_closed: closed, spared_when_not_asked: spared } = this.book;
    const found = this.fieldsRead(fields, answers);
    const isNeeded = ({ name }) => (found.status === "closed" ? closed.includes(name) : !(found.consent === "not-asked" && spared.includes(name)));
    this.missing(fields.filter(isNeeded), found, 0);
    this.#meetingPlaces(answers);
    this.#offersAndAreas(found, answers);
    this.#leadsAndEmergency(found, answers);
    this.#agesAndDays(found);
    const body = this.book.withoutHidden(written);
    this.#body(written, body, found);
    this.#personal(found, answers, body);
  }

  #about(code, name, values) {
    this.complain(code, { name, path: [name], field: { name } }, values);
  }

  #meetingPlaces({ meetings, places }) {
    if (!Array.isArray(meetings)) return;
    const known = [...(isMapping(places ?? []) ? Object.keys(places) : []), "online"];
    meetings.forEach((meeting, place) => {
      const { where } = meeting;
      if (typeof where !== "string" || known.includes(where)) return;
      this.complain("unknown-place", { name: "meetings.where", path: ["meetings", place, "where"] }, { value: where, known: known.join(", ") });
    });
  }

  #offersAndAreas({ offers = [], areas, formats }, answers) {
    if (offers.includes("other") && answers.offers_note === undefined) this.#about("offers-note-needed", "offers");
    if (!areas || !formats || formats.includes("in-person")) return;
    const known = this.book.terms.get("areas");
    const parents = new Set([...known.values()].map(({ parent }) => parent));
    if (areas.some((area) => parents.has(area))) return;
    const names = this.shown(areas.map((area) => known.get(area).label));
    this.#about("only-councils", "areas", { names, root: this.book.root });
  }

  #leadsAndEmergency({ led_by: leads, status, offers = [], emergency_response: response }, answers) {
    const { led_by: listed } = this.book;
    if (leads && listed.length && !listed.includes(leads)) this.#about("who-leads", "led_by", { value: leads, known: listed.join(", ") });
    if (status === "closed") return;
    const inCrisis = offers.some((offer) => [offer, ...this.book.above("offers", offer)].includes("in-a-crisis"));
    if (inCrisis && answers.emergency_response === undefined) this.#about("emergency-needed", "offers");
    if (response && response !== "no-policy-yet" && answers.emergency_note === undefined) this.#about("emergency-note-needed", "emergency_response", { value: response });
  }

  #agesAndDays({ age_min: least, age_max: most, until, status, confirmed }) {
    if (least > most) this.#about("age-order", "age_min", { least, most });
    if (until && !["paused", "starting-soon"].includes(status)) this.#about("until-without-wait", "until");
    else if (until && until < this.book.day) this.#about("until-passed", "until", { value: until });
    if (confirmed && confirmed > this.book.day) this.#about("date-ahead", "confirmed", { value: confirmed });
  }

  #body(written, body, { status }) {
    const { most, phrases, fewest_words: fewest } = this.book;
    for (const [code, what] of this.book.hidden(written).slice(0, most.hidden)) this.#about(code, "body", { what });
    const size = new TextEncoder().encode(body).length;
    const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
    if (size > most.body) this.#about("body-too-long", "body", { count: grouped(size), most: grouped(most.body) });
    if (status === "closed") return;
    const count = body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    if (!body.trim()) this.#about("body-missing", "body");
    else if (count < fewest) this.#about("body-short", "body", { count: this.filled(phrases[count === 1 ? "word" : "words"], { count }) });
  }

  // Every text that somebody wrote into the answers, those within records too.
  #texts(answers, fields = this.book.fields, above = undefined) {
    return fields.flatMap((field) => {
      const value = answers[field.name];
      const at = this.at(field, above);
      if (value === undefined || this.book.apart.includes(at.name)) return [];
      if (field.parts) return recordsIn(value, field).flatMap(([step, record]) => this.#texts(record, field.parts, step === undefined ? at : this.inside(at, step)));
      if (!["text", "note", "texts"].includes(field.kind) || isMapping(value)) return [];
      return [value].flat().filter((text) => typeof text === "string").map((text) => [text, at]);
    });
  }

  // What looks personal outside the fields that are made for it.
  #personal(found, answers, body) {
    const { book } = this;
    const bare = (postcode) => capitals(postcode.replaceAll(" ", ""));
    const places = (found.places ?? []).filter(({ precision, postcode }) => precision === "exact" && postcode);
    const postcodes = places.map(({ postcode }) => bare(postcode));
    const ways = (found.contact ?? []).map(({ value }) => value);
    const [phones, mailboxes] = [ways.map((value) => dialled(value, book)), ways.map((value) => value.toLowerCase())];
    const looks = {
      mobile: (text) => [...text.matchAll(book.each.long_number)].filter(([number]) => isMobile(number, book) && !phones.includes(dialled(number, book))),
      mailbox: (text) => [...text.matchAll(book.each.mailbox)].filter(([address]) => isPersonalMailbox(address, book) && !mailboxes.includes(address.toLowerCase())),
      door: (text) => (book.postcodeIn ? [...capitals(text).matchAll(book.postcodeIn)].filter(([code]) => !postcodes.includes(bare(code))) : []),
    };
    for (const [text, at] of [[body, { name: "body", path: ["body"], field: { name: "body" } }], ...this.#texts(answers)]) {
      for (const [phrase, find] of Object.entries(looks)) {
        for (const { 0: match, index } of find(text)) {
          const value = text.slice(index, index + match.length);
          this.complain("personal-in-words", at, { value, what: book.phrases[phrase] });
        }
      }
    }
  }
}

// The records of a field, each with the step of the path that leads to it.
const recordsIn = (value, { kind }) => {
  const isOne = isMapping(value) && kind !== "named-records";
  const all = isOne ? [[undefined, value]] : typeof value === "string" ? [] : Object.entries(value);
  return all.filter(([, record]) => isMapping(record)).map(([step, record]) => [Array.isArray(value) ? Number(step) : step, record]);
};

// Only a to z, so that every letter stays in its place.
const capitals = (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
