// What the checks say, beside each question and all together before the end. Nothing stops anyone from sending.

import { element, say } from "./../find/says.js";
import { askAt, nameOf, questionOf } from "./answers.js";

// An empty answer is mentioned beside its question only once the person has been there and moved on.
const visited = new WeakSet();
export const visit = (ask) => visited.add(ask);

// The checker's own sentences, with the question instead of a field's name and the label instead of a key: the form shows neither.
let spoken = new Map();

export const speak = (form, words) => {
  const terms = Object.values(words).flat().map(({ key, label }) => [key, label]);
  const asks = [...form.querySelectorAll(".ask")].map((ask) => [nameOf(ask), questionOf(ask)]);
  spoken = new Map([...terms, ...asks]);
};

const plainly = (text) => text.replace(/“([a-z][a-z0-9_-]*)(?:: ([a-z-]+))?”/g, (quoted, name, value) => {
  const found = spoken.get(value && value !== "yes" ? value : name);
  const said = value === "yes" ? `: “${say("yes")}”` : "";
  return found ? `“${found}”${said}` : quoted;
});
const UNANSWERED = ["missing", "body-missing"];
const saying = ({ code, message, hint }) => (UNANSWERED.includes(code) ? say("unanswered") : plainly(`${message} ${hint}`));

const beside = (ask, found) => {
  let box = ask.querySelector(":scope > .ask-says");
  const text = found.map(saying).join("\n");
  if (!box && !text) return;
  if (!box) {
    const name = ask.matches("fieldset") ? ask : ask.querySelector("input, textarea, select");
    box = element("div", { className: "ask-says", id: `says-${ask.dataset.path.split(".").join("-")}` });
    box.setAttribute("aria-live", "polite");
    name.setAttribute("aria-describedby", [name.getAttribute("aria-describedby"), box.id].filter(Boolean).join(" "));
    ask.append(box);
  }
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...found.map((one) => element("p", { className: one.level === "error" ? "ask-mend" : "ask-mind", textContent: saying(one) })));
};

const entry = (ask, one) => {
  const link = element("a", { href: "#send", textContent: questionOf(ask) });
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
  const items = [...form.querySelectorAll(".ask")].flatMap((ask) => (by.get(ask) ?? []).map((one) => entry(ask, one)));
  const text = problems.map(saying).join("\n");
  box.hidden = !items.length;
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.querySelector("h3").textContent = say("to-mend", { count: items.length });
  box.querySelector("ul").replaceChildren(...items);
};
