// The form of /add/ and /change/: checked as it is typed, shown as it will look, and sent in the way a group chooses.

import { element, month, say } from "./find/says.js";
import { answersOf, fillForm, knowLanguages, placeKeys } from "./form/answers.js";
import { AreaChooser } from "./form/around.js";
import { Draft } from "./form/draft.js";
import { copyText, editAddress, fitsMail, mailAddress, newAddress, saveFile, slugAsked } from "./form/endings.js";
import { NotTidy, read, write } from "./form/listing.js";
import { showPreview } from "./form/preview.js";
import { showProblems, speak, visit } from "./form/problems.js";
import { prepareRows } from "./form/rows.js";
import { check } from "./form/rules.js";
import { showWhole } from "./form/sight.js";
import { freeSlug, slugFrom } from "./form/slug.js";
import { nearestWord } from "./form/spelling.js";

const SEVEN = ["name", "body", "offers", "areas", "formats", "led_by", "contact"];
const PAUSE = 300;
const root = document.querySelector("#form-root");
const form = document.querySelector("#listing-form");
const part = (name) => document.querySelector(`#${name}`);
const top = (name) => form.querySelector(`.ask[data-path="${name}"]`);
const asked = new URLSearchParams(location.hash.slice(1));
const changes = root.dataset.mode === "change";
const still = changes && asked.get("still") === "right";
const slug = changes ? slugAsked() : "";

// The day on this device's own calendar.
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
};

let book;
let unasked = {};
let taken = [];
let draft;
let textNow = "";

const slugOf = (text) => slugFrom(text, book);
const file = () => slug || freeSlug(answersNow().name ?? "", taken, book);
const answersNow = () => ({ ...unasked, ...answersOf(form, slugOf), confirmed: today(), confirmed_by: "group" });

// ---------------------------------------------------------------- as it is typed

const places = () => {
  const box = top("places");
  if (!box) return;
  const rows = [...placeKeys(box, slugOf)].map(([key, row]) => [key, row.querySelector("input").value.trim() || key]);
  for (const select of form.querySelectorAll("[data-where]")) {
    const chosen = select.value;
    select.replaceChildren(...[...select.options].slice(0, 2), ...rows.map(([value, textContent]) => element("option", { value, textContent })));
    select.value = chosen;
  }
};

const enough = (answers) => {
  const done = SEVEN.filter((name) => !top(name) || (Array.isArray(answers[name]) ? answers[name].length : answers[name])).length;
  const text = done === SEVEN.length ? say("enough") : say("so-far", { count: done });
  if (part("form-enough").textContent !== text) part("form-enough").replaceChildren(element("strong", { textContent: text }));
};

// What only some offers ask, shown with them and while it is answered.
const oneMore = () => {
  const box = part("form-one-more");
  const answers = [...(box?.querySelectorAll("input:checked, textarea") ?? [])].some((one) => one.value);
  if (box) box.hidden = !answers && !top("offers").querySelector("[data-one-more] :checked");
};

const shown = () => {
  oneMore();
  const answers = answersNow();
  enough(answers);
  showProblems(form, check(answers, book));
  textNow = write(answers, book);
  addressed(textNow);
  if (part("form-preview").closest("details").open) showPreview(part("form-preview"), form, answers, say("as-confirmed", { month: month(today().slice(0, 7)) }));
};

let waiting;
const settle = () => {
  if (!waiting) return;
  waiting = clearTimeout(waiting);
  places();
  shown();
  if (draft.answers) keepDraft();
};
const changed = () => {
  clearTimeout(waiting);
  waiting = setTimeout(settle, PAUSE);
};

// ---------------------------------------------------------------- the endings

// The subject and the words of the mail; `receive` knows them again.
const mailed = (text) => {
  const page = changes ? `page: ${slug}\n\n` : "";
  if (still) return [`${slug}: ${say("mail-still")}`, `${page}${say("mail-still")}\n`];
  const about = changes ? `${slug}: ${say("mail-change")}` : say("mail-add", { name: answersNow().name ?? "" });
  return [about, `${page}${text}\n${say("mail-end")}\n`, `${page}${say("mail-attached", { file: `${file()}.md` })}\n`];
};

const addressed = (text) => {
  part("form-text").value = text;
  part("form-file").textContent = `${file()}.md`;
  const { forge, mail } = { forge: part("send-forge"), mail: part("send-mail") };
  if (forge) {
    const { address, carries } = changes ? editAddress(root.dataset, slug) : newAddress(root.dataset, file(), text);
    forge.href = address;
    part("send-paste").hidden = carries;
  }
  if (mail) {
    const [about, whole, attached] = mailed(text);
    const address = mailAddress(root.dataset.mail, about, whole);
    mail.href = fitsMail(address) ? address : mailAddress(root.dataset.mail, about, attached);
    part("send-attach").hidden = fitsMail(address);
  }
};

const said = (text) => {
  part("send-done").textContent = text;
};

const endings = () => {
  // Who presses sooner than typing has rested sends what stands there now.
  part("send").addEventListener("click", settle, true);
  part("send-forge")?.addEventListener("click", () => {
    if (!part("send-paste").hidden) copyText(part("form-text")).then((copied) => said(say(copied ? "copied" : "copy-by-hand")));
  });
  part("send-save").addEventListener("click", () => {
    saveFile(`${file()}.md`, textNow);
    said(say("saved", { file: `${file()}.md` }));
  });
  part("send-copy").addEventListener("click", async () => said(say((await copyText(part("form-text"))) ? "copied" : "copy-by-hand")));
};

// ---------------------------------------------------------------- the draft

const keepDraft = () => {
  const done = draft.keep(answersNow(), part("draft-leaving").checked);
  part("draft-forget").hidden = !done;
  return done;
};

const drafts = () => {
  part("draft-keep").addEventListener("click", () => {
    part("draft-said").textContent = say(keepDraft() ? "draft-kept" : "draft-not-kept");
  });
  part("draft-forget").addEventListener("click", () => {
    draft.forget();
    part("draft-forget").hidden = true;
    part("draft-said").textContent = say("draft-gone");
    part("draft-keep").focus();
  });
  part("draft-leaving").checked = draft.goes;
  part("draft-leaving").addEventListener("change", () => {
    if (draft.answers) keepDraft();
  });
  if (!draft.answers) return;
  fillForm(form, draft.answers);
  part("draft-forget").hidden = false;
  part("draft-said").textContent = say("draft-here");
};

// ---------------------------------------------------------------- what is on the page already

const listing = async () => {
  const answer = await fetch(`${root.dataset.groups}${slug}/listing.md`, { signal: AbortSignal.timeout(15000) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.text();
};

// Only who said it and when: everything else stays as it was written, letter for letter.
const stillRight = (text) => {
  const end = text.indexOf("\n---", 3);
  let head = text.slice(0, end);
  for (const line of [`confirmed: ${today()}`, "confirmed_by: group"]) {
    const before = new RegExp(`^${line.split(":")[0]}:.*$`, "m");
    head = before.test(head) ? head.replace(before, line) : `${head}\n${line}`;
  }
  return head + text.slice(end);
};

// Why a group can't be changed by this form, if so: closed, or written in a hand of its own, of which the form might lose something.
const reading = (text) => {
  try {
    const answers = read(text, book);
    return [answers, answers.status === "closed" ? "closed" : ""];
  } catch (error) {
    if (!(error instanceof NotTidy)) throw error;
    return [{}, "by-hand"];
  }
};

// Perhaps a letter slipped, or the group has another address now.
const notThere = async () => {
  part("which-said").textContent = say("no-such-group", { what: slug });
  const { groups, earlier } = await fetchedJson(root.dataset.taken);
  const moved = new Map(earlier);
  const near = nearestWord(slug, [...groups, ...moved.keys()]);
  const word = moved.get(near) ?? near;
  if (word) part("which-said").append(" ", element("a", { href: `#g=${word}${still ? "&still=right" : ""}`, textContent: say("mean", { word }) }));
};

const open = async () => {
  if (!changes) return true;
  const text = slug && (await listing());
  part("which").hidden = Boolean(text);
  if (!text) {
    if (slug) await notThere();
    return false;
  }
  const [answers, reason] = reading(text);
  part("changing-name").textContent = answers.name ?? slug;
  part("changing").hidden = false;
  part(`changing-${reason === "closed" ? reason : still ? "still" : reason || "all"}`).hidden = false;
  if (reason && !(still && reason === "by-hand")) return false;
  part("send").hidden = false;
  if (still) {
    onlyTheDay(text);
    return false;
  }
  unasked = Object.fromEntries(Object.entries(answers).filter(([name]) => !top(name)));
  form.hidden = false;
  fillForm(form, answers);
  return true;
};

const onlyTheDay = (text) => {
  part("changing-more").href = `#g=${slug}`;
  textNow = stillRight(text);
  addressed(textNow);
  endings();
  part("form-draft").hidden = true;
  part("form-preview").closest("details").hidden = true;
};

const fetchedJson = async (address) => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(15000) });
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
};

const start = async () => {
  book = await fetchedJson(root.dataset.book);
  speak(form, book.words);
  showWhole(root);
  prepareRows(form, changed);
  knowLanguages(book.languages);
  draft = new Draft(slug);
  if (top("areas")) new AreaChooser(top("areas"), areasOf(book.words.areas), root.dataset, changed);
  if (!(await open())) return;
  endings();
  drafts();
  places();
  shown();
  if (!changes) {
    form.addEventListener("input", () => fetchedJson(root.dataset.taken).then(({ groups, earlier }) => (taken = [...groups, ...earlier.flat()])).catch(console.error), { once: true });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", ({ target }) => {
    for (let ask = target.closest(".ask"); ask; ask = ask.parentElement.closest(".ask")) visit(ask);
    changed();
  });
  part("form-preview").closest("details").addEventListener("toggle", shown);
};

// In the order of the tables of places: each area before those beneath it.
const areasOf = (terms, parent) => terms.filter((term) => (term.parent ?? undefined) === parent).flatMap((term) => [term, ...areasOf(terms, term.key)]);

if (changes) {
  part("which-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = part("which-name").value.trim();
    const last = typed.replace(/\/+$/, "").split("/").at(-1);
    location.hash = `g=${/^[a-z0-9-]+$/.test(last) ? last : slugOf(last)}`;
  });
  addEventListener("hashchange", () => location.reload());
}

start().catch((error) => {
  console.error(error);
  document.querySelector("#form-failed").hidden = false;
});
