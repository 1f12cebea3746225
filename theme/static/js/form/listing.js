// A listing's text: written in the one tidy form of plugins/ourtables/formatting.py, and read back from it.

import { answered, bodyOf, escapedLetter, openBook } from "./book.js";
import { isMapping } from "./values.js";

const STEP = "  ";

// The whole text of a listing.
export const write = (answers, book) => {
  const { body, ...rest } = answers;
  const lines = new ListingWriter(openBook(book)).fields(answered(rest) ?? {}, book.fields, "");
  const front = ["---", ...lines, "---", ""].join("\n");
  const words = bodyOf(answers);
  return words ? `${front}\n${words}\n` : front;
};

// The answers of a tidy listing. Any other text is refused with a `NotTidy`, so that nothing of it can be lost.
export const read = (text, book) => {
  const reader = new ListingReader(openBook(book), text);
  const answers = reader.listing();
  if (write(answers, book) !== text) throw new NotTidy("it isn't in the form's own hand");
  return answers;
};

export class NotTidy extends Error {}

class ListingWriter {
  constructor(book) {
    this.book = book;
  }

  fields(answers, declared, indent) {
    const known = declared.filter(({ name }) => Object.hasOwn(answers, name));
    const others = Object.keys(answers).filter((name) => !known.some((field) => field.name === name));
    const all = [...known.map((field) => [field.name, field]), ...others.map((name) => [name])];
    return all.flatMap(([name, field]) => this.#entry(name, answers[name], field, indent));
  }

  #entry(name, value, field, indent) {
    const head = `${indent}${this.book.whole.key.test(name) ? name : this.#quoted(name)}:`;
    if (typeof value === "string") return `${head} ${this.#text(value, field, indent)}`.split("\n");
    const flow = this.#flow(value, field);
    if (flow && [...head, ...flow].length < this.book.most.wide) return [`${head} ${flow}`];
    return [head, ...this.#block(value, field, indent + STEP)];
  }

  // A list of short texts on one line; nothing when it needs more.
  #flow(value, field) {
    if (isMapping(value) || value.some((item) => typeof item !== "string")) return "";
    return `[${value.map((item) => this.#text(item, field)).join(", ")}]`;
  }

  #block(value, field, indent) {
    if (Array.isArray(value)) return value.flatMap((item) => this.#item(item, field, indent));
    if (field?.kind === "named-records") {
      const inner = { ...field, kind: "record" };
      return Object.keys(value).flatMap((name) => this.#entry(name, value[name], inner, indent));
    }
    // The answers of a mapping of words (`gates`) are written like the field's own.
    const declared = field?.parts ?? (field ? Object.keys(value).map((name) => ({ ...field, name })) : []);
    return this.fields(value, declared, indent);
  }

  #item(item, field, indent) {
    const lines = typeof item === "string" ? [`${indent}${STEP}${this.#text(item, field, indent)}`] : this.#block(item, field, indent + STEP);
    const [first, ...others] = lines.flatMap((line) => line.split("\n"));
    return [`${indent}- ${first.trimStart()}`, ...others];
  }

  // Bare when it is a word of ours, as a block when it has lines and there is room, else quoted.
  #text(text, field, indent) {
    if (field && this.book.bare.includes(field.kind) && this.book.whole.bare.test(text)) return text;
    const lines = text.replace(/\n$/, "").split("\n");
    const isBlock = indent !== undefined && lines.length > 1 && lines.every((line) => this.#standsAlone(line)) && lines[0] && lines.at(-1);
    if (!isBlock) return this.#quoted(text);
    return [text.endsWith("\n") ? "|" : "|-", ...lines.map((line) => line && `${indent}${STEP}${line}`)].join("\n");
  }

  #standsAlone(line) {
    return line === line.trim() && !/[\t\r]/.test(line) && !this.book.hidden(line).length;
  }

  #quoted(text) {
    const { control, direction } = this.book.each;
    return JSON.stringify(text).replace(control, escapedLetter).replace(direction, escapedLetter);
  }
}

const KEY_LINE = /^("(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_-]*):(?: (.*))?$/u;
const PIECE = /"(?:[^"\\]|\\.)*"|[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?/gu;

class ListingReader {
  constructor(book, text) {
    this.book = book;
    this.lines = text.split("\n");
    this.number = 1;
  }

  listing() {
    const close = this.lines.indexOf("---", 1);
    if (this.lines[0] !== "---" || close < 0) throw new NotTidy("it has no lines of three hyphens");
    this.close = close;
    const answers = this.#mapping(0);
    if (this.number !== close) this.#refuse();
    this.#know(answers, this.book.fields);
    const body = this.lines.slice(close + 1).join("\n").replace(/^\n+|\n+$/g, "");
    return body ? { ...answers, body } : answers;
  }

  #refuse() {
    throw new NotTidy(`line ${this.number + 1} can't be read`);
  }

  // A field that nobody declared would be lost by a form that doesn't ask for it.
  #know(answers, fields) {
    for (const [name, value] of Object.entries(answers)) {
      const field = fields.find((one) => one.name === name);
      if (!field) throw new NotTidy(`there is no field ${name}`);
      if (!field.parts || typeof value === "string") continue;
      const records = field.kind === "record" ? [value] : Object.values(value);
      for (const record of records) if (isMapping(record)) this.#know(record, field.parts);
    }
  }

  // The line that is next: how far in it stands, and what is on it.
  #next() {
    const line = this.number < this.close ? this.lines[this.number] : null;
    if (line === null) return null;
    const indent = line.length - line.trimStart().length;
    return { indent, isItem: line.startsWith("- ", indent), rest: line.slice(indent) };
  }

  #mapping(indent) {
    const found = new Map();
    for (let next = this.#next(); next && next.indent === indent && !next.isItem; next = this.#next()) {
      const [, key, value] = KEY_LINE.exec(next.rest) ?? this.#refuse();
      const name = key.startsWith('"') ? this.#unquoted(key) : key;
      if (found.has(name)) this.#refuse();
      this.number += 1;
      found.set(name, this.#value(value, indent));
    }
    return Object.fromEntries(found);
  }

  // What follows a colon or the hyphen of a list; `indent` is that of its line.
  #value(text, indent) {
    if (text === undefined) return this.#nested(indent + STEP.length);
    if (text === "|" || text === "|-") return this.#lines(indent + STEP.length) + (text === "|" ? "\n" : "");
    if (text.startsWith("[")) return this.#flow(text);
    const [piece] = text.match(PIECE) ?? [];
    if (piece !== text) this.#refuse();
    return this.#piece(piece);
  }

  #nested(indent) {
    const next = this.#next();
    if (next?.indent !== indent) this.#refuse();
    return next.isItem ? this.#list(indent) : this.#mapping(indent);
  }

  #list(indent) {
    const found = [];
    for (let next = this.#next(); next && next.indent === indent && next.isItem; next = this.#next()) {
      const rest = next.rest.slice(STEP.length);
      if (KEY_LINE.test(rest)) {
        // An item that is a record: its first line stands behind the hyphen.
        this.lines[this.number] = " ".repeat(indent + STEP.length) + rest;
        found.push(this.#mapping(indent + STEP.length));
      } else {
        this.number += 1;
        found.push(this.#value(rest, indent));
      }
    }
    return found;
  }

  #flow(text) {
    const pieces = text.slice(1, -1).match(PIECE) ?? [];
    if (`[${pieces.join(", ")}]` !== text) this.#refuse();
    return pieces.map((piece) => this.#piece(piece));
  }

  #lines(indent) {
    const found = [];
    for (; this.number < this.close; this.number += 1) {
      const line = this.lines[this.number];
      if (line && !line.startsWith(" ".repeat(indent))) break;
      found.push(line.slice(indent));
    }
    return found.join("\n");
  }

  #piece(piece) {
    return piece.startsWith('"') ? this.#unquoted(piece) : piece;
  }

  #unquoted(text) {
    const json = text.replace(/\\(?:U([0-9a-f]{8})|.)/g, (escape, code) => (code ? String.fromCodePoint(Number.parseInt(code, 16)) : escape));
    try {
      return JSON.parse(json);
    } catch {
      return this.#refuse();
    }
  }
}
