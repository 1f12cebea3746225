// Fetches a file, or fails after a reasonable time. An answer other than "OK" is an error with its `status`.

const PATIENCE = 15000;

export const fetched = async (url, options) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { signal: stop.signal, ...options });
    if (answer.ok) return answer;
    throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status });
  } finally {
    clearTimeout(timer);
  }
};

// Keeps what `get` promises for each name; what failed is tried again when it is wanted again.
export const remembered = (get) => {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      known.set(name, get(name));
      known.get(name).catch(() => known.delete(name));
    }
    return known.get(name);
  };
};
