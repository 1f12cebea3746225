// About how the card and the page will look, made of text alone: nothing that was typed is ever read as markup.

import { element, say } from "./../find/says.js";

const paragraph = (lines) => element("p", { textContent: lines.join(" ") });
const list = (lines, tag, mark) => element(tag, {}, ...lines.map((line) => element("li", { textContent: line.replace(mark, "") })));

const block = (text) => {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const head = /^#{1,6}\s+/;
  const bullet = /^[-*+]\s+/;
  const number = /^\d+[.)]\s+/;
  if (head.test(lines[0])) return [element("h4", { textContent: lines[0].replace(head, "") }), ...(lines.length > 1 ? [paragraph(lines.slice(1))] : [])];
  if (lines.every((line) => bullet.test(line))) return [list(lines, "ul", bullet)];
  if (lines.every((line) => number.test(line))) return [list(lines, "ol", number)];
  return [paragraph(lines)];
};

const bodyParts = (text) => text.split(/\n\s*\n/).filter((part) => part.trim()).flatMap(block);
const firstSentence = (text) => (text.trim().match(/^[\s\S]{20,200}?[.!?…](?=\s|$)/)?.[0] ?? text.trim().slice(0, 200)).replace(/^#+\s.*\n/, "");

// The words to read for a value, by what the form itself shows for it.
const told = (ask) => {
  const rows = [...ask.querySelectorAll(":scope > .row")].map((row) => [...row.querySelectorAll(":scope > .ask")].map(toldWords).filter(Boolean).join(" · "));
  return rows.length ? rows.filter(Boolean) : [toldWords(ask)].filter(Boolean);
};
const toldWords = (ask) => {
  const parts = [];
  for (const one of ask.querySelectorAll("input, select, textarea")) {
    const label = one.closest("label")?.querySelector("span")?.firstChild.textContent.trim();
    if (one.matches("[type=checkbox], [type=radio]")) {
      if (one.checked && one.value) parts.push(label);
    } else if (one.matches("select")) {
      const answer = one.value && one.selectedOptions[0].textContent;
      const of = one.closest("li")?.querySelector("label").textContent;
      if (answer) parts.push(of ? `${of}: ${answer}` : answer);
    } else if (one.value.trim() && !one.closest("[data-kind=areas]")) parts.push(one.value.trim());
  }
  ask.querySelectorAll("[data-chosen] li").forEach((one) => parts.push(one.firstChild.textContent));
  return parts.join(", ");
};

export const showPreview = (box, form, answers, day) => {
  const top = (name) => form.querySelector(`.ask[data-path="${name}"]`);
  const tags = ["areas", "formats"].flatMap((name) => told(top(name)));
  const card = element(
    "article",
    { className: "card" },
    element("h3", {}, element("bdi", { textContent: answers.name ?? say("no-name") })),
    element("p", { className: "card-words", dir: "auto", textContent: answers.summary ?? firstSentence(answers.body ?? "") }),
    element("ul", { className: "tags" }, ...tags.map((textContent) => element("li", { textContent }))),
    element("p", { className: "card-foot fresh", textContent: day }),
  );
  const facts = [...form.querySelectorAll(".ask")].filter((ask) => !ask.parentElement.closest(".ask") && !["name", "body", "summary"].includes(ask.dataset.path));
  const rows = facts.flatMap((ask) => {
    const words = told(ask);
    const label = ask.querySelector(":scope > legend, :scope > label");
    return words.length ? [element("dt", { textContent: label.textContent }), ...words.map((textContent) => element("dd", { dir: "auto", textContent }))] : [];
  });
  box.replaceChildren(card, element("div", { className: "words", dir: "auto" }, ...bodyParts(answers.body ?? "")), element("dl", { className: "terms" }, ...rows));
};
