// Why a group is shown, where its card doesn't show it: the answer that a word led to, or the words around it.

import { fetched } from "./fetched.js";
import { decoded } from "./decoded.js";
import { say } from "./says.js";
import { wordsIn } from "./tokens.js";

// What a file of Pagefind's begins with once it is unpacked.
const MAGIC = "pagefind_dcd";
const AROUND = 12;
// The column of a term by its first letter, and the message that names the term.
const COLUMNS = { o: ["offer", "why-offer"], f: ["for", "why-for"], a: ["access", "why-fact"], g: ["gate", "why-fact"], j: ["join", "why-fact"] };

// The answer of a group that a word is for: an offer, an audience, access, an open gate, a way in.
const termOf = async (group, { worded, index, facets }) => {
  for (const term of worded.terms(group)) {
    const [column, message] = COLUMNS[term[0]];
    const code = Number(term.slice(1));
    await index.need([column], [group]);
    if (!decoded(index.get(column, group)).includes(code)) continue;
    const [facet, ...others] = facets.filter((one) => one.column === column);
    return say(message, { what: others.length ? [facet, ...others][code >> 1].labels[0] : facet.labels[code] });
  }
  return "";
};

// A listing's words around the first that was looked for, from the text that Pagefind keeps for each group.
const excerptOf = async (group, { worded, index }) => {
  if (!("DecompressionStream" in window)) return "";
  const name = `${document.querySelector("[data-groups]").dataset.groups}../pagefind/fragment/${index.stamp}-${group.toString(16)}.pf_fragment`;
  const packed = (await fetched(new URL(name, import.meta.url))).body;
  const text = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
  const words = JSON.parse(text.slice(MAGIC.length)).content.split(/\s+/);
  const place = words.findIndex(worded.isMarked);
  if (place < 0) return "";
  const from = Math.max(0, place - AROUND);
  return `${from ? "… " : ""}${words.slice(from, place + AROUND).join(" ")}${place + AROUND < words.length ? " …" : ""}`;
};

// The earlier address of a group that moved, where it was looked for by that.
const movedFrom = (group, { worded, index }) => {
  const earlier = (index.get("tell", group).split(" ")[7] ?? "").split(",");
  const what = earlier.find((alias) => alias && wordsIn(alias).every(worded.isMarked));
  return what ? say("why-moved", { what }) : "";
};

const explain = async (card, group, about) => {
  const place = card.querySelector("[data-part=excerpt]");
  const moved = movedFrom(group, about);
  if (!moved && card.querySelector("mark")) return;
  const text = moved || (await termOf(group, about)) || (await excerptOf(group, about));
  place.replaceChildren(...about.worded.marked(text));
  place.hidden = !text;
};

// Each card is explained when it comes into view.
export const explainAll = (list, groups, about) => {
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      explain(target, groups[[...list.children].indexOf(target)], about).catch(() => {});
    }
  });
  for (const card of list.children) if (!card.dataset.watched) (card.dataset.watched = "yes") && watch.observe(card);
};
