// Word search on the find page. What is typed stays on the device: it goes nowhere but behind the # of the address.
// `_("…")` is put into the directory's language when the site is built.

const form = document.querySelector("#find-form");
const input = document.querySelector("#find-words");
const status = document.querySelector("#find-status");
const results = document.querySelector("#find-results");
const heading = document.querySelector("#find-heading");
const template = document.querySelector("#find-card");

const STEP = 20;
const WAIT = 150;
const PATIENCE = 15000;
const index = new URL("../pagefind/", import.meta.url);
const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
const number = new Intl.NumberFormat(document.documentElement.lang);
const plainList = [...results.childNodes];

const fetched = async (name, how) => {
  const answer = await fetch(new URL(name, index), how);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
};

// What a card tells of a group stands beside the index, so that no file is fetched for each result.
const readGroups = async () => (await fetched("groups.json", { cache: "no-cache" })).json();

let opened;
const open = () => {
  opened ??= Promise.all([import(new URL("pagefind.js", index)), readGroups()]);
  return opened;
};

// Pagefind remembers what it couldn't fetch; the next word is to try again.
const close = () => {
  opened?.then(([pagefind]) => pagefind.destroy()).catch(() => {});
  opened = undefined;
};

const withinPatience = (promise) => {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const search = async (words) => {
  const [pagefind, groups] = await open();
  const found = await pagefind.search(words);
  if (!found) throw new Error("no answer");
  // Pagefind takes a part of the index that it can't fetch for an empty one.
  if (!found.results.length) await fetched(groups[""], { method: "HEAD", cache: "no-store" });
  return found.results.map((result) => groups[result.id]).filter(Boolean);
};

const confirmed = (group) => {
  const [, , , , , since, lost] = group;
  const when = since && month.format(new Date(`${since}-01T00:00Z`));
  if (lost) return when ? _("We haven't heard since {month}. They may still be meeting.").replace("{month}", when) : "";
  return when ? _("Confirmed in {month}").replace("{month}", when) : _("Nobody has confirmed this yet");
};

const card = (group) => {
  const [slug, name, words, areas, example, , , language] = group;
  const made = template.content.cloneNode(true);
  const part = (which) => made.querySelector(`[data-part="${which}"]`);
  made.querySelector("a").href = `${form.dataset.groups}${slug}/`;
  part("name").textContent = name;
  part("words").textContent = words;
  if (language) part("words").lang = language;
  const tags = example ? [_("Made up"), ...areas] : areas;
  part("tags").append(
    ...tags.map((text, at) => {
      const tag = document.createElement("li");
      tag.textContent = text;
      if (example && at === 0) tag.className = "tag-loud";
      return tag;
    }),
  );
  part("fresh").textContent = confirmed(group);
  return made;
};

const button = (words, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
};

const show = (listed, lost) => {
  const list = document.createElement("ul");
  list.className = "cards";
  const doors = document.createElement("p");
  doors.className = "doors";
  let waiting = listed;
  const more = () => {
    const first = list.childElementCount;
    list.append(...waiting.slice(0, STEP).map(card));
    waiting = waiting.slice(STEP);
    doors.replaceChildren();
    if (waiting.length) doors.append(button(_("Show more"), more));
    else if (lost.length) {
      const words = _("Include groups out of touch: {count}").replace("{count}", number.format(lost.length));
      doors.append(
        button(words, () => {
          waiting = lost;
          lost = [];
          more();
        }),
      );
    }
    // Not when the list is first shown: then the reader is still typing.
    if (first) list.children[first]?.querySelector("a").focus();
  };
  more();
  results.replaceChildren(list, doors);
};

let latest = 0;
const run = async () => {
  const words = input.value.trim();
  const mine = ++latest;
  history.replaceState(null, "", words ? `#q=${encodeURIComponent(words)}` : location.pathname + location.search);
  if (!words) {
    status.textContent = "";
    results.replaceChildren(...plainList);
    return;
  }
  try {
    const found = await withinPatience(search(words));
    if (mine !== latest) return;
    const listed = found.filter((group) => !group[6]);
    show(listed, found.filter((group) => group[6]));
    status.textContent = listed.length
      ? _("Groups found: {count}").replace("{count}", number.format(listed.length))
      : _("No group found. Try another word, or look through the lists.");
  } catch (error) {
    if (mine !== latest) return;
    close();
    console.error(error);
    results.replaceChildren(...plainList);
    status.textContent = _("The word search doesn't work just now. The lists on this page do.");
  }
};

const restore = () => {
  input.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  run();
};

let timer;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await run();
  heading.focus();
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(run, WAIT);
});
// The first word typed is answered sooner when the index is there already.
input.addEventListener("focus", () => open().catch(close), { once: true });
addEventListener("hashchange", restore);

form.hidden = false;
if (location.hash) restore();
