// What is left of a name in a–z, 0–9 and hyphens, as plugins/ourtables/source.py has it; nothing of one in another script.

export const plainSlug = (name) => {
  const plain = name.replaceAll("&", " and ").replace(/['’]/g, "").normalize("NFKD").replace(/[^\0-\x7f]/g, "");
  return plain.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
};
