// What a person can change. Each asks the server; what it came to is seen when the store follows.
import { byId, make } from "./dom.js";
import { choose, chosen, said } from "./store.js";
import { confirmed } from "./dialogs.js";
import { hurry } from "./live.js";
import { ofServer, ofWorld } from "./api.js";

const toastMs = 6000;
const page = 1000; // requests that the server gives at once
const mostSends = 3; // a rule may hold them, and a browser has six connections to one server
let sends = 0;

export function toast(text, kind = "good") {
  const element = make("div", { class: "toast", "data-kind": kind }, text);
  byId("toasts").append(element);
  setTimeout(() => element.remove(), toastMs);
}

/** A refusal is said, and null comes back. */
export async function attempt(action) {
  try {
    return (await action()) ?? true;
  } catch ({ message }) {
    toast(message, "bad");
    return null;
  } finally {
    hurry();
  }
}

const ask = (method, path, body) => attempt(() => ofWorld(path, { method, body }));
const named = (list, name, rest = "") => `${list}/${encodeURIComponent(name)}${rest}`;

export const openRequest = (number) => choose({ request: String(number), current: number });

/** Sends to a tenant on the way of every request: failures on purpose act on it. */
async function sendTo(what, tenant, method, path, body) {
  if (sends === mostSends)
    return toast(`Not sent: ${sends} requests of this page still wait`, "bad");
  ++sends;
  const wanted = { method: "POST", body: { tenant, method, path, body }, mostMs: 2 ** 31 };
  const result = await attempt(() => ofWorld("send", wanted));
  --sends;
  if (!result) return;
  const { ending, status, body: seen } = result;
  const saw = ending === "complete" ? status : `connection ${ending}`;
  const [, why = ""] = seen.match(/"message":"(.*?)"/) ?? [];
  toast([what, saw, why].filter(Boolean).join(" · "), saw < 300 ? "good" : "bad");
}

const destinations = "/api/v1/admin/sync_destinations";

export const createDestination = (tenant, body) =>
  sendTo("New sync destination", tenant, "POST", destinations, body);

export const syncDestination = ({ origin, destination: { id } }) =>
  sendTo(`Sync of #${id}`, origin.name, "POST", `${destinations}/${id}/manual_sync`);

export function syncStory({ card: { origin, destination }, row: { subscription } }) {
  const path = `${destinations}/${destination.id}/story/${subscription.story_id}/sync`;
  return sendTo(`Sync of story ${subscription.story_id}`, origin.name, "POST", path);
}

export async function deleteDestination({ origin, destination: { id } }) {
  const question = `Delete sync destination ${id} of ${origin.name}? What it copied stays.`;
  if (await confirmed(question, "Delete"))
    sendTo(`Delete of #${id}`, origin.name, "DELETE", `${destinations}/${id}`);
}

export const updateStory = (tenant, id, body) =>
  sendTo(`Change of story ${id}`, tenant, "PUT", `/api/v1/stories/${id}`, body);

export const switchScenario = (name, isOn) =>
  ask(isOn ? "PUT" : "DELETE", named("scenarios", name));

/** Throws what the server refuses: the form shows it. */
export const addRule = (rule) => ofWorld("faults", { method: "POST", body: rule }).finally(hurry);
export const removeRule = (name) => ask("DELETE", named("faults", name));
export const release = (name) => ask("POST", named("holds", name, "/release"));
export const advance = (by) => ask("POST", "clock/advance", by);
export const stepDemo = (step) => attempt(() => ofServer(`demo/${step}`, { method: "POST" }));

export async function reset() {
  const question = "Reset this world? State, rules and requests go back to the start.";
  if (!(await confirmed(question, "Reset"))) return;
  choose({ request: "", frozen: null, current: 0 });
  if (await ask("POST", "reset")) toast("The world is as it was at the start");
}

export function freeName(wanted) {
  const names = new Set((said.faults ?? []).map((rule) => rule.name));
  let name = wanted;
  for (let i = 2; names.has(name); ++i) name = `${wanted} (${i})`;
  return name;
}

// Files to keep; none of them holds a key.
function save(name, value) {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: `${chosen.world}.${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A world file: the state without keys and the mock's own URLs. */
export const exportWorld = () =>
  attempt(async () => {
    const state = await ofWorld("state");
    const tenants = state.tenants.map(({ keys, mock_url, ...tenant }) => tenant);
    save("world.json", { ...state, tenants });
  });

export const exportJournal = () =>
  attempt(async () => {
    const all = [];
    for (let news; !news || news.length === page; all.push(...news)) {
      const after = all.at(-1)?.number ?? 0;
      ({ requests: news } = await ofWorld(`requests?limit=${page}&after=${after}`));
    }
    save("journal.json", { requests: all });
  });

export const exportHar = () => attempt(async () => save("har", await ofWorld("har")));
