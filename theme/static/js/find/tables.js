// The tables of places, each fetched once. A missing table holds nothing; one that can't be fetched is an error.

import { fetched, remembered } from "./fetched.js";

const fetchTable = remembered(async (url) => {
  try {
    return await (await fetched(url)).json();
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
});

export const table = (base) => async (name, nothing = {}) => (await fetchTable(new URL(`../${base}/${name}.json`, import.meta.url).href)) ?? nothing;
