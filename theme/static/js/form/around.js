// Areas by typing a place: looked up on the device, as the finder does, and chosen by a press.

import { Places } from "./../find/places.js";
import { element, say } from "./../find/says.js";
import { table } from "./../find/tables.js";
import { chosenAreas } from "./answers.js";

const SHOWN = 8;
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

// `areas` are terms in the order of the tables of places.
export class AreaChooser {
  constructor(ask, areas, data, changed) {
    Object.assign(this, { ask, areas, changed });
    this.input = ask.querySelector("input");
    this.found = ask.querySelector("[data-found]");
    this.chosen = ask.querySelector("[data-chosen]");
    this.places = new Map(areas.map(({ key }, place) => [key, place]));
    this.finder = new Places(table(data.places), (code) => this._above(code), JSON.parse(data.postcodes));
    ask.querySelector("[data-look]").addEventListener("click", () => this.look());
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.look();
    });
    ask.addEventListener("areas", ({ detail }) => {
      this.chosen.replaceChildren();
      detail.forEach((key) => this._add(key));
      this._shown();
    });
    ask.addEventListener("click", ({ target }) => {
      const wide = target.closest("[data-area]");
      if (wide) this.choose(wide.dataset.area);
    });
  }

  _above(code) {
    if (code < 0) return [];
    const parent = this.places.get(this.areas[code].parent);
    return [code, ...(parent === undefined ? [] : this._above(parent))];
  }

  label(key) {
    return this.areas[this.places.get(key)]?.label ?? key;
  }

  // What was typed as areas: first the areas around a place of that name, then areas whose own names begin so.
  async _read(text) {
    const start = plain(text);
    const named = this.areas.filter(({ label }) => plain(label).startsWith(start)).sort((one, other) => one.label.length - other.label.length);
    let located = [];
    try {
      const choices = await this.finder.find(text);
      located = choices.flatMap((choice) => (choice.covers?.length ? choice.covers : [choice.area]).filter((code) => code >= 0).map((code) => {
        const { key, label } = this.areas[code];
        return [key, choice.name === label ? label : say("there", { name: choice.name, area: label })];
      }));
    } catch {
      // A directory without tables of places has the names of its areas.
    }
    const rows = [...located, ...named.map(({ key, label }) => [key, label])];
    return rows.filter(([key], place) => rows.findIndex(([other]) => other === key) === place).slice(0, SHOWN);
  }

  async look() {
    const text = this.input.value.trim();
    if (!text) return;
    const rows = await this._read(text);
    if (rows.length === 1) {
      this.choose(rows[0][0]);
      return;
    }
    const buttons = rows.map(([key, label]) => element("button", { type: "button", className: "button", textContent: label }));
    buttons.forEach((button, place) => button.addEventListener("click", () => this.choose(rows[place][0])));
    this._tell(rows.length ? say("which") : say("nowhere", { what: text }), ...buttons);
    buttons[0]?.focus();
  }

  choose(key) {
    if (!chosenAreas(this.ask).includes(key)) this._add(key);
    this._shown();
    this.input.value = "";
    this._tell(say("place-added", { what: this.label(key) }));
    this.input.focus();
    this.changed();
  }

  _tell(text, ...more) {
    this.found.replaceChildren(element("p", { textContent: text }), ...more);
  }

  _add(key) {
    const drop = element("button", { type: "button", className: "plain", textContent: "×" });
    drop.setAttribute("aria-label", say("drop-place", { what: this.label(key) }));
    const item = element("li", {}, this.label(key), drop);
    item.dataset.key = key;
    drop.addEventListener("click", () => {
      item.remove();
      this._shown();
      this.input.focus();
      this.changed();
    });
    this.chosen.append(item);
  }

  _shown() {
    this.chosen.hidden = !this.chosen.children.length;
  }
}
