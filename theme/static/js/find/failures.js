// Says what failed, and whether that is because the site was published anew.

import { fetched } from "./fetched.js";
import { root } from "./page.js";
import { element, say } from "./says.js";

// A new build has no file under the names that this page asks for.
const isOlder = async () => {
  const published = await (await fetched(location.pathname, { cache: "no-cache" })).text();
  return ![root.dataset.index, import.meta.url.split("/").pop()].every((name) => published.includes(name));
};

export const explainFailure = async (place, what, error, isLatest) => {
  console.error(error);
  place.textContent = say(error.told ?? what);
  const older = await isOlder().catch(() => false);
  if (older && isLatest()) place.textContent = say("other-build");
};

// A failure that leaves the results as they are is explained in a box of its own.
export const explainIn = (box, ...failure) => {
  const line = element("p", { tabIndex: -1 });
  box.replaceChildren(line);
  box.hidden = false;
  return explainFailure(line, ...failure);
};
