// A draft: kept on this device only when asked. A draft that "Leave this site" must delete is in the tab's own storage.

import { stores } from "./../find/store.js";

const DRAFT = "listing-draft";
const holder = (key) => stores().find((store) => store.getItem(key) !== null);

export class Draft {
  // `sound` returns answers as the form can show them, or fails: an older page may have kept the draft, or another site on this host.
  constructor(slug, sound) {
    this.key = slug ? `${DRAFT}-${slug}` : DRAFT;
    this.sound = sound;
  }

  get answers() {
    try {
      return this.sound(JSON.parse(holder(this.key).getItem(this.key)));
    } catch {
      return null;
    }
  }

  // Something is kept, and it isn't a draft that can be shown.
  get broken() {
    return holder(this.key) !== undefined && !this.answers;
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
