// Leaving quickly, keeping a group, and the search line of the front page. Every page works without this file.

import "./find/keep.js";

// What needs a script is shown once this one has run, and then the page's own, which says so with an event. One that
// didn't come, or that this browser can't read, is known at once by what is shown in its place.
const signs = document.documentElement.classList;
addEventListener("ran", () => signs.add("ready"));
addEventListener("error", () => signs.add("late"), true);

// "Leave this site": at once, without a trace of this page in the tab's history, and with Shift pressed three times.
const link = document.querySelector("[data-leave]");

if (link) {
  const count = document.createElement("p");
  count.className = "leave-count";
  count.dir = "auto";
  count.setAttribute("role", "status");
  link.parentElement.append(count);
  let presses = 0;
  let timer = 0;

  const forget = () => {
    clearTimeout(timer);
    presses = 0;
    count.textContent = "";
  };

  const leave = () => {
    const cover = document.createElement("div");
    cover.className = "leaving";
    cover.setAttribute("role", "alert");
    cover.textContent = link.dataset.going;
    document.body.append(cover);
    document.title = link.dataset.going;
    try {
      sessionStorage.clear();
    } catch {
      // Storage may be switched off; then there is nothing to clear.
    }
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      // A capital letter or a shortcut isn't a wish to leave.
      forget();
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(forget, 5000);
    presses += 1;
    if (presses === 3) leave();
    else count.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
  });

  // Shift held for a press marks text or opens a window: it isn't a wish to leave either.
  document.addEventListener("pointerdown", forget);

  // A browser may bring the page back as it was, cover and all.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    forget();
    document.querySelectorAll(".leaving").forEach((cover) => cover.remove());
  });
}

// The front page's search: what is typed goes behind the #, which no server sees. Once somebody types, the page that
// answers is fetched, its scripts, and the index that it names.
const search = document.querySelector("form[data-find]");
const fetchIndex = (page) => fetch(/[^"]*index-[^"]*/.exec(page)[0]);
const fetchAhead = () => {
  document.head.append(search.lastElementChild.content);
  fetch(search.dataset.find).then((page) => page.text()).then(fetchIndex).catch(() => {});
};
search?.addEventListener("input", fetchAhead, { once: true });
search?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { q, where } = search;
  location.href = `${search.dataset.find}#${new URLSearchParams({ q: q.value.trim(), where: where.value.trim() })}`;
});

document.querySelector("[data-print]")?.addEventListener("click", () => print());

// On paper nothing is folded away.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
});

if (!document.querySelector("[type=module]")) signs.add("ready");
