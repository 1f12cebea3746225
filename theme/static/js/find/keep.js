// "Keep this" and "Forget my list", wherever they stand.

import { forget, kept, turn } from "./store.js";

const paintKept = () => {
  const now = kept();
  for (const button of document.querySelectorAll("[data-keep]")) {
    const on = now.includes(button.dataset.keep);
    button.setAttribute("aria-pressed", on);
    button.children[0].hidden = on;
    button.children[1].hidden = !on;
  }
  for (const list of document.querySelectorAll("[data-list]")) {
    list.lastElementChild.textContent = now.length ? `(${now.length})` : "";
    list.nextElementSibling.hidden = !now.length;
  }
};

document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-keep], [data-forget]");
  if (!pressed) return;
  if ("keep" in pressed.dataset) turn(pressed.dataset.keep);
  else {
    forget();
    pressed.previousElementSibling.focus();
  }
  paintKept();
});
// The finder has shown other groups; or the list was changed on a page that one comes back from.
for (const news of ["shown", "pageshow"]) addEventListener(news, paintKept);
