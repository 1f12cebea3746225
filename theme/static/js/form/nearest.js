// The known word that a misspelt one resembles most, as plugins/ourtables/core/edit_distance.py finds it.

import { editDistance } from "./../find/edit_distance.js";

const folded = (word) => word.toLowerCase().replace(/[_ ]/g, "-");

// The slips between two words; more than either has letters when they are too many to be slips.
const slipsBetween = (word, known) => {
  if (2 * word.length > known.length && (known.startsWith(`${word}-`) || known.endsWith(`-${word}`))) return 1;
  const [typed, letters] = [[...word], [...known]];
  const longer = Math.max(typed.length, letters.length);
  const most = Math.floor(longer / 3);
  const slips = Math.abs(typed.length - letters.length) > most ? longer : editDistance(typed, letters, most);
  return slips > most ? longer + 1 : slips;
};

export const nearestWord = (wrong, known) => {
  const typed = folded(wrong.trim());
  let [best, nearest] = [[...typed].length + 1, ""];
  for (const [key, name] of [...known].map((word) => [folded(word), word]).sort()) {
    const slips = slipsBetween(typed, key);
    if (slips < best) [best, nearest] = [slips, name];
  }
  return nearest;
};
