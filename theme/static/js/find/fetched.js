// What is fetched comes in a reasonable time, or is an error.

const PATIENCE = 15000;

export const fetched = async (url, how) => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), ...how });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
};
