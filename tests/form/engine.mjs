// Answers questions about the form's scripts, one JSON text a line: [function, its arguments]. The first line says where the
// scripts and the rulebook are.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { scripts, rulebook } = JSON.parse((await lines.next()).value);
const modules = await Promise.all(scripts.map((path) => import(path)));
const functions = Object.assign({}, ...modules);
const book = JSON.parse(readFileSync(rulebook, "utf-8"));

for await (const line of lines) {
  const [name, ...given] = JSON.parse(line);
  let said;
  try {
    said = { answer: functions[name](...given, book) };
  } catch (error) {
    said = { error: `${error.constructor.name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
