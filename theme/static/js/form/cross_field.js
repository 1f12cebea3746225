// Rules between answers, which the table of rules gives as data (plugins/ourtables/listing/checking/cross_field.py).

import { below } from "./checker.js";

const holds = ({ field, words, negated }, found, book) => {
  const answers = [found[field] ?? []].flat();
  if (!words.length) return answers.length > 0;
  const { vocabulary } = book.fields.find(({ name }) => name === field) ?? {};
  return answers.some((word) => [word, ...book.above(vocabulary, word)].some((key) => words.includes(key))) !== negated;
};

const isBroken = ({ shape, field, other, when }, found, given, book) => {
  const areMet = when.every((condition) => holds(condition, found, book));
  const [first, second] = [field, other].map((name) => (name === "today" ? book.day : found[name]));
  if (shape === "needs") return areMet && given[field] === undefined;
  if (shape === "only-with") return first !== undefined && !areMet;
  if (first === undefined || second === undefined) return false;
  return shape === "differ" ? first === second : areMet && first > second;
};

// `given` are the answers as they were typed, `found` those that can be used.
export const checkBetween = (record, found, given, checker, above) => {
  for (const [code, { between }] of Object.entries(checker.book.rules)) {
    if (between?.record !== record || !isBroken(between, found, given, checker.book)) continue;
    // eslint-disable-next-line es-x/no-array-prototype-at, es-x/no-string-prototype-at -- a key of the rulebook
    const { at } = between;
    checker.complain(code, below(above, at), { ...found, value: found[at] });
  }
};
