// Words: Pagefind finds them, and a small list of all words says which of those typed no listing has.

import { fetched } from "./fetched.js";

const pagefindAt = new URL("../pagefind/", import.meta.url);
const fromPagefind = (name, how) => fetched(new URL(name, pagefindAt), how);
const ENDINGS = new Set(["", "s", "es", "ies", "y", "e", "d", "ed", "ied", "ing", "ings", "er", "ers", "ly"]);
const MOST = 12;
let engineOf;

const start = async () => {
  const pagefind = await import(new URL("pagefind.js", pagefindAt));
  await pagefind.options({ noWorker: true });
  return pagefind;
};

const proveBuild = (stamp, { stamp: own }) => {
  if (stamp !== own) throw Object.assign(new Error("another build"), { told: "other-build" });
};

// The name that Pagefind has for a text: the stamp of the facet index, and its group's place in that index.
const groupOf = ({ id }, index) => {
  const [stamp, place] = id.split("-");
  proveBuild(stamp, index);
  return parseInt(place, 16);
};

// What is never a word of ours in any listing is said so, and isn't taken for the beginning of one.
const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const wordsIn = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const alike = (one, other) => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same >= 3 && ENDINGS.has(one.slice(same)) && ENDINGS.has(other.slice(same));
};

// The words of a beginning: a small table for two letters, a larger one for the first alone.
const wordLists = new Map();
const wordList = (start, { words: { base } }) => {
  if (!wordLists.has(start)) {
    const name = Array.from(start, (letter) => letter.codePointAt(0).toString(16)).join("-");
    const list = fetched(new URL(`../finder/${base}/${name}.json`, pagefindAt)).then((answer) => answer.json());
    wordLists.set(start, list);
    list.catch(() => wordLists.delete(start));
  }
  return wordLists.get(start);
};

const isKnown = async (word, index) => {
  const start = Array.from(word).slice(0, 2).join("");
  const starts = index.words.starts.split(" ");
  if (start === word) return starts.some((one) => one.startsWith(word));
  return starts.includes(start) && (await wordList(start, index)).split(" ").some((one) => one.startsWith(word) || alike(word, one));
};

// Pagefind takes a part of the index that it can't have or can't read for an empty one.
const sound = new Set();
const prove = async (index) => {
  const { stamp, first } = await (await fromPagefind("build.json", { cache: "no-cache" })).json();
  proveBuild(stamp, index);
  await fromPagefind(first, { method: "HEAD", cache: "no-store" });
  const parts = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".pf_index") && !sound.has(name));
  for (const part of "DecompressionStream" in window ? parts : []) {
    const { body } = await fetched(part, { cache: "force-cache" });
    await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    sound.add(part);
  }
};

const asked = async (pagefind, text, index) => {
  const found = await pagefind.search(text);
  if (!found) throw new Error("no answer");
  if (!found.results.length) await prove(index);
  return found.results;
};

const patternOf = (words, phrases) => {
  const stem = (word) => (word.length > 4 ? word.replace(/(?:ings?|ed|es|s)$/, "") : word);
  const parts = [...phrases.map((phrase) => wordsIn(phrase).join("[^\\p{L}\\p{N}]+")), ...words.map(stem)].filter(Boolean);
  return parts.length ? new RegExp(`((?<![\\p{L}\\p{N}])(?:${parts.join("|")})[\\p{L}\\p{N}]*)`, "giu") : null;
};

const searched = async (typed, index) => {
  const phrases = [...typed.matchAll(/["“”]([^"“”]+)["“”]/g)].map((match) => match[1]);
  const words = wordsIn(typed.replace(/["“”][^"“”]*["“”]/g, " ")).slice(0, MOST);
  const pagefind = await engineOf;
  // What nearly every listing says tells none from another, and is heavy to look for. Alone it's looked for all the same.
  const frequent = new Set(index.words.common.split(" "));
  const are = await Promise.all(words.map((word) => frequent.has(word) || isKnown(word, index)));
  const unknown = words.filter((_, place) => !are[place]);
  const telling = words.filter((word, place) => are[place] && !frequent.has(word));
  const isAll = !telling.length && !phrases.length;
  const known = isAll ? words.filter((_, place) => are[place]) : telling;
  const common = isAll ? [] : words.filter((word) => frequent.has(word));
  const texts = [...(known.length ? [known.join(" ")] : []), ...phrases.map((phrase) => `"${phrase}"`)];
  const answers = await Promise.all(texts.map((text) => asked(pagefind, text, index)));
  const results = new Map((answers[0] ?? []).map((result) => [groupOf(result, index), result]));
  const others = answers.slice(1).map((answer) => new Set(answer.map((result) => groupOf(result, index))));
  const groups = [...results.keys()].filter((group) => others.every((other) => other.has(group)));
  // Each word by itself, for when all of them together find nobody.
  const each = async () => {
    const all = [...new Set(wordsIn(typed))].slice(0, MOST).filter((word) => !unknown.includes(word) && !frequent.has(word));
    return Promise.all(all.map(async (word) => [word, (await asked(pagefind, word, index)).map((result) => groupOf(result, index))]));
  };
  return { groups, unknown, common, each, list: (start) => wordList(start, index), pattern: patternOf(known, phrases), excerpts: (list, shown) => excerpts(list, results, shown) };
};

export const search = async (typed, index) => {
  engineOf ??= start();
  try {
    return await searched(typed, index);
  } catch (error) {
    // Pagefind remembers what it couldn't fetch; the next word is to try again.
    engineOf.then((pagefind) => pagefind.destroy()).catch(() => {});
    engineOf = undefined;
    throw error;
  }
};

// What surrounds the words in a listing, fetched for the cards that come into view. Its marks are the only markup kept.
const excerpts = (list, results, groups) => {
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      const result = results.get(groups[[...list.children].indexOf(target)]);
      result?.data().then(({ excerpt }) => showExcerpt(target, excerpt)).catch(() => {});
    }
  });
  for (const card of list.children) if (!card.dataset.watched) (card.dataset.watched = "yes") && watch.observe(card);
};

const showExcerpt = (card, excerpt) => {
  const place = card.querySelector("[data-part=excerpt]");
  const parts = new DOMParser().parseFromString(excerpt, "text/html").body.childNodes;
  const text = [...parts].map((part) => part.textContent).join("");
  if (!text.trim() || card.querySelector("[data-part=words]").textContent.includes(text.slice(0, 40))) return;
  for (const part of parts) {
    const made = part.nodeName === "MARK" ? Object.assign(document.createElement("mark"), { textContent: part.textContent }) : part.textContent;
    place.append(made);
  }
  place.hidden = false;
};
