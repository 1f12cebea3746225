// My list: the groups kept on this device, or those that a shared address names, each as its own page tells it.

import { element, say } from "./find/says.js";
import { forget, goesWithLeaving, keepGroups, kept } from "./find/store.js";

const root = document.querySelector("#list");
const box = document.querySelector("#list-groups");
const status = document.querySelector("#list-status");
const tools = document.querySelector("#list-tools");
const leaving = document.querySelector("#list-leaving");
const share = document.querySelector("#list-share");
const keepAll = document.querySelector("#list-keep");

const shared = () => (new URLSearchParams(location.hash.slice(1)).get("g") ?? "").split(",").filter((slug) => /^[a-z0-9-]+$/.test(slug));

// A group's page is read for its name, when and where it meets and how to reach it; nothing in it runs.
const read = async (slug) => {
  const address = `${root.dataset.groups}${slug}/`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(15000) });
  const item = element("li", { className: "kept" });
  if (!answer.ok) {
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

const remove = (slug, name) => {
  const made = element("button", { type: "button", className: "plain", textContent: say("drop", { what: name }) });
  made.addEventListener("click", () => {
    keepGroups(kept().filter((one) => one !== slug));
    show().then(() => status.focus());
  });
  return made;
};

const show = async () => {
  const given = shared();
  const slugs = given.length ? given : kept();
  tools.hidden = !slugs.length;
  keepAll.hidden = !given.length;
  leaving.closest("label").hidden = Boolean(given.length);
  leaving.checked = goesWithLeaving();
  share.href = `#g=${slugs.join(",")}`;
  status.textContent = slugs.length ? say("kept-count", { count: slugs.length }) : say("kept-none");
  try {
    const items = await Promise.all(slugs.map(read));
    if (!given.length) items.forEach((item, place) => item.append(remove(slugs[place], item.querySelector("h2")?.textContent ?? slugs[place])));
    box.replaceChildren(...items);
  } catch (error) {
    console.error(error);
    status.textContent = say("list-failed");
  }
};

document.querySelector("#list-forget").addEventListener("click", () => {
  forget();
  history.replaceState(null, "", location.pathname);
  show().then(() => status.focus());
});
leaving.addEventListener("change", () => keepGroups(kept(), leaving.checked));
keepAll.addEventListener("click", () => {
  keepGroups([...new Set([...kept(), ...shared()])]);
  history.replaceState(null, "", location.pathname);
  show().then(() => status.focus());
});
addEventListener("hashchange", show);
show();
