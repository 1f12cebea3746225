// The end of the form: the text as it is now, and each way to send it. Exports `Sending`.

import { say } from "./../find/says.js";
import { copyText, editAddress, fitsMail, mailAddress, newAddress, saveFile } from "./endings.js";
import { part, tell } from "./parts.js";

export class Sending {
  constructor(patterns) {
    this.patterns = patterns;
  }

  // `letter` has the listing's `text`, the `file` that holds it, the `slug` of the page that it changes (empty for a new
  // one), the group's `name`, and whether a mail says no more than that all is `still` right.
  show(letter) {
    const { text, file, slug } = letter;
    this.letter = letter;
    part("form-text").value = text;
    part("form-file").textContent = `${file}.md`;
    const [forge, mail] = [part("send-forge"), part("send-mail")];
    if (forge) {
      const { address, carries } = slug ? editAddress(this.patterns, slug) : newAddress(this.patterns, file, text);
      forge.href = address;
      part("send-paste").hidden = carries;
    }
    if (mail) {
      const [about, whole, attached] = this._mailed();
      const address = mailAddress(this.patterns.mail, about, whole);
      mail.href = fitsMail(address) ? address : mailAddress(this.patterns.mail, about, attached);
      part("send-attach").hidden = fitsMail(address);
    }
  }

  // `settle` shows what was typed last: anyone who presses before typing has settled sends what is there now.
  listen(settle) {
    part("send").addEventListener("click", settle, true);
    part("send-forge")?.addEventListener("click", () => {
      if (!part("send-paste").hidden) this._copy();
    });
    part("send-save").addEventListener("click", () => {
      const file = `${this.letter.file}.md`;
      saveFile(file, this.letter.text);
      tell("send-done", "saved", { file });
    });
    part("send-copy").addEventListener("click", () => this._copy());
  }

  // The subject and the words of the mail, and the words when it is too long for them; `receive` knows them again.
  _mailed() {
    const { text, file, slug, name, still } = this.letter;
    const page = slug ? `page: ${slug}\n\n` : "";
    if (still) return [`${slug}: ${say("mail-still")}`, `${page}${say("mail-still")}\n`];
    const about = slug ? `${slug}: ${say("mail-change")}` : say("mail-add", { name });
    const attached = say("mail-attached", { file: file + ".md" });
    return [about, `${page}${text}\n${say("mail-end")}\n`, `${page}${attached}\n`];
  }

  async _copy() {
    tell("send-done", (await copyText(part("form-text"))) ? "copied" : "copy-by-hand");
  }
}
