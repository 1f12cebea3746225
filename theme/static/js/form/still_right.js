// A listing whose group says that it is still right. Exports `groupSays`, `stillRight` and `SAID`.

import { openBook } from "./book.js";
import { write } from "./listing.js";

// What a group says that speaks for itself; a directory that has no word for it doesn't ask who said so.
export const groupSays = (day, book) => ({ confirmed: day, ...(openBook(book).terms.get("confirmed_by")?.has("group") && { confirmed_by: "group" }) });

// The fields that say who last said so, and when.
export const SAID = ["confirmed", "confirmed_by"];

// Only those fields change: everything else stays as it was written, letter for letter.
export const stillRight = (text, said, book) => {
  const end = text.indexOf("\n---", 3);
  const written = write(said, book).split("\n");
  let head = text.slice(0, end);
  for (const name of SAID) {
    const line = written.find((one) => one.startsWith(`${name}:`));
    const after = line ? `\n${line}` : "";
    const before = new RegExp(`\n${name}:.*`);
    head = before.test(head) ? head.replace(before, () => after) : head + after;
  }
  return head + text.slice(end);
};
