// Keeps the store as the server is: one long poll says which parts have changed, and only those are
// fetched. At most one round a second, and none while nobody looks.
import { chosen, say, said } from "./store.js";
import { ofServer, ofWorld } from "./api.js";

const waitMs = 10000;
const roundMs = 1000;
const mostRequests = 500;

let numbers = {}; // of the parts as they are in the store; empty: nothing is known yet
let round = new AbortController();
let wake = () => {};

// What an earlier world or server answers late must not come into the store.
const get = (path) => ofWorld(path, { signal: round.signal });

const isFirst = () => numbers.number === undefined;
const isPending = (entry) => entry.ending === "pending";

/** Asked for is what is new, or was not settled. */
async function loadRequests(old) {
  const after = (old.find(isPending)?.number ?? (old.at(-1)?.number ?? 0) + 1) - 1;
  const query = `newest=true&limit=${mostRequests}&after=${after}`;
  const { requests, journal } = await get(`requests?${query}`);
  // Numbers go on when the journal is cleared: what it keeps are the last ones.
  const gone = journal.recorded - journal.kept;
  const known = new Map(old.map((entry) => [entry.number, entry]));
  for (const entry of requests)
    if (isPending(known.get(entry.number) ?? { ending: "pending" })) known.set(entry.number, entry);
  const all = [...known.values()].filter(({ number }) => number > gone);
  say({ requests: all.slice(-mostRequests) });
}

const loads = {
  async state() {
    const { tenants, pending_pushes: pendingPushes = [] } = await get("state?content=false");
    say({ tenants, pendingPushes });
  },
  async faults() {
    const parts = await Promise.all(["faults", "scenarios", "holds"].map(get));
    say(Object.assign({}, ...parts));
  },
  clock: async () => say({ clock: await get("clock") }),
  journal: () => loadRequests(isFirst() ? [] : said.requests),
  demo: async () => say({ demo: await ofServer("demo") }),
};

/** The names of `loads` that are out of date. */
function outOfDate(change) {
  const moved = (...parts) => parts.some((part) => change[part] !== numbers[part]);
  const parts = ["state", "journal"].filter((part) => moved(part));
  if (moved("faults", "clock")) parts.push("faults"); // a rule may have expired
  if (moved("clock", "state", "faults")) parts.push("clock"); // which says what happens next
  // The demo plays in the default world: of another one, these numbers say nothing of it.
  if (said.demo && (chosen.world !== "default" || moved("state", "faults"))) parts.push("demo");
  return parts;
}

async function meetServer() {
  const [server, { worlds }] = await Promise.all([ofServer("version"), ofServer("worlds")]);
  say({ server, worlds, demo: null });
  if (server.demo) await loads.demo();
}

/** One round; the time at which the server answered. */
async function follow() {
  if (isFirst()) await meetServer();
  const query = isFirst() ? "" : `?after=${numbers.number}&within_ms=${waitMs}`;
  const change = await get(`changes${query}`);
  const answered = performance.now();
  await Promise.all(outOfDate(change).map((part) => loads[part]()));
  numbers = change;
  say({ connection: "live", number: change.number });
  return answered;
}

// What was known may be of another server, or of another world: it is worth nothing.
function failed({ status, message }) {
  numbers = {};
  say({ connection: status === 401 ? "locked" : "gone", problem: status ? message : "" });
}

const sleep = (ms) => new Promise((resolve) => setTimeout((wake = resolve), ms));

const isSeen = () =>
  document.hidden &&
  new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));

export async function live() {
  // A browser has few connections to one server: a page that nobody sees holds none.
  document.addEventListener("visibilitychange", () => document.hidden && round.abort());
  for (;;) {
    await isSeen();
    round = new AbortController();
    let answered = performance.now();
    try {
      answered = await follow();
    } catch (problem) {
      if (round.signal.aborted) continue;
      failed(problem);
    }
    const isLocked = said.connection === "locked"; // nothing comes before the token does
    await sleep(isLocked ? 2 ** 31 - 1 : answered + roundMs - performance.now());
  }
}

/** After an action: its effect is looked for at once. */
export const hurry = () => wake();

/** Everything is asked anew. */
export function startAgain() {
  numbers = {};
  round.abort();
  wake();
}

export function changeWorld(world) {
  Object.assign(chosen, { world, request: "", story: "", frozen: null, current: 0 });
  say({ tenants: null, faults: null, requests: null, clock: null, holds: [] });
  startAgain();
}
