// The words of a text, folded as the search compares them: the rules of plugins/ourtables/directory/tokens.py.

const LETTERS = { ł: "l", ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ي: "ی", ى: "ی", ك: "ک", ة: "ه" };
const DROPPED = /[\u0300-\u036f'`\u00b4\u02bc\u2018\u2019\u200c-\u200f]/g;
// Scripts that leave no space between words: each pair of neighbouring signs is a word.
const UNSPACED = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)/;

const pairsOf = (run) => (run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2)));

// A plus sign belongs to a word only in names such as "C++".
const withoutPlus = (word) => (/^[a-z]\+\+$/.test(word) ? [word] : word.split("+").filter(Boolean));

export const wordsIn = (text) => {
  const bare = text.normalize("NFKD").replace(DROPPED, "").toLowerCase();
  const plain = Array.from(bare, (letter) => LETTERS[letter] ?? letter).join("");
  return (plain.match(/[\p{L}\p{M}\p{N}+]+/gu) ?? []).flatMap((word) =>
    word.split(UNSPACED).flatMap((part, place) => (place % 2 ? pairsOf(part) : withoutPlus(part))),
  );
};
