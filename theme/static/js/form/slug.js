// A group's address made from its name, as plugins/ourtables/source.py does it.

// What is left of a name in a–z, 0–9 and hyphens; nothing for a name in another script.
export const slugFrom = (name, book) => {
  const { slug: most } = book.most;
  const plain = name.replaceAll("&", " and ").replace(/['’]/g, "").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  let slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  while (slug.length > most) slug = slug.slice(0, Math.max(slug.lastIndexOf("-"), 0)) || slug.slice(0, most);
  return slug;
};

// An address that is neither kept for the site nor `taken` by another group.
export const freeSlug = (name, taken, book) => {
  const first = slugFrom(name, book) || "group";
  const used = new Set([...taken, ...book.reserved]);
  let slug = first;
  for (let number = 2; used.has(slug); number += 1) slug = `${first.slice(0, book.most.slug - 4).replace(/-+$/, "")}-${number}`;
  return slug;
};
