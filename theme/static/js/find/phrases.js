// Phrases in quotes: Pagefind, whose index has the words of each listing in their order, says which groups have them.

import { fetched, remembered } from "./fetched.js";

// Each language of the site has an index of its own, beside its pages.
const pagefindAt = new URL(`${document.querySelector("[data-groups]").dataset.groups}../pagefind/`, import.meta.url);
const fromPagefind = (name, options) => fetched(new URL(name, pagefindAt), options);

const start = remembered(async () => {
  const pagefind = await import(new URL("pagefind.js", pagefindAt));
  await pagefind.options({ noWorker: true });
  return pagefind;
});

const proveBuild = (stamp, { stamp: own }) => {
  if (stamp !== own) throw Object.assign(new Error("another build"), { told: "other-build" });
};

// The name that Pagefind has for a text: the stamp of the facet index, and its group's place in that index.
const groupOf = ({ id }, index) => {
  const [stamp, place] = id.split("-");
  proveBuild(stamp, index);
  return parseInt(place, 16);
};

// Pagefind takes a part of its index that it can't have for an empty one.
const prove = async (index) => {
  const { stamp, first } = await (await fromPagefind("build.json", { cache: "no-cache" })).json();
  proveBuild(stamp, index);
  await fromPagefind(first, { method: "HEAD", cache: "no-store" });
};

// Of some groups those whose listing has every phrase.
export const withPhrases = async (groups, phrases, index) => {
  const pagefind = await start("");
  let left = groups;
  for (const phrase of phrases) {
    const found = await pagefind.search(`"${phrase}"`);
    if (!found) throw new Error("no answer");
    if (!found.results.length) await prove(index);
    const have = new Set(found.results.map((result) => groupOf(result, index)));
    left = left.filter((group) => have.has(group));
  }
  return left;
};

export const canRun = () => "WebAssembly" in window && "DecompressionStream" in window;
