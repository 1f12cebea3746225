// A group's address made from its name, as plugins/ourtables/listing/source.py does it.

import { plainSlug } from "../find/slug.js";

export const slugFrom = (name, book) => {
  const { slug: most } = book.most;
  let slug = plainSlug(name);
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
