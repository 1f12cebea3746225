// What is left of a name in a–z, 0–9 and hyphens, as plugins/ourtables/listing/source.py has it; nothing of one in another script.

// Latin letters that no mark can be taken off.
const SPELT = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ŋ: "n", æ: "ae", œ: "oe", ß: "ss", ẞ: "ss", þ: "th" };

export const plainSlug = (name) => {
  const spelt = name.split("&").join(" and ").replace(/['’]/g, "").replace(/[łŁøØđĐðÐħĦŧŦıŋŊæÆœŒßẞþÞ]/g, (letter) => SPELT[letter] ?? SPELT[letter.toLowerCase()]);
  return spelt.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
};
