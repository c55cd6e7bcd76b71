// The newest requests of the journal, brought up to date with as little as can be asked for.
import { ofWorld } from "./api.js";

const mostRequests = 500;

const isPending = (entry) => entry.ending === "pending";

/** The number before the first entry that is new or may still change. */
function lastSettled(requests) {
  const pending = requests.find(isPending);
  return pending ? pending.number - 1 : (requests.at(-1)?.number ?? 0);
}

/** An entry that was settled stays the same object: nothing of it is drawn again. */
function merged(old, news) {
  const known = new Map(old.map((entry) => [entry.number, entry]));
  for (const entry of news) {
    const before = known.get(entry.number);
    if (!before || isPending(before)) known.set(entry.number, entry);
  }
  return [...known.values()];
}

/** `requests` and `journal` for the store, from the requests that it has. */
export async function loadRequests(old) {
  const query = `newest=true&limit=${mostRequests}&after=${lastSettled(old)}`;
  const { requests, journal } = await ofWorld(`requests?${query}`);
  // Numbers go on when the journal is cleared: what it keeps are the last ones.
  const gone = journal.recorded - journal.kept;
  const all = merged(old, requests).filter((entry) => entry.number > gone);
  return { requests: all.slice(-mostRequests), journal };
}
