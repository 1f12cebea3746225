// Fields made of fields, and the rules within each: contacts, meetings, places, ties, networks
// (plugins/ourtables/checking/records.py).

import { Checker } from "./checker.js";
import { contactFits, isMobile, isPersonalMailbox } from "./contacts.js";
import { capitals } from "./personal.js";
import { httpsAddress, isMapping, valueReaders } from "./values.js";

export class RecordChecker extends Checker {
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
    if (code) this.complain(code, { ...at, field: { name: "value" } }, { value, better: httpsAddress(value, /^[/@]+/) });
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
}
