// A listing's text: written in the one tidy form of plugins/ourtables/listing/formatting.py, and read back from it.

import { answered, bodyOf, escapedHidden, openBook } from "./book.js";
import { isMapping } from "./values.js";

const STEP = "  ";

// The whole text of a listing.
export const write = (answers, book) => {
  const { body, ...rest } = answers;
  const lines = new ListingWriter(openBook(book)).fields(answered(rest) ?? {}, book.fields, "");
  const front = ["---", ...lines, "---", ""].join("\n");
  const words = bodyOf(body);
  return words ? `${front}\n${words}\n` : front;
};

// The answers of a tidy listing. Any other text is refused with a `NotTidy`, so that nothing of it can be lost.
export const read = (text, book) => {
  const [front, body] = text.slice("---\n".length).split(/\n---\n+(.*)/s);
  let answers;
  try {
    answers = { ...readBlock(front.split("\n"), 0), body: body.replace(/\n+$/, "") };
  } catch {
    throw new NotTidy("it can't be read");
  }
  if (!isDeclared(answers, [...book.fields, { name: "body" }])) throw new NotTidy("it has a field that nobody declared");
  if (write(answers, book) !== text) throw new NotTidy("it isn't in the form's own hand");
  return answers;
};

export class NotTidy extends Error {}

class ListingWriter {
  constructor(book) {
    this.book = book;
  }

  fields(answers, declared, indent) {
    const known = declared.filter(({ name }) => Object.prototype.hasOwnProperty.call(answers, name));
    const others = Object.keys(answers).filter((name) => !known.some((field) => field.name === name));
    const all = [...known.map((field) => [field.name, field]), ...others.map((name) => [name])];
    return all.flatMap(([name, field]) => this._entry(name, answers[name], field, indent));
  }

  _entry(name, value, field, indent) {
    const head = `${indent}${this.book.whole.key.test(name) ? name : this._quoted(name)}:`;
    if (typeof value === "string") return `${head} ${this._text(value, field, indent)}`.split("\n");
    const flow = this._flow(value, field);
    if (flow && [...head, ...flow].length < this.book.most.wide) return [`${head} ${flow}`];
    return [head, ...this._block(value, field, indent + STEP)];
  }

  // A list of short texts on one line; nothing when it needs more.
  _flow(value, field) {
    if (isMapping(value) || value.some((item) => typeof item !== "string")) return "";
    return `[${value.map((item) => this._text(item, field)).join(", ")}]`;
  }

  _block(value, field, indent) {
    if (Array.isArray(value)) return value.flatMap((item) => this._item(item, field, indent));
    if (field?.kind === "named-records") {
      const inner = { ...field, kind: "record" };
      return Object.keys(value).flatMap((name) => this._entry(name, value[name], inner, indent));
    }
    // The answers of a mapping of words (`gates`) are written like the field's own.
    const declared = field?.parts ?? (field ? Object.keys(value).map((name) => ({ ...field, name })) : []);
    return this.fields(value, declared, indent);
  }

  _item(item, field, indent) {
    const lines = typeof item === "string" ? [`${indent}${STEP}${this._text(item, field, indent)}`] : this._block(item, field, indent + STEP);
    const [first, ...others] = lines.flatMap((line) => line.split("\n"));
    return [`${indent}- ${first.trimStart()}`, ...others];
  }

  // Bare when it is a word of ours, as a block when it has lines and there is room, else quoted.
  _text(text, field, indent) {
    if (field && this.book.bare.includes(field.kind) && this.book.whole.bare.test(text)) return text;
    const lines = text.replace(/\n$/, "").split("\n");
    const isBlock = indent !== undefined && lines.length > 1 && lines.every((line) => this._standsAlone(line)) && lines[0] && lines.slice(-1)[0];
    if (!isBlock) return this._quoted(text);
    return [text.endsWith("\n") ? "|" : "|-", ...lines.map((line) => line && `${indent}${STEP}${line}`)].join("\n");
  }

  _standsAlone(line) {
    return line === line.trim() && !/[\t\r]/.test(line) && !this.book.hidden(line).length;
  }

  _quoted(text) {
    return escapedHidden(JSON.stringify(text), this.book);
  }
}

const KEY_LINE = /^("(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_-]*):(?: (.*))?$/u;
const PIECE = /"(?:[^"\\]|\\.)*"|[^",[\] ]+/gu;

// Reads a mapping or a list from the lines that are left, and takes its lines away. It trusts them to be as `write` makes
// them: `read` writes the answers again and compares.
const readBlock = (lines, indent) => {
  const items = [];
  const entries = [];
  while (lines.length && lines[0].search(/\S/) === indent) {
    const line = lines.shift().slice(indent);
    const [, key, value] = KEY_LINE.exec(line) ?? [];
    if (key) entries.push([readPiece(key), readValue(value, lines, indent)]);
    else items.push(readItem(line.slice(STEP.length), lines, indent));
  }
  return items.length ? items : Object.fromEntries(entries);
};

const readItem = (text, lines, indent) => {
  if (!KEY_LINE.test(text)) return readValue(text, lines, indent);
  // An item that is a record: its first line is behind the hyphen.
  lines.unshift(" ".repeat(indent + STEP.length) + text);
  return readBlock(lines, indent + STEP.length);
};

// What follows a colon or a hyphen; `indent` is that of its line.
const readValue = (text, lines, indent) => {
  if (text === undefined) return readBlock(lines, indent + STEP.length);
  if (text.startsWith("[")) return text.match(PIECE).map(readPiece);
  if (!text.startsWith("|")) return readPiece(text);
  const inner = " ".repeat(indent + STEP.length);
  const found = [];
  while (lines.length && (!lines[0] || lines[0].startsWith(inner))) found.push(lines.shift().slice(inner.length));
  return found.join("\n") + (text === "|" ? "\n" : "");
};

const readPiece = (piece) => {
  const json = piece.replace(/\\(?:U([0-9a-f]{8})|.)/g, (escape, code) => (code ? String.fromCodePoint(Number.parseInt(code, 16)) : escape));
  return piece.startsWith('"') ? JSON.parse(json) : piece;
};

// Whether each answer has a field: the form would lose any other.
const isDeclared = (answers, fields) =>
  Object.entries(answers).every(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    if (!field?.parts || typeof value === "string") return field;
    const records = field.kind === "record" ? [value] : Object.values(value);
    return records.every((record) => !isMapping(record) || isDeclared(record, field.parts));
  });
