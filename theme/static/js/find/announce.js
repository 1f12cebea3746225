// Has the status of a search read out once, after a pause that is longer than any between two letters so far.

import { element } from "./says.js";

const SETTLED = 500;
const WORD = 2000;
// A beginning of a word is hardly what somebody stops at.
const BEGINNING = 6000;
const LETTERS = 3;

// `status` and `places` are what the page shows; the words are typed into `field`.
export const announce = (status, places, field) => {
  const said = element("p", { className: "hidden" });
  said.setAttribute("role", "status");
  status.after(said);
  let [last, slowest, waiting] = [0, 0, 0];
  const tell = () => {
    const text = [places.hidden ? "" : places.firstChild.textContent, status.textContent].filter(Boolean).join(" ");
    if (said.textContent !== text) said.textContent = text;
  };
  const later = () => {
    clearTimeout(waiting);
    const pause = Math.max(field.value.length < LETTERS ? BEGINNING : WORD, 2 * slowest);
    waiting = setTimeout(tell, document.activeElement === field ? pause : SETTLED);
  };
  field.addEventListener("input", () => {
    const now = Date.now();
    if (last) slowest = Math.max(slowest, Math.min(now - last, BEGINNING));
    last = now;
    later();
  });
  field.addEventListener("blur", later);
  const changes = new MutationObserver(later);
  for (const box of [status, places]) changes.observe(box, { childList: true, characterData: true, subtree: true });
};
