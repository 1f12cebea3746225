// My list: the groups kept on this device, or those that a shared address names, each as its own page tells it.

import { fetched } from "./find/fetched.js";
import { element, say } from "./find/says.js";
import { forget, goesWithLeaving, keepGroups, kept } from "./find/store.js";

const root = document.querySelector("#list");
const box = document.querySelector("#list-groups");
const status = document.querySelector("#list-status");
const tools = document.querySelector("#list-tools");
const leaving = document.querySelector("#list-leaving");
const share = document.querySelector("#list-share");
const forgetter = document.querySelector("#list-forget");
const undo = document.querySelector("#list-undo");
const [own, others] = ["own", "shared"].map((name) => document.querySelector(`#list-${name}`));
const keepAll = document.querySelector("#list-keep");

// An address can name any number of groups: so many of them are shown, a few asked for at a time.
const MOST_SHARED = 100;
const AT_ONCE = 6;
const named = () => new Set((new URLSearchParams(location.hash.slice(1)).get("g") ?? "").split(",").filter((slug) => /^[a-z0-9-]{1,60}$/.test(slug)));
const shared = () => [...named()].slice(0, MOST_SHARED);

// A group's page is read for its name, when and where it meets and how to reach it; nothing in it runs.
const read = async (slug) => {
  const address = `${root.dataset.groups}${slug}/`;
  const item = element("li", { className: "kept" });
  const answer = await fetched(address).catch((error) => {
    if (!error.status) throw error;
  });
  if (!answer) {
    item.append(element("p", { textContent: say("gone", { what: slug }) }));
    return item;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const link = element("a", { href: address }, ...[...(page.querySelector("h1")?.childNodes ?? [])].map((node) => document.importNode(node, true)));
  item.append(element("h2", {}, link));
  const facts = page.querySelector(".group-facts");
  facts?.querySelector("h2")?.remove();
  facts?.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
  facts?.querySelectorAll("svg").forEach((node) => node.remove());
  if (facts) item.append(document.importNode(facts, true));
  return item;
};

let shows = 0;
// The groups in their order; nothing more is asked for once another list is shown.
const readAll = async (slugs, number) => {
  const items = [];
  const left = [...slugs.entries()];
  const some = async () => {
    while (left.length && number === shows) {
      const [place, slug] = left.shift();
      items[place] = await read(slug);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  return items;
};

const remove = (slug, name) => {
  const made = element("button", { type: "button", className: "plain", textContent: say("drop", { what: name }) });
  made.addEventListener("click", () => {
    keepGroups(kept().filter((one) => one !== slug));
    show().then(() => status.focus());
  });
  return made;
};

const show = async () => {
  const number = (shows += 1);
  const given = shared();
  const slugs = given.length ? given : kept();
  tools.hidden = !slugs.length;
  keepAll.hidden = others.hidden = !given.length;
  own.hidden = Boolean(given.length);
  // A list of somebody else's leaves one's own alone.
  forgetter.hidden = Boolean(given.length);
  leaving.closest("label").hidden = Boolean(given.length);
  leaving.checked = goesWithLeaving();
  share.href = `#g=${slugs.join(",")}`;
  status.textContent = slugs.length ? say("kept-count", { count: slugs.length }) : say("kept-none");
  if (named().size > given.length) status.textContent += ` ${say("list-cut")}`;
  try {
    const items = await readAll(slugs, number);
    if (number !== shows) return;
    if (!given.length) items.forEach((item, place) => item.append(remove(slugs[place], item.querySelector("h2")?.textContent ?? slugs[place])));
    box.replaceChildren(...items);
  } catch (error) {
    console.error(error);
    if (number === shows) status.textContent = say("list-failed");
  }
};

// What was forgotten is remembered by this page alone, until it is left.
forgetter.addEventListener("click", () => {
  const [slugs, goes] = [kept(), goesWithLeaving()];
  forget();
  undo.hidden = false;
  undo.firstElementChild.onclick = () => {
    undo.hidden = true;
    keepGroups(slugs, goes);
    show().then(() => status.focus());
  };
  show().then(() => status.focus());
});
addEventListener("pagehide", () => {
  undo.hidden = true;
  undo.firstElementChild.onclick = null;
});
// The device's own way to share, or the clipboard; without either the link itself is there to copy.
share.addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    if (navigator.share) await navigator.share({ url: share.href });
    else {
      await navigator.clipboard.writeText(share.href);
      status.textContent = say("list-copied");
    }
  } catch (error) {
    // Closing the device's sheet isn't a failure.
    if (error.name !== "AbortError") status.textContent = share.href;
  }
});
leaving.addEventListener("change", () => keepGroups(kept(), leaving.checked));
keepAll.addEventListener("click", () => {
  keepGroups([...new Set([...kept(), ...shared()])]);
  history.replaceState(null, "", location.pathname);
  show().then(() => status.focus());
});
addEventListener("hashchange", show);
show();
dispatchEvent(new Event("ran"));
