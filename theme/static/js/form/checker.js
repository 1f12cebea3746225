// Collects problems, with the sentences of the rulebook.

import { filled, quotable } from "./book.js";
import { nearestWord } from "./nearest.js";

// A place one step further in: its dotted name, the path to its value, and the field that is there, if one is.
export const below = (above, step, field) => ({
  field,
  name: above ? `${above.name}.${step}` : step,
  path: [...(above?.path ?? []), step],
});

// An entry of a list or of a mapping, which goes by the name of its field.
export const inside = (at, step) => ({ ...at, path: [...at.path, step] });

export class Checker {
  problems = [];

  constructor(book) {
    this.book = book;
  }

  complain(code, { name, path }, values) {
    const { stops, message, hint } = this.book.rules[code];
    const gaps = { name: name.split(".").slice(-1)[0], ...values };
    const said = (sentence) => filled(sentence, gaps, (value) => quotable(String(value), this.book.most.letters));
    this.problems.push({ field: name, level: stops ? "error" : "warning", code, message: said(message), hint: said(hint), path });
  }

  // The fields with errors since some number of problems.
  stopped(since) {
    return this.problems.slice(since).filter(({ level }) => level === "error").map(({ field }) => field);
  }

  shown(words) {
    const { shown } = this.book.most;
    return words.slice(0, shown).join(", ") + (words.length > shown ? ", …" : "");
  }

  // The key that a person meant: by its label or a synonym, else by its spelling.
  nearest(value, words) {
    const small = value.toLowerCase();
    const named = [...words.values()].find(({ label, synonyms }) => [label, ...synonyms].some((name) => name.toLowerCase() === small));
    return named ? named.key : nearestWord(value, words.keys());
  }
}
