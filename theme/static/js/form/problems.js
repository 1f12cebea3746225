// What the checks say, beside the question it is about and together before the end. Nothing is ever kept from being sent.

import { element, say } from "./../find/says.js";
import { askAt, nameOf } from "./answers.js";

// An empty answer isn't spoken of beside its question before the person has been there and gone on.
const visited = new WeakSet();
export const visit = (ask) => visited.add(ask);

const labelled = (ask) => ask.querySelector(":scope > legend, :scope > label")?.textContent ?? "";

// The checker's own sentences, with a question for the name of its field and a word for its key: nobody sees those here.
let spoken = new Map();

export const speak = (form, words) => {
  const terms = Object.values(words).flat().map(({ key, label }) => [key, label]);
  const asks = [...form.querySelectorAll(".ask")].map((ask) => [nameOf(ask), labelled(ask)]);
  spoken = new Map([...terms, ...asks]);
};

const plainly = (text) => text.replace(/“([a-z][a-z0-9_-]*)(?:: ([a-z-]+))?”/g, (quoted, name, value) => {
  const found = spoken.get(value && value !== "yes" ? value : name);
  return found ? `“${found}”${value === "yes" ? `: “${say("yes")}”` : ""}` : quoted;
});
const UNANSWERED = ["missing", "body-missing"];
const saying = ({ code, message, hint }) => (UNANSWERED.includes(code) ? say("unanswered") : plainly(`${message} ${hint}`));

const beside = (ask, found) => {
  let box = ask.querySelector(":scope > .ask-says");
  const text = found.map(saying).join("\n");
  if (!box && !text) return;
  if (!box) {
    const name = ask.matches("fieldset") ? ask : ask.querySelector("input, textarea, select");
    box = element("div", { className: "ask-says", id: `says-${ask.dataset.path.replaceAll(".", "-")}` });
    box.setAttribute("aria-live", "polite");
    name.setAttribute("aria-describedby", [name.getAttribute("aria-describedby"), box.id].filter(Boolean).join(" "));
    ask.append(box);
  }
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...found.map((one) => element("p", { className: one.level === "error" ? "ask-mend" : "ask-mind", textContent: saying(one) })));
};

const entry = (ask, one) => {
  const link = element("a", { href: "#send", textContent: labelled(ask) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    visit(ask);
    for (let box = ask.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    ask.querySelector("input, textarea, select, button")?.focus();
  });
  return element("li", {}, link, ` ${saying(one)}`);
};

export const showProblems = (form, problems) => {
  const by = new Map();
  for (const one of problems) {
    const ask = askAt(form, one.path);
    if (ask) by.set(ask, [...(by.get(ask) ?? []), one]);
  }
  for (const ask of form.querySelectorAll(".ask")) beside(ask, visited.has(ask) ? (by.get(ask) ?? []) : []);
  const box = document.querySelector("#form-problems");
  const items = [...by].flatMap(([ask, found]) => found.map((one) => entry(ask, one)));
  const text = problems.map(saying).join("\n");
  box.hidden = !items.length;
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.querySelector("h3").textContent = say("to-mend", { count: items.length });
  box.querySelector("ul").replaceChildren(...items);
};
