// The form of /add/ and /change/: checked as it is typed, shown as it will look, and sent in the way a group chooses.

import { fetched } from "./find/fetched.js";
import { element, month, say } from "./find/says.js";
import { answersOf, fillForm, knowLanguages, placeKeys } from "./form/answers.js";
import { AreaChooser } from "./form/around.js";
import { openBook } from "./form/book.js";
import { Draft } from "./form/draft.js";
import { slugAsked } from "./form/endings.js";
import { NotTidy, read, write } from "./form/listing.js";
import { part, tell } from "./form/parts.js";
import { showPreview } from "./form/preview.js";
import { showProblems, speak, visit } from "./form/problems.js";
import { prepareRows } from "./form/rows.js";
import { check } from "./form/rules.js";
import { Sending } from "./form/sending.js";
import { showWhole } from "./form/sight.js";
import { freeSlug, slugFrom } from "./form/slug.js";
import { groupSays, SAID, stillRight } from "./form/still_right.js";
import { nearestWord } from "./form/nearest.js";

const SEVEN = ["name", "body", "offers", "areas", "formats", "led_by", "contact"];
const PAUSE = 300;
const root = part("form-root");
const form = part("listing-form");
const sending = new Sending(root.dataset);
const looks = part("form-beside").firstElementChild;
const top = (name) => form.querySelector(`.ask[data-path="${name}"]`);
const asked = new URLSearchParams(location.hash.slice(1));
const changes = root.dataset.mode === "change";
const corner = root.dataset.mode === "keepers";
const still = changes && asked.get("still") === "right";
// The group whose page is changed; empty for a new one.
let slug = changes ? slugAsked() : "";

// The day on this device's own calendar, year-month-day.
const today = () => new Date().toLocaleDateString("sv-SE");

let book;
let unasked = {};
let taken = [];
let draft;

const slugOf = (text) => slugFrom(text, book);
const keyFits = (key, isPrivate) => openBook(book).whole[isPrivate ? "private_place_key" : "place_key"].test(key);
const file = () => slug || freeSlug(answersNow().name ?? "", taken, book);
// A keeper is asked who said so and when; a group that fills it in itself says so today.
const keeps = () => part("form-keeper").checked;
const saidBy = () => (keeps() ? {} : groupSays(today(), book));
const answersNow = () => ({ ...unasked, ...answersOf(form, keyFits), ...saidBy() });

// ---------------------------------------------------------------- as it is typed

const places = () => {
  const box = top("places");
  if (!box) return;
  const rows = [...placeKeys(box, keyFits)].map(([key, row]) => [key, row.querySelector("input").value.trim() || key]);
  for (const select of form.querySelectorAll("[data-where]")) {
    const chosen = select.value;
    select.replaceChildren(...[...select.options].slice(0, 2), ...rows.map(([value, textContent]) => element("option", { value, textContent })));
    select.value = chosen;
  }
};

const enough = (answers, problems) => {
  const errors = problems.filter(({ level }) => level === "error").length;
  const done = SEVEN.filter((name) => !top(name) || (Array.isArray(answers[name]) ? answers[name].length : answers[name])).length;
  const all = errors ? say("all-but", { count: errors }) : say("enough");
  const text = done === SEVEN.length ? all : say("so-far", { count: done });
  if (part("form-enough").textContent !== text) part("form-enough").replaceChildren(element("strong", { textContent: text }));
};

// What only some offers ask, shown with them and while it is answered.
const oneMore = () => {
  const box = part("form-one-more");
  const answers = [...(box?.querySelectorAll("input:checked, textarea") ?? [])].some((one) => one.value);
  if (box) box.hidden = !answers && !top("offers").querySelector("[data-one-more] :checked");
};

// On paper everybody is asked, since nobody has ticked anything there.
addEventListener("beforeprint", () => {
  if (part("form-one-more")) part("form-one-more").hidden = false;
});
addEventListener("afterprint", oneMore);

const shown = () => {
  oneMore();
  part("form-keeper-asks").hidden = !keeps();
  const answers = answersNow();
  const problems = check(answers, book);
  enough(answers, problems);
  showProblems(form, problems);
  sending.show({ text: write(answers, book), file: file(), slug, name: answers.name ?? "" });
  if (looks.open) showPreview(part("form-preview"), form, answers, say("as-confirmed", { month: month(today().slice(0, 7)) }));
};

let waiting;
const settle = () => {
  if (!waiting) return;
  waiting = clearTimeout(waiting);
  places();
  shown();
  if (!corner && draft.answers) keepDraft();
};
const changed = () => {
  clearTimeout(waiting);
  waiting = setTimeout(settle, PAUSE);
};

// ---------------------------------------------------------------- the draft

const keepDraft = () => {
  const done = draft.keep(answersNow(), part("draft-leaving").checked);
  part("draft-forget").hidden = !done;
  return done;
};

const drafts = () => {
  part("draft-keep").addEventListener("click", () => tell("draft-said", keepDraft() ? "draft-kept" : "draft-not-kept"));
  part("draft-forget").addEventListener("click", () => {
    draft.forget();
    part("draft-forget").hidden = true;
    tell("draft-said", "draft-gone");
    part("draft-keep").focus();
  });
  part("draft-leaving").checked = draft.goes;
  part("draft-leaving").addEventListener("change", () => {
    if (draft.answers) keepDraft();
  });
  const { answers, broken } = draft;
  part("draft-forget").hidden = !(answers || broken);
  if (answers) fillForm(form, answers);
  if (answers || broken) tell("draft-said", broken ? "draft-broken" : "draft-here");
};

// ---------------------------------------------------------------- what is on the page already

const listing = async () => {
  try {
    return await (await fetched(`${root.dataset.groups}${slug}/listing.md`)).text();
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
};

// The answers of a listing, and why this form can't change them: the group is closed, or the form would lose part of what was written by hand.
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
  tell("which-said", "no-such-group", { what: slug });
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
  part("form-beside").hidden = still;
  if (still) {
    onlyTheDay(text);
    return false;
  }
  unasked = Object.fromEntries(Object.entries(answers).filter(([name]) => !top(name)));
  form.hidden = false;
  fillForm(form, answers);
  return true;
};

// A group needs no more than the way to send it. A keeper who ticks that they speak for it is asked who said so, and when;
// the mail then holds the whole listing, since the short one speaks for the group.
const onlyTheDay = (text) => {
  const asks = part("form-said");
  const showDay = () => {
    const said = { ...answersOf(asks, keyFits), ...saidBy() };
    part("form-keeper-asks").hidden = !keeps();
    showProblems(asks, check(said, book).filter(({ path }) => SAID.includes(path[0])));
    sending.show({ text: stillRight(text, said, book), file: slug, slug, name: "", still: !keeps() });
  };
  part("changing-more").href = `#g=${slug}`;
  part("changing-still").append(asks);
  part("form-draft").hidden = true;
  showDay();
  sending.listen(showDay);
  asks.addEventListener("input", showDay);
  asks.addEventListener("change", showDay);
};

// The keepers' corner: what a group mailed fills the form, over what its page says already.
const pasting = async () => {
  const { openPaste } = await import("./form/pasted.js");
  part("form-keeper").checked = true;
  part("form-draft").hidden = true;
  const fill = async ({ page, answers }) => {
    slug = page;
    const text = page && (await listing());
    if (page && !text) slug = "";
    const [before, reason] = text ? reading(text) : [{}, ""];
    if (reason) return reason;
    unasked = Object.fromEntries(Object.entries(before).filter(([name]) => !top(name)));
    fillForm(form, { ...before, ...answers });
    places();
    shown();
    return page && !text ? "no-page" : "";
  };
  openPaste(JSON.parse(root.dataset.labels), book, form, fill);
};

const fetchedJson = async (address) => (await fetched(address)).json();

// A new group's file has a name that no other has, or had.
const knowTaken = async () => {
  const { groups, earlier } = await fetchedJson(root.dataset.taken);
  taken = [...groups, ...earlier.flat()];
  changed();
};

const start = async () => {
  book = await fetchedJson(root.dataset.book);
  const { words, languages } = openBook(book);
  speak(form, words);
  showWhole(root);
  prepareRows(form, changed);
  knowLanguages(languages);
  draft = new Draft(slug, (answers) => read(write(answers, book), book));
  if (top("areas")) new AreaChooser(top("areas"), areasOf(words.areas), root.dataset, changed);
  if (!(await open())) return;
  if (corner) await pasting();
  else drafts();
  places();
  // Beside the form there is room to see it all along.
  looks.open = matchMedia("(min-width: 62rem)").matches;
  shown();
  sending.listen(settle);
  if (!changes) form.addEventListener("input", () => knowTaken().catch(console.error), { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", ({ target }) => {
    for (let ask = target.closest(".ask"); ask; ask = ask.parentElement.closest(".ask")) visit(ask);
    changed();
  });
  looks.addEventListener("toggle", shown);
};

// In the order of the tables of places: each area before those beneath it.
const areasOf = (terms, parent) => terms.filter((term) => (term.parent ?? undefined) === parent).flatMap((term) => [term, ...areasOf(terms, term.key)]);

if (changes) {
  part("which-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = part("which-name").value.trim();
    const last = typed.replace(/\/+$/, "").split("/").slice(-1)[0];
    location.hash = `g=${/^[a-z0-9-]+$/.test(last) ? last : slugOf(last)}`;
  });
  addEventListener("hashchange", () => location.reload());
}

start().then(() => dispatchEvent(new Event("ran")), (error) => {
  console.error(error);
  dispatchEvent(new Event("error"));
});
