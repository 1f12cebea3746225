// The lists of results: sections, cards, and "Show 20 more".

import { count, element, month, say } from "./says.js";
import { decoded } from "./decoded.js";
import { plainSlug } from "./slug.js";

const STEP = 20;
const FURTHER = 10;
const MOST_AREAS = 3;
const template = document.querySelector("#find-card");
const groupsAt = document.querySelector("[data-groups]").dataset.groups;

const freshness = (band, since, by, travels) => {
  const when = since ? month(since) : "";
  const aged = (band === "1" || band === "2") && !travels ? "aged" : `fresh-${band}`;
  return say(band === "0" ? `by-${by}` : aged, { month: when });
};

const tag = (textContent, className = "tag") => element("li", { textContent, className });

const tagsOf = (place, index, labels, group, status, example, distance) => {
  const areas = decoded(index.get("area", group));
  const tags = [];
  if (example) tags.push(tag(say("example")));
  if (status) tags.push(tag(say(`status-${status}`), "tag-loud"));
  if (distance) tags.push(tag(distance, "tag-loud"));
  place.append(labels.area[areas[0]]);
  tags.push(place, ...areas.slice(1, MOST_AREAS).map((code) => tag(labels.area[code], "")));
  if (areas.length > MOST_AREAS) tags.push(tag(say("areas-more", { count: areas.length - MOST_AREAS }), ""));
  return [...tags, ...decoded(index.get("how", group)).map((code) => tag(labels.how[code]))];
};

export const card = (index, labels, group, { marked = (text) => [text], distance, inPerson } = {}) => {
  const made = template.content.cloneNode(true);
  const part = (which) => made.querySelector(`[data-part="${which}"]`);
  const [band, since, by, status, example, lang, dir] = index.get("tell", group).split(" ");
  const travels = decoded(index.get("how", group)).includes(inPerson);
  // The address follows from the name unless the index says otherwise.
  const slug = index.get("slug", group) || plainSlug(index.get("name", group));
  made.querySelector("article").dataset.group = slug;
  made.querySelector("a").href = `${groupsAt}${slug}/`;
  made.querySelector("[data-keep]").dataset.keep = slug;
  part("kept").append(index.get("name", group));
  part("name").append(...marked(index.get("name", group)));
  part("words").append(...marked(index.get("blurb", group)));
  // The excerpt may be of the group's words in another language, so its direction is left to its letters.
  if (lang) {
    part("excerpt").lang = lang;
    Object.assign(part("words"), { lang, dir: dir || "ltr" });
  }
  part("tags").replaceChildren(...tagsOf(part("tags").firstElementChild, index, labels, group, status, example, distance?.(group)));
  part("fresh").children[band === "0" ? 1 : 0].remove();
  part("fresh").append(freshness(band, since, by, travels));
  part("fresh").classList.toggle("fresh-old", band === "2" || band === "3");
  return made;
};

// One list with its heading, as long as it was when the reader left it.
const section = async (name, groups, about) => {
  const { index, shown, grown } = about;
  const title = about.title(name);
  const step = name === "here" ? STEP : FURTHER;
  const list = element("ul", { className: "cards" });
  const more = element("button", { type: "button", className: "button" });
  const part = element("section", { className: `found found-${name}` });
  if (title) part.append(element("h2", {}, `${title} `, element("span", { className: "count", textContent: count(groups.length) })));
  const hint = say(name.startsWith("unsaid") ? "unsaid-hint" : `${name}-hint`);
  if (hint) part.append(element("p", { className: "quiet", textContent: hint }));
  const grow = async (size) => {
    const next = groups.slice(list.childElementCount, list.childElementCount + size);
    await index.need(["name", "blurb"], next);
    const first = list.childElementCount;
    list.append(...next.map((group) => card(index, about.labels, group, about)));
    const left = groups.length - list.childElementCount;
    more.hidden = !left;
    more.textContent = say("more", { count: Math.min(step, left) });
    grown(name, list, groups);
    return list.children[first]?.querySelector("a");
  };
  more.addEventListener("click", async () => (await grow(step))?.focus());
  part.append(list, element("p", { className: "doors" }, more));
  await grow(Math.max(step, shown[name] ?? 0));
  return part;
};

export const sections = (found, about) => Promise.all([...found].map(([name, groups]) => section(name, groups, about)));
