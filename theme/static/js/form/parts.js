// The named parts of the form's page. Exports `part`, and `tell`, which says something in one of them.

import { say } from "./../find/says.js";

export const part = (name) => document.querySelector(`#${name}`);
export const tell = (name, message, values) => {
  part(name).textContent = say(message, values);
};
