// Keeps the store as the server is: one long poll says which parts have changed, and only those are
// fetched. There is at most one round a second, and none while nobody looks at the page.
import { Refused, ifThere, ofServer, ofWorld } from "./api.js";
import { chosen, say, said } from "./store.js";
import { loadRequests } from "./load_requests.js";

const waitMs = 25000;
const roundMs = 1000;

let numbers = {};
let round = new AbortController();
let wake = () => {};

const isFirst = () => numbers.number === undefined;

const loads = {
  async state() {
    const state = await ofWorld("GET", "state?content=false");
    say({ tenants: state.tenants, pendingPushes: state.pending_pushes ?? [] });
  },
  async faults() {
    const [{ faults }, { scenarios }, holds] = await Promise.all([
      ofWorld("GET", "faults"),
      ofWorld("GET", "scenarios"),
      ifThere(ofWorld("GET", "holds")),
    ]);
    say({ faults, scenarios, holds: holds?.holds ?? [] });
  },
  clock: async () => say({ clock: await ofWorld("GET", "clock") }),
  journal: async () => say(await loadRequests(isFirst() ? [] : (said.requests ?? []))),
  demo: async () => say({ demo: await ifThere(ofServer("GET", "demo")) }),
};

/** The names of `loads` that are out of date. */
function outOfDate(change) {
  const moved = (part) => change[part] !== numbers[part];
  const parts = ["state", "faults", "journal"].filter(moved);
  if (moved("clock") || moved("state") || moved("faults")) parts.push("clock"); // the next event
  if (said.demo && (moved("state") || moved("faults"))) parts.push("demo");
  return parts;
}

async function meet(signal) {
  const [server, { worlds }] = await Promise.all([ofServer("GET", "version"), ofServer("GET", "worlds")]);
  say({ server, worlds });
  // A server that plays no demo is not asked for one where it can say so.
  if (server.demo !== false) await loads.demo();
  signal.throwIfAborted();
}

async function followOnce(signal) {
  if (isFirst()) await meet(signal);
  const query = isFirst() ? "" : `?after=${numbers.number}&within_ms=${waitMs}`;
  const change = await ofWorld("GET", `changes${query}`, { signal });
  const answered = performance.now();
  await Promise.all(outOfDate(change).map((part) => loads[part]()));
  signal.throwIfAborted();
  numbers = change;
  say({ connection: "live" });
  return answered;
}

// What was known of another server, or of another world, is worth nothing.
function failed(problem) {
  numbers = {};
  if (problem instanceof Refused && problem.status === 401) return say({ connection: "token" });
  if (problem instanceof Refused && problem.status === 404 && chosen.world !== "default")
    return changeWorld("default");
  say({ connection: "gone", problem: problem instanceof Refused ? problem.message : "" });
}

const sleep = (ms) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, ms));
    wake = () => (clearTimeout(timer), resolve());
  });

const looked = () =>
  new Promise((resolve) => {
    if (!document.hidden) return resolve();
    document.addEventListener("visibilitychange", resolve, { once: true });
  });

export async function live() {
  // A browser has few connections to one server: a page that nobody sees holds none.
  document.addEventListener("visibilitychange", () => document.hidden && round.abort());
  for (;;) {
    await looked();
    round = new AbortController();
    let answered = performance.now();
    try {
      answered = await followOnce(round.signal);
    } catch (problem) {
      if (round.signal.aborted) continue;
      failed(problem);
    }
    await sleep(answered + roundMs - performance.now());
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
  say({ tenants: null, faults: null, scenarios: null, requests: null, journal: null, clock: null, holds: [] });
  startAgain();
}
