// What is in the form as plain answers, and plain answers put into the form.

import { element } from "./../find/says.js";
import { languageCode, languageName } from "./languages.js";
import { addRow, emptyRows, rowsOf } from "./rows.js";

const control = (ask) => ask.querySelector("input, textarea, select");
const ticked = (ask) => [...ask.querySelectorAll("input:checked")].map((input) => input.value).filter(Boolean);
const isEmpty = (value) => value === undefined || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
let languages = {};

// What languages are called, as the rulebook has it.
export const knowLanguages = (names) => {
  languages = names;
};

// The rows that were read, so that a problem finds the row it is about.
const readRows = new WeakMap();
// What a listing had: its order stays, and words that the form doesn't show, such as a family of offers, stay with it.
const had = new WeakMap();

// The question as it is asked, without its number.
export const questionOf = (ask) => (ask.querySelector(":scope > legend, :scope > label")?.textContent ?? "").replace(/^\d+\. /, "");
export const nameOf = (ask) => ask.dataset.path.split(".").slice(-1)[0];
export const asksIn = (box, owner = box) => [...box.querySelectorAll(".ask")].filter((one) => (one.parentElement.closest(".ask") ?? null) === owner);
const isShown = (ask, word) => [...ask.querySelectorAll("input")].some((input) => input.value === word);
const chosenWords = (ask) => {
  const now = ticked(ask);
  const before = [had.get(ask) ?? []].flat().filter(Boolean);
  return [...before.filter((word) => now.includes(word) || !isShown(ask, word)), ...now.filter((word) => !before.includes(word))];
};
const chosenOne = (ask) => {
  const words = chosenWords(ask);
  return words.length === 1 && !Array.isArray(had.get(ask)) ? words[0] : words;
};
const wordOf = (select) => select.name.split(".").slice(-1)[0];
const chosenAnswers = (ask) => {
  const now = new Map([...ask.querySelectorAll("select")].filter((one) => one.value).map((one) => [wordOf(one), one.value]));
  const order = [...Object.keys(had.get(ask) ?? {}), ...now.keys()];
  return Object.fromEntries(order.filter((key) => now.has(key)).map((key) => [key, now.get(key)]));
};

export const chosenAreas = (ask) => [...ask.querySelectorAll("[data-chosen] [data-key]")].map((one) => one.dataset.key);

const answersIn = (box, owner) => {
  const found = {};
  for (const ask of asksIn(box, owner)) {
    const value = controlOf(ask).read(ask);
    if (!isEmpty(value)) found[nameOf(ask)] = value;
  }
  return found;
};

const rowsRead = (ask) => {
  const found = rowsOf(ask).map((row) => [row, answersIn(row, ask)]).filter(([, answers]) => !isEmpty(answers));
  readRows.set(ask, new Map(found.map(([row], place) => [String(place), row])));
  return found;
};

// A place is known by a key of its own, which a meeting names. The key is published, so ours say nothing, and a place
// that is made private gets a new one.
export const placeKeys = (ask, fits) => {
  const keys = new Map();
  const filled = rowsOf(ask).map((row) => [row, answersIn(row, ask)]).filter(([, answers]) => !isEmpty(answers));
  const kept = new Set(filled.map(([row]) => row.dataset.key));
  for (const [row, { precision }] of filled) {
    const { key: before } = row.dataset;
    let key = before;
    if (!before || keys.has(before) || !fits(before, precision === "private")) {
      for (let number = 1; !key || kept.has(key) || keys.has(key); number += 1) key = `place-${number}`;
      for (const option of ask.closest("form").querySelectorAll("[data-where] option")) if (before && option.value === before) option.value = key;
    }
    row.dataset.key = key;
    keys.set(key, row);
  }
  readRows.set(ask, keys);
  return keys;
};

const put = (ask, value) => {
  const box = control(ask);
  // A place that a meeting names is a choice once the places are read.
  if (box.matches("select") && ![...box.options].some((option) => option.value === value)) box.append(element("option", { value, textContent: value }));
  box.value = value;
};
const tick = (ask, values = "") => {
  for (const input of ask.querySelectorAll("input")) input.checked = [values].flat().includes(input.value);
  had.set(ask, values);
};
const putRows = (ask, rows) => {
  emptyRows(ask);
  rows.forEach(([key, answers], place) => {
    const row = rowsOf(ask)[place] ?? addRow(ask);
    if (key) row.dataset.key = key;
    putIn(row, ask, answers);
  });
};

// A box of text: what is typed there as an answer, and an answer as text.
const textBox = (parse, format) => ({
  read: (ask) => parse(control(ask).value.trim()),
  write: (ask, value) => put(ask, value === undefined ? "" : format(value)),
});
const same = (text) => text;
const listBox = (signs, joint, parse = same, format = same) =>
  textBox(
    (text) => text.split(signs).map((part) => part.trim()).filter(Boolean).map(parse),
    (values) => [values].flat().map(format).join(joint),
  );
const codeOf = (text) => text && languageCode(text, languages);
const COMMAS = /[,;\n]/;
const rowBox = { read: (ask) => rowsRead(ask).map(([, answers]) => answers), write: (ask, value = []) => putRows(ask, [value].flat().map((answers) => ["", answers])) };

// How each kind of question is read and filled in; any other is a box of text.
const CONTROLS = {
  text: textBox(same, same),
  texts: listBox("\n", "\n"),
  slugs: listBox(COMMAS, ", "),
  dates: listBox(COMMAS, ", "),
  language: textBox(codeOf, languageName),
  languages: listBox(COMMAS, ", ", codeOf, languageName),
  words: { read: chosenWords, write: tick },
  days: { read: chosenOne, write: tick },
  choices: { read: chosenOne, write: tick },
  word: { read: (ask) => ticked(ask)[0] ?? "", write: tick },
  yes: { read: (ask) => (control(ask).checked ? "yes" : ""), write: (ask, value) => (control(ask).checked = value === "yes") },
  areas: { read: chosenAreas, write: (ask, value = []) => ask.dispatchEvent(new CustomEvent("areas", { detail: [value].flat() })) },
  answers: {
    read: chosenAnswers,
    write: (ask, value = {}) => {
      for (const one of ask.querySelectorAll("select")) one.value = value[wordOf(one)] ?? "";
      had.set(ask, value);
    },
  },
  record: { read: (ask) => answersIn(ask, ask), write: (ask, value = {}) => putIn(ask, ask, value) },
  records: rowBox,
  "named-records": {
    read: (ask) => Object.fromEntries([...readRows.get(ask)].map(([key, row]) => [key, answersIn(row, ask)])),
    write: (ask, value = {}) => putRows(ask, Object.entries(value)),
  },
  meetings: {
    read: (ask) => (control(ask).checked ? control(ask).value : rowBox.read(ask)),
    write: (ask, value = []) => {
      control(ask).checked = value === control(ask).value;
      rowBox.write(ask, Array.isArray(value) ? value : []);
    },
  },
};
const controlOf = (ask) => CONTROLS[ask.dataset.kind] ?? CONTROLS.text;

export const answersOf = (form, fits) => {
  for (const ask of form.querySelectorAll("[data-kind=named-records]")) placeKeys(ask, fits);
  return answersIn(form, null);
};

// The question that a problem's path leads to, such as contact, 0, value.
export const askAt = (form, path) => {
  let [box, owner] = [form, null];
  let found = null;
  for (const step of path) {
    const row = found && readRows.get(found)?.get(String(step));
    const next = row ? null : asksIn(box, owner).find((ask) => nameOf(ask) === step);
    if (row) [box, owner] = [row, found];
    else if (next) [box, owner, found] = [next, next, next];
    else break;
  }
  return found;
};

const putIn = (box, owner, answers) => {
  for (const ask of asksIn(box, owner)) controlOf(ask).write(ask, answers[nameOf(ask)]);
};

export const fillForm = (form, answers) => putIn(form, null, answers);
