// What somebody meant by a web address (plugins/ourtables/listing/web_links.py).

import { filled } from "./book.js";

const AFTER_ADDRESS = /[,;.!?'"’”»>\]]+$/;

// Without the comma behind it, and without what sites add to follow people.
export const meantAddress = (written, book) => {
  let address = written.replace(/^[<“]+/, "").replace(AFTER_ADDRESS, "");
  if (address.endsWith(")") && !address.includes("(")) address = address.replace(/[,;.!?'"’”»>\])]+$/, "");
  const [, path, query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address);
  if (query === undefined || !book.whole.link.test(address)) return address;
  const kept = query.split("&").filter((part) => !book.whole.tracking.test(part.split("=")[0].toLowerCase()));
  return path + (kept.length ? `?${kept.join("&")}` : "") + (fragment ?? "");
};

// The address of an account from its name; nothing when the name doesn't say all of it.
export const accountAddress = (written, pattern, book) => {
  const [, name, server] = book.whole.handle.exec(written.replace(AFTER_ADDRESS, "")) ?? [];
  if (!name || !pattern || Boolean(server) !== pattern.includes("{server}")) return "";
  return pattern.includes("{domain}") && !name.includes(".") ? "" : filled(pattern, { name, server, domain: name });
};

// A whole address to show to somebody whose answer is none.
export const exampleFor = (written, pattern, book) => {
  if (pattern) {
    const name = book.whole.handle.exec(`@${written.replace(/^@+|@+$/g, "")}`)?.[1] ?? "ourgroup";
    return filled(pattern, { name, server: "example.org", domain: name.includes(".") ? name : `${name}.example.org` });
  }
  const better = `https://${written.split("://").slice(-1)[0].replace(/^[/@]+/, "")}`;
  return book.whole.link.test(better) ? better : "https://example.org";
};
