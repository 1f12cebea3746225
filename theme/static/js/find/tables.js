// The tables of places, each fetched once. One that isn't there holds nothing; one that can't be fetched is an error.

const placeTables = new Map();

export const table = (base) => async (name, nothing = {}) => {
  const address = new URL(`../${base}/${name}.json`, import.meta.url);
  if (!placeTables.has(name)) {
    placeTables.set(name, fetch(address, { signal: AbortSignal.timeout(15000) }).then((answer) => {
      if (answer.ok) return answer.json();
      if (answer.status === 404) return null;
      throw new Error(`${address}: ${answer.status}`);
    }));
    placeTables.get(name).catch(() => placeTables.delete(name));
  }
  return (await placeTables.get(name)) ?? nothing;
};
