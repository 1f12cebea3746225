// Answers held to the checker's own *field* rules (plugins/ourtables/checking/), from the table of plugins/ourtables/rulebook.py.
// tests/form/ runs both and compares.

import { answered, bodyOf, openBook } from "./book.js";
import { personalIn, textsIn } from "./personal.js";
import { RecordChecker } from "./records.js";
import { isMapping } from "./values.js";

// Every problem of some answers: `path` leads to the value, such as ["contact", 0, "value"].
export const check = (answers, book) => {
  const { body, ...rest } = answers;
  const checker = new ListingChecker(openBook(book));
  checker.listing(answered(rest) ?? {}, bodyOf(answers));
  return checker.problems;
};

class ListingChecker extends RecordChecker {
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
    const inCrisis = offers.some((offer) => [offer, ...this.book.above("offers", offer)].includes(this.book.urgent));
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

  #personal(found, answers, body) {
    const { book } = this;
    const words = { name: "body", path: ["body"], field: { name: "body" } };
    for (const [text, at] of [[body, words], ...textsIn(answers, book.fields, this)]) {
      for (const phrase of personalIn(text, found, book)) this.complain("personal-in-words", at, { what: book.phrases[phrase] });
    }
  }
}
