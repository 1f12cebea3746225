// Where problems go, with the sentences of the rulebook.

import { quotable } from "./book.js";
import { nearestWord } from "./spelling.js";

export class Checker {
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
}
