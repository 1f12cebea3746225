// The words of the scripts, which the page carries in the directory's language.

const { lang } = document.documentElement;
const plural = new Intl.PluralRules(lang);
const number = new Intl.NumberFormat(lang);
// A script that is imported later has a copy of this one of its own, so the element keeps the messages for all of them.
const carrier = document.querySelector("[data-says]");
const messages = (carrier.messages = carrier.messages ?? JSON.parse(carrier.dataset.says));

// The facet index brings more of them.
export const learn = (more) => Object.assign(messages, more);

export const say = (name, values = {}) => {
  const found = messages[name] ?? "";
  // A text that doesn't depend on a number has no forms.
  const text = found[plural.select(values.count)] ?? found.other ?? found;
  return text.replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? number.format(values[key]) : values[key] ?? ""));
};

// By messages: Chrome doesn't know the months of every language.
export const month = (text) => say(text.slice(5), { year: text.slice(0, 4) });

// Chrome before 86 and Firefox before 78 can't do this.
Element.prototype.replaceChildren = Element.prototype.replaceChildren || function (...nodes) {
  this.textContent = "";
  this.append(...nodes);
};

export const count = (value) => number.format(value);

export const element = (tag, values = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...inside);
  return made;
};
