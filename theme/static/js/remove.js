// Taking a group off: the two mails name the group's page. They go to the keepers' private address, and nowhere else.

import { fetched } from "./find/fetched.js";
import { say } from "./find/says.js";
import { mailAddress, slugAsked } from "./form/endings.js";
import { showWhole } from "./form/sight.js";

const box = document.querySelector("#remove");
const field = (name) => document.querySelector(`#remove-${name}`);

const fill = () => {
  const group = field("group").value.trim();
  const page = group ? `page: ${group}\n` : "";
  const words = field("words").value.trim().replace(/\s*\n\s*/g, " ");
  const note = words ? `status_note: ${words}\n` : "";
  const closed = `${page}status: closed\n${note}`;
  field("closed").href = mailAddress(box.dataset.mail, say("mail-closed"), closed);
  field("out").href = mailAddress(box.dataset.mail, say("mail-out"), `${page}${say("mail-out")}\n`);
};

const start = async () => {
  const slug = slugAsked();
  field("group").value = slug;
  fill();
  if (!slug) return;
  await fetched(`${box.dataset.groups}${slug}/listing.md`, { method: "HEAD" }).catch((error) => {
    if (error.status === 404) field("unknown").textContent = say("no-such-group", { what: slug });
  });
};

if (box) {
  showWhole(box);
  field("form").addEventListener("input", fill);
  field("form").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => location.reload());
  start().catch(console.error);
}
dispatchEvent(new Event("ran"));
