// The known word nearest to a misspelt one, by the measure of Python's difflib, which the checker uses.

const ALIKE = 0.7;
const LONGEST_SLIP = 150;

const longestShared = (one, other, [low, high, from, to]) => {
  let best = [low, from, 0];
  let lengths = new Map();
  for (let i = low; i < high; i += 1) {
    const next = new Map();
    for (let j = from; j < to; j += 1) {
      if (one[i] !== other[j]) continue;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best[2]) best = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  return best;
};

const lettersShared = (one, other, [low, high, from, to] = [0, one.length, 0, other.length]) => {
  const [i, j, size] = longestShared(one, other, [low, high, from, to]);
  return size && size + lettersShared(one, other, [low, i, from, j]) + lettersShared(one, other, [i + size, high, j + size, to]);
};

export const nearestWord = (wrong, known) => {
  const folded = [...wrong.trim().toLowerCase().replace(/[_ ]/g, "-")];
  if (folded.length > LONGEST_SLIP) return "";
  let best = { ratio: 0, folded: "", name: "" };
  for (const name of known) {
    const key = name.toLowerCase().replaceAll("_", "-");
    const letters = [...key];
    if ((2 * Math.min(letters.length, folded.length)) / (letters.length + folded.length) < ALIKE) continue;
    const ratio = (2 * lettersShared(letters, folded)) / (letters.length + folded.length);
    if (ratio >= ALIKE && (ratio > best.ratio || (ratio === best.ratio && key >= best.folded))) best = { ratio, folded: key, name };
  }
  return best.name;
};
