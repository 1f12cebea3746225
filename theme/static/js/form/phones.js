// Phone numbers by one country's plan, read by the steps of plugins/ourtables/listing/phone_plan.py.

import { plainSigns } from "./typed_forms.js";

const FEWEST_DIGITS = 7;
const onlyDigits = (text) => text.replace(/[^0-9]/g, "");
const wholly = (source) => (source ? new RegExp(`^(?:${source})$`) : /^(?!)/);
const beginning = (source) => (source ? new RegExp(`^(?:${source})`) : /(?!)/);

export class PhonePlan {
  constructor(plan, book) {
    Object.assign(this, { code: "", trunk: "", relay: "", becomes: "", mobile_head: "", ...plan });
    this.book = book;
    const lengthsOf = ([lengths, codes]) => codes.split(" ").map((code) => [code, lengths.split(" ").map(Number)]);
    this.others = Object.fromEntries(Object.entries(plan.others).flatMap(lengthsOf));
    this.is = Object.fromEntries(["short", "bare", "general", "in_use", "mobile", "story"].map((name) => [name, wholly(plan?.[name])]));
    [this.begins, this.abroadBegins] = [beginning(plan?.prefix), beginning(plan?.abroad)];
  }

  // The one number that a text names; nothing when there is none, more than one, or its length is wrong.
  read(text) {
    const [run, rest] = this._apart(text);
    const digits = onlyDigits(run);
    if (!digits || /@|:\/\//.test(rest)) return null;
    const found = run.startsWith("+") ? this._foreign(digits) : this._home(digits);
    return found && { inUse: true, isMobile: false, ...found, isAlone: !/[\p{L}\p{N}]/u.test(rest) };
  }

  // Whether digits may be a person's own number, dialled as they are or with a `+` before them.
  isMobile(digits) {
    return [this._home(digits), this._foreign(digits)].some((found) => found?.isMobile);
  }

  // What a number that can't be read seems to have lost: its trunk or its `+`.
  lostBeginning(text) {
    const [run] = this._apart(text);
    const digits = onlyDigits(run);
    if (!this.code || !digits || run.startsWith("+") || this.read(text)) return "";
    return [this.trunk, "+"].find((beginning) => {
      const found = beginning && this.read(`${beginning}${digits}`);
      return found && found.inUse && found.whole?.startsWith(this.code);
    }) ?? "";
  }

  _home(digits) {
    if (!this.code) return digits.length >= 3 && digits.length <= 15 ? {} : null;
    if (this.is.short.test(digits)) return {};
    if (this.relay && digits.startsWith(this.relay)) {
      const after = this._home(digits.slice(this.relay.length));
      if (after) return { ...after, isMobile: false };
    }
    const abroad = this.abroadBegins.exec(digits);
    const found = abroad && this._foreign(digits.slice(abroad[0].length));
    if (found) return found;
    const national = this._national(digits);
    return national === digits && !this.is.bare.test(digits) ? null : this._judged(national);
  }

  // A number that begins with a country's code.
  _foreign(digits) {
    const code = [1, 2, 3].map((most) => digits.slice(0, most)).find((one) => this.others[one]);
    if (!code) return !this.code && digits.length >= 7 && digits.length <= 15 ? { whole: digits } : null;
    let national = digits.slice(code.length);
    if (code === this.code) return this._judged(this._national(national));
    const lengths = this.others[code];
    if (!lengths.includes(national.length) && national.startsWith("0") && lengths.includes(national.length - 1)) national = national.slice(1);
    return lengths.includes(national.length) ? { whole: `${code}${national}` } : null;
  }

  _judged(national) {
    if (!this.lengths.includes(national.length)) return null;
    const isKnown = this.is.in_use.test(national);
    const beginsLikeMobiles = this.mobile_head !== "" && national.startsWith(this.mobile_head) && this.mobile_lengths.includes(national.length);
    const isMobile = Boolean(this.mobile) && (this.is.mobile.test(national) || (!isKnown && beginsLikeMobiles));
    return { whole: `${this.code}${national}`, inUse: isKnown || this.is.story.test(national), isMobile };
  }

  // A number without its trunk; it stays where only the whole looks like a number.
  _national(digits) {
    const found = this.begins.exec(digits);
    if (!found?.[0]) return digits;
    const changed = found[1] ? this.becomes.replace(/\$(\d)/g, (_, group) => found[group] ?? "") : "";
    const without = `${changed}${digits.slice(found[0].length)}`;
    return this.is.general.test(digits) && !this.is.general.test(without) ? digits : without;
  }

  // The run of digits that may be a number, and the text without it; no run where two may be it.
  _apart(text) {
    const { each } = this.book;
    let plain = plainSigns(text, this.book.codes);
    const said = plain.search(each.extension);
    if (said >= 0) plain = plain.slice(0, said + 1) + plain.slice(said + 1).replace(/^.*?[0-9]{1,6}(?![0-9])/, " ");
    const runs = [...plain.matchAll(each.phone_run)];
    const long = runs.filter(([run]) => onlyDigits(run).length >= FEWEST_DIGITS);
    const numbers = long.length ? long : runs;
    if (numbers.length !== 1) return ["", plain];
    const [{ 0: run, index }] = numbers;
    return [run, `${plain.slice(0, index)} ${plain.slice(index + run.length)}`];
  }
}
