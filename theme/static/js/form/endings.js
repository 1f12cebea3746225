// What happens to the text: the addresses of the forge and of the mail, the file, the clipboard. Every address is made here.

import { filled } from "./book.js";

const MAIL_MOST = 1900;
const bytesIn = (text) => new TextEncoder().encode(text).length;

// The address that opens a new file, with the text where the forge takes it and it isn't too long.
export const newAddress = (patterns, slug, text) => {
  const bare = filled(patterns.new, { slug });
  const whole = bare + filled(patterns.text, { text: encodeURIComponent(text) });
  const carries = patterns.text !== "" && bytesIn(whole) <= Number(patterns.most);
  return { address: carries ? whole : bare, carries };
};

export const editAddress = (patterns, slug) => ({ address: filled(patterns.edit, { slug }), carries: false });

// Lines of a mail end as mails have it.
export const mailAddress = (to, subject, text) =>
  `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.split("\n").join("\r\n"))}`;

// Some programs cut a longer one; then the text goes as a file.
export const fitsMail = (address) => bytesIn(address) <= MAIL_MOST;

// The group that an address names behind its #, which no server sees.
export const slugAsked = () => (new URLSearchParams(location.hash.slice(1)).get("g") ?? "").replace(/[^a-z0-9-]/g, "");

export const saveFile = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

// Whether the text is on the clipboard now; if not, it is selected, ready to be copied by hand.
export const copyText = async (box) => {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    box.closest("details").open = true;
    box.focus();
    box.select();
    return false;
  }
};
