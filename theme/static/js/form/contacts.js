// Ways to reach a group: what each takes, and what looks like one person's own (plugins/ourtables/checking/contacts.py).

export const dialled = (value, book) => value.replace(book.each.phone_signs, "");

const isPhone = (value, book) => {
  const number = dialled(value, book);
  if (!book.phoneNumber) return book.whole.any_phone.test(number);
  return book.whole.abroad.test(number) || book.phoneNumber.test(number);
};

export const isMobile = (value, book) => Boolean(book.phoneMobile?.test(dialled(value, book)));

export const isPersonalMailbox = (value, book) => {
  const small = value.toLowerCase();
  const [local, domain] = [small.slice(0, Math.max(small.lastIndexOf("@"), 0)), small.slice(small.lastIndexOf("@") + 1)];
  if (local.split(/[._+-]/).some((part) => book.whole.shared_mailbox.test(part))) return false;
  return book.whole.two_names.test(local) && book.personal_mail.includes(domain);
};

const FITS = {
  phone: ["not-a-phone", isPhone],
  email: ["not-an-email", (value, book) => book.whole.email.test(value)],
  link: ["not-a-link", (value, book) => book.whole.link.test(value)],
};

// The rule that a value breaks, or nothing.
export const contactFits = (value, takes, book) => {
  const wanted = takes.filter((kind) => FITS[kind]).map((kind) => FITS[kind]);
  return !wanted.length || wanted.some(([, fits]) => fits(value, book)) ? "" : wanted[0][0];
};
