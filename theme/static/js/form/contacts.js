// Ways to reach a group: what each takes, what people mean by what they write, and what looks like one person's own
// (plugins/ourtables/listing/checking/contacts.py).

import { accountAddress, exampleFor, meantAddress } from "./web_links.js";

// What lets in anyone who reads it, by the phrase that names it.
export const OPEN_DOORS = ["meeting", "chat"];
export const openDoor = (phrase, book) => book.each[{ meeting: "meeting_password", chat: "chat_invitation" }[phrase]];
const doorIn = (value, book) => OPEN_DOORS.find((phrase) => value.toLowerCase().search(openDoor(phrase, book)) >= 0);

export const isPersonalMailbox = (value, book) => {
  const small = value.toLowerCase();
  const [local, domain] = [small.slice(0, Math.max(small.lastIndexOf("@"), 0)), small.slice(small.lastIndexOf("@") + 1)];
  if (local.split(/[._+-]/).some((part) => book.whole.shared_mailbox.test(part))) return false;
  return book.whole.two_names.test(local) && book.personal_mail.includes(domain);
};

// The mailbox that looks like one person's in an address put together from its words; empty where none is.
export const personalMailboxIn = (value, book) => {
  const [local, domain] = [value.slice(0, value.lastIndexOf("@")), value.slice(value.lastIndexOf("@") + 1)];
  const name = new RegExp(`(?:^|[^a-z])(${book.patterns.two_names})(?:[+].*)?$`).exec(local)?.[1];
  const provider = book.personal_mail.find((one) => `${domain}.`.startsWith(`${one}.`));
  const address = name && provider ? `${name}@${provider}` : "";
  return address && isPersonalMailbox(address, book) ? address : "";
};

// The rule that a value breaks, and what to write instead.
export const judged = (value, takes, handle, book) => {
  const number = takes.includes("phone") ? book.phones.read(value) : null;
  const fits = number || (takes.includes("email") && book.whole.email.test(value));
  if (fits || !takes.some((kind) => ["phone", "email", "link"].includes(kind))) {
    if (number && !number.isAlone) return ["words-beside-number"];
    return number && !number.inUse ? ["number-not-in-use"] : [];
  }
  if (takes.includes("link")) {
    const address = accountAddress(value, handle, book) || meantAddress(value, book);
    if (book.whole.link.test(address)) return address !== value && !doorIn(value, book) ? ["read-as", address] : [];
  }
  if (takes[0] === "phone") {
    const better = book.phones.lostBeginning(value);
    return better ? ["lost-beginning", better] : ["not-a-phone"];
  }
  return takes[0] === "email" ? ["not-an-email"] : ["not-a-link", exampleFor(value, handle, book)];
};

// The rule by which a value looks like somebody's own, and the phrase that names it.
export const personalWay = (value, takes, book) => {
  if (takes.includes("phone") && book.phones.read(value)?.isMobile) return ["personal-phone"];
  if (takes.includes("email") && isPersonalMailbox(value, book)) return ["personal-mailbox"];
  const phrase = takes.includes("link") && doorIn(value, book);
  return phrase ? ["personal-link", phrase] : [];
};
