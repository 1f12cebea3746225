// My list: ids only, on this device, and nothing before the first "Keep this".
// What is to go with "Leave this site" lies in the tab's own storage, which leaving clears.

const NAME = "kept-groups";
export const stores = () => {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // Storage may be switched off; then nothing can be kept.
    return [];
  }
};

const keptIn = () => stores().find((store) => store.getItem(NAME) !== null);

export const kept = () => {
  try {
    return JSON.parse(keptIn()?.getItem(NAME) ?? "[]").filter((slug) => /^[a-z0-9-]+$/.test(slug));
  } catch {
    return [];
  }
};

export const forget = () => stores().forEach((store) => store.removeItem(NAME));

export const goesWithLeaving = () => keptIn() !== undefined && keptIn() === stores()[0];

export const keepGroups = (slugs, leaving = goesWithLeaving()) => {
  forget();
  if (slugs.length) stores()[leaving ? 0 : 1]?.setItem(NAME, JSON.stringify(slugs));
};

export const turn = (slug) => {
  const now = kept();
  keepGroups(now.includes(slug) ? now.filter((one) => one !== slug) : [...now, slug]);
};
