// About how the card and the page will look, made of text alone: nothing that was typed is ever read as markup.

import { element, say } from "./../find/says.js";
import { questionOf } from "./answers.js";

const HEADING_LINE = /^#{1,6}\s+/;
const BULLET_LINE = /^[-*+•▪‣·\uf0a7\uf0b7\uf0d8]\s+/;
const NUMBER_LINE = /^(\d+)\.\s+/;
// An address that becomes a link on the page; here a press on it would lead away from what was typed.
const BARE_ADDRESS = /((?:https?:\/\/|www\.)[^\s<>"]*[^\s<>",;:.!?'*_)]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)/;
const withLinks = (line) => line.split(BARE_ADDRESS).map((part, number) => (number % 2 ? element("u", { textContent: part }) : part));
const item = (line, mark) => element("li", {}, ...withLinks(line.replace(mark, "")));
const broken = (lines) => lines.flatMap((line, number) => (number ? [element("br")] : []).concat(withLinks(line)));
const drawn = {
  h4: ([line]) => element("h4", { textContent: line.replace(HEADING_LINE, "") }),
  ul: (lines) => element("ul", {}, ...lines.map((line) => item(line, BULLET_LINE))),
  ol: (lines) => element("ol", {}, ...lines.map((line) => item(line, NUMBER_LINE))),
  p: (lines) => element("p", {}, ...broken(lines)),
};

// What a line begins or goes on with, as plugins/ourtables/listing/typed_markdown.py has it: a numbered list begins with 1.
const kindOf = (line, last) => {
  if (HEADING_LINE.test(line)) return "h4";
  if (BULLET_LINE.test(line)) return "ul";
  const number = Number(NUMBER_LINE.exec(line)?.[1]);
  return number === (last?.kind === "ol" ? last.lines.length : 0) + 1 ? "ol" : "p";
};

const bodyParts = (text) => {
  const blocks = [];
  let isOpen = false;
  for (const line of text.split("\n").map((one) => one.trim())) {
    const last = blocks[blocks.length - 1];
    const kind = kindOf(line, last);
    if (line && isOpen && kind === last.kind && kind !== "h4") last.lines.push(line);
    else if (line) blocks.push({ kind, lines: [line] });
    isOpen = Boolean(line);
  }
  return blocks.map(({ kind, lines }) => drawn[kind](lines));
};
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
  const tagsOf = (name, className) => told(top(name)).map((textContent) => element("li", { textContent, className }));
  const card = element(
    "article",
    { className: "card" },
    element("h3", {}, element("bdi", { textContent: answers.name ?? say("no-name") })),
    element("p", { className: "card-words", dir: "auto", textContent: answers.summary ?? firstSentence(answers.body ?? "") }),
    element("ul", { className: "tags" }, ...tagsOf("areas", ""), ...tagsOf("formats", "tag")),
    element("p", { className: "card-foot fresh", textContent: day }),
  );
  const facts = [...form.querySelectorAll(".ask")].filter((ask) => !ask.parentElement.closest(".ask") && !["name", "body", "summary"].includes(ask.dataset.path));
  const rows = facts.flatMap((ask) => {
    const words = told(ask);
    return words.length ? [element("dt", { textContent: questionOf(ask) }), ...words.map((textContent) => element("dd", { dir: "auto", textContent }))] : [];
  });
  box.replaceChildren(card, element("div", { className: "words", dir: "auto" }, ...bodyParts(answers.body ?? "")), element("dl", { className: "terms" }, ...rows));
};
