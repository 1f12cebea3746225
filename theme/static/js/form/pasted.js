// What a keeper pastes: a listing as the form writes it, or lines that begin with one of our own labels. Whatever else is
// there is shown, so that nothing is lost; it is never guessed at. Nothing leaves this page, and leaving it clears all.

import { say } from "./../find/says.js";
import { openBook } from "./book.js";
import { NotTidy, read } from "./listing.js";
import { part } from "./parts.js";

const PAGE = /^page:\s*([a-z0-9-]+)\s*$/m;
const LISTING = /^---\n[^]*?\n---\n/m;
const SIGNATURE = /^-- ?$/m;
const plain = (text) => text.replace(/^[#*\s]+/, "").replace(/[?:*\s]+$/, "").replace(/\s+/g, " ").toLowerCase();

// A mail that is quoted as a whole, without its marks.
const unquoted = (text) => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const quoted = lines.filter(Boolean).every((line) => line.startsWith(">"));
  return (quoted ? lines.map((line) => line.replace(/^> ?/, "")) : lines).join("\n").trim();
};

// The listing in a text; nothing when there is none, or it isn't in the form's own hand.
const listingIn = (text, end, book) => {
  const front = LISTING.exec(text);
  if (!front) return null;
  const after = text.slice(front.index + front[0].length).split(`\n${end}`)[0].split(SIGNATURE)[0];
  const words = after.replace(/^\n+|\n+$/g, "");
  try {
    return read(words ? `${front[0]}\n${words}\n` : front[0], book);
  } catch (error) {
    if (error instanceof NotTidy) return null;
    throw error;
  }
};

// The text as parts, each a label of ours and what follows it; what comes before the first and below a signature is left over.
const parted = (text, labels) => {
  const parts = [{ name: "", lines: [] }];
  const [body, ...signed] = text.split(SIGNATURE);
  for (const line of body.split("\n")) {
    const colon = line.indexOf(":");
    const [alone, before] = [labels[plain(line)], colon > 0 && labels[plain(line.slice(0, colon))]];
    if (alone || before) parts.push({ name: alone || before, label: line, lines: alone ? [] : [line.slice(colon + 1)] });
    else parts.slice(-1)[0].lines.push(line);
  }
  return [parts, signed.join("\n")];
};

// A text as the answer of a field: as it is, or as words of ours that each piece names; nothing when it is anything else.
const TEXTS = ["text", "note", "link", "number", "markdown"];
const answerOf = (text, field, book) => {
  const kind = field?.kind;
  if (!field || TEXTS.includes(kind)) return kind === "note" || !field ? text : text.replace(/\s+/g, " ");
  if (kind === "date") return /^\d{4}-\d\d-\d\d$/.test(text) ? text : "";
  const terms = [...(openBook(book).terms.get(field.vocabulary)?.values() ?? []), ...(field.known ?? []).map((key) => ({ key, label: key, synonyms: [] }))];
  const find = (piece) => terms.find(({ key, label, synonyms }) => [key, label, ...synonyms].some((name) => name.toLowerCase() === piece.toLowerCase()))?.key;
  const whole = find(text);
  if (["word", "choice"].includes(kind)) return whole ?? "";
  if (!["words", "areas", "choices"].includes(kind)) return "";
  const found = whole ? [whole] : text.split(/[,;\n]/).map((piece) => piece.replace(/^[\s•*-]+|[\s.]+$/g, "")).filter(Boolean).map(find);
  return found.length && found.every(Boolean) ? found : "";
};

// The page that a pasted text names, its answers by field, and what of it couldn't be placed.
export const pasted = (typed, labels, end, book) => {
  const text = unquoted(typed);
  const page = PAGE.exec(text)?.[1] ?? "";
  const whole = listingIn(text, end, book);
  if (whole) return { page, answers: whole, rest: "" };
  const [parts, signed] = parted(text.replace(PAGE, ""), labels);
  const answers = {};
  const rest = [];
  for (const { name, label, lines } of parts) {
    const field = book.fields.find((one) => one.name === name);
    const said = lines.join("\n").trim();
    const [first, ...others] = said.split("\n");
    // What follows the line of an answer may be of no question at all.
    const tries = name && said && !(name in answers) ? [[said, ""], [first, others.join("\n").trim()]] : [];
    const [answer, left] = tries.map(([text, after]) => [answerOf(text, field, book), after]).find(([found]) => found) ?? ["", said];
    if (answer) answers[name] = answer;
    if (left) rest.push(answer || !label ? left : label.includes(left) ? label : `${label}\n${left}`);
  }
  return { page, answers, rest: [...rest, signed.trim()].filter(Boolean).join("\n\n") };
};

// `fill` puts answers into the form, and gives the short name of why it couldn't.
export const openPaste = (labels, book, form, fill) => {
  const [box, rest, said] = [part("paste-text"), part("paste-rest"), part("paste-said")];
  const clear = () => {
    for (const one of [box, rest, part("form-text")]) one.value = "";
    form.reset();
  };
  part("paste-fill").addEventListener("click", async () => {
    const found = pasted(box.value, labels, say("mail-end"), book);
    const reason = await fill(found);
    rest.value = found.rest;
    part("paste-left").hidden = !found.rest;
    said.textContent = say(reason ? `paste-${reason}` : "paste-filled", { count: Object.keys(found.answers).length, what: found.page });
  });
  part("paste-clear").addEventListener("click", () => location.reload());
  // A browser may keep a page that was left, with all that is in it.
  addEventListener("pagehide", clear);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
};
