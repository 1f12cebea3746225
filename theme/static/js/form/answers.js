// What stands in the form as plain answers, and plain answers put into the form.

import { element } from "./../find/says.js";
import { languageCode, languageName } from "./languages.js";
import { addRow, emptyRows, rowsOf } from "./rows.js";

const SIGNS = /[,;\n]/;
const listed = (text) => text.split(SIGNS).map((part) => part.trim()).filter(Boolean);
const control = (ask) => ask.querySelector("input, textarea, select");
const typed = (ask) => control(ask).value.trim();
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

export const nameOf = (ask) => ask.dataset.path.split(".").at(-1);
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
const chosenAnswers = (ask) => {
  const now = new Map([...ask.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.name.split(".").at(-1), one.value]));
  const order = [...Object.keys(had.get(ask) ?? {}), ...now.keys()];
  return Object.fromEntries(order.filter((key) => now.has(key)).map((key) => [key, now.get(key)]));
};

export const chosenAreas = (ask) => [...ask.querySelectorAll("[data-chosen] [data-key]")].map((one) => one.dataset.key);

const answersIn = (box, owner) => {
  const found = {};
  for (const ask of asksIn(box, owner)) {
    const value = (READERS[ask.dataset.kind] ?? typed)(ask);
    if (!isEmpty(value)) found[nameOf(ask)] = value;
  }
  return found;
};

const rowsRead = (ask) => {
  const found = rowsOf(ask).map((row) => [row, answersIn(row, ask)]).filter(([, answers]) => !isEmpty(answers));
  readRows.set(ask, new Map(found.map(([row], place) => [String(place), row])));
  return found;
};

// A place is known by a key of its own, which a meeting names.
export const placeKeys = (ask, slug) => {
  const keys = new Map();
  for (const row of rowsOf(ask)) {
    const answers = answersIn(row, ask);
    if (isEmpty(answers)) continue;
    const first = row.dataset.key ?? (slug(answers.name ?? answers.town ?? "") || "place");
    let key = first;
    for (let number = 2; keys.has(key); number += 1) key = `${first}-${number}`;
    keys.set(key, row);
  }
  readRows.set(ask, keys);
  return keys;
};

const READERS = {
  words: chosenWords,
  days: chosenOne,
  choices: chosenOne,
  word: (ask) => ticked(ask)[0] ?? "",
  yes: (ask) => (control(ask).checked ? "yes" : ""),
  texts: (ask) => control(ask).value.split("\n").map((line) => line.trim()).filter(Boolean),
  slugs: (ask) => listed(control(ask).value),
  dates: (ask) => listed(control(ask).value),
  language: (ask) => (typed(ask) ? languageCode(typed(ask), languages) : ""),
  languages: (ask) => listed(control(ask).value).map((text) => languageCode(text, languages)),
  areas: chosenAreas,
  answers: chosenAnswers,
  record: (ask) => answersIn(ask, ask),
  records: (ask) => rowsRead(ask).map(([, answers]) => answers),
  meetings: (ask) => (control(ask).checked ? control(ask).value : rowsRead(ask).map(([, answers]) => answers)),
  "named-records": (ask) => Object.fromEntries([...readRows.get(ask)].map(([key, row]) => [key, answersIn(row, ask)])),
};

export const answersOf = (form, slug) => {
  for (const ask of form.querySelectorAll("[data-kind=named-records]")) placeKeys(ask, slug);
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

const put = (ask, value) => {
  const box = control(ask);
  // A place that a meeting names is a choice once the places are read.
  if (box.matches("select") && ![...box.options].some((option) => option.value === value)) box.append(element("option", { value, textContent: value }));
  box.value = value;
};
const tick = (ask, values) => {
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

const WRITERS = {
  words: (ask, value) => tick(ask, value ?? []),
  days: (ask, value) => tick(ask, value ?? ""),
  choices: (ask, value) => tick(ask, value ?? ""),
  word: (ask, value) => tick(ask, value ?? ""),
  yes: (ask, value) => (control(ask).checked = value === "yes"),
  texts: (ask, value = []) => put(ask, value.join("\n")),
  slugs: (ask, value = []) => put(ask, value.join(", ")),
  dates: (ask, value = []) => put(ask, value.join(", ")),
  language: (ask, value = "") => put(ask, value && languageName(value)),
  languages: (ask, value = []) => put(ask, value.map(languageName).join(", ")),
  areas: (ask, value = []) => ask.dispatchEvent(new CustomEvent("areas", { detail: [value].flat() })),
  answers: (ask, value = {}) => {
    for (const one of ask.querySelectorAll("select")) one.value = value[one.name.split(".").at(-1)] ?? "";
    had.set(ask, value);
  },
  record: (ask, value = {}) => putIn(ask, ask, value),
  records: (ask, value = []) => putRows(ask, value.map((answers) => ["", answers])),
  "named-records": (ask, value = {}) => putRows(ask, Object.entries(value)),
  meetings: (ask, value = []) => {
    control(ask).checked = value === control(ask).value;
    putRows(ask, Array.isArray(value) ? value.map((answers) => ["", answers]) : []);
  },
};

const putIn = (box, owner, answers) => {
  for (const ask of asksIn(box, owner)) (WRITERS[ask.dataset.kind] ?? ((one, value = "") => put(one, value)))(ask, answers[nameOf(ask)]);
};

export const fillForm = (form, answers) => putIn(form, null, answers);
