// What was asked for, as it stands behind the # of the address, which no server sees.

// In their order in an address; facets come after.
const PLAIN = ["q", "exact", "where", "near", "sort", "lost"];

export const read = (facets, { hash, search } = location) => {
  const asked = new URLSearchParams(hash.slice(1) || search);
  const state = { q: "", exact: "", where: "", near: "", sort: "", lost: "", chosen: new Map(), unknown: [] };
  for (const [name, value] of asked) {
    const facet = facets.find((one) => one.name === name);
    const code = facet ? facet.values.indexOf(value) : -1;
    if (PLAIN.includes(name)) state[name] = value.slice(0, 300);
    else if (code >= 0) state.chosen.set(name, (state.chosen.get(name) ?? new Set()).add(code));
    else state.unknown.push(value ? `${name}=${value}` : name);
  }
  if (state.sort !== "near") state.sort = "";
  return state;
};

export const written = (state, facets) => {
  const parts = PLAIN.filter((name) => state[name]).map((name) => [name, state[name]]);
  for (const facet of facets) for (const code of state.chosen.get(facet.name) ?? []) parts.push([facet.name, facet.values[code]]);
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
};

// Of some words those that aren't the chosen place's. The near half of a postcode isn't kept in `near`.
export const besidePlace = (words, near) => {
  const place = near.toLowerCase();
  const isPostcode = place && words.join("").startsWith(place.replace(" ", ""));
  return isPostcode ? [] : words.filter((word) => !place.includes(word));
};

// Filters never become steps of their own: Back leaves the page.
export const keep = (state, facets) => {
  const hash = written(state, facets);
  history.replaceState(history.state, "", location.pathname + (hash && `#${hash}`));
};
