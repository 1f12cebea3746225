// A draft: kept on this device only when asked. What is to go with "Leave this site" lies in the tab's own storage.

import { stores } from "./../find/store.js";

const DRAFT = "listing-draft";
const holder = (key) => stores().find((store) => store.getItem(key) !== null);

export class Draft {
  constructor(slug) {
    this.key = slug ? `${DRAFT}-${slug}` : DRAFT;
  }

  get answers() {
    try {
      return JSON.parse(holder(this.key)?.getItem(this.key) ?? "null");
    } catch {
      return null;
    }
  }

  get goes() {
    return holder(this.key) !== undefined && holder(this.key) === stores()[0];
  }

  // Whether it is kept now: storage may be switched off or full.
  keep(answers, goes) {
    this.forget();
    try {
      stores()[goes ? 0 : 1].setItem(this.key, JSON.stringify(answers));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    stores().forEach((store) => store.removeItem(this.key));
  }
}
