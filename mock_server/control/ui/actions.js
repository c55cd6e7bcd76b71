// What a person can change. Each asks the server; what it came to is seen when the store follows.
import { choose, said } from "./store.js";
import { confirmed } from "./dialogs.js";
import { hurry } from "./live.js";
import { ofServer, ofWorld } from "./api.js";
import { toast } from "./toast.js";

/** Runs an action; a refusal is said, and null comes back. */
export async function attempt(action) {
  try {
    return (await action()) ?? true;
  } catch (problem) {
    toast(problem.message, "bad");
    return null;
  } finally {
    hurry();
  }
}

const post = (path, body) => attempt(() => ofWorld(path, { method: "POST", body }));
const remove = (path) => attempt(() => ofWorld(path, { method: "DELETE" }));
const named = (list, name, rest = "") => `${list}/${encodeURIComponent(name)}${rest}`;

export const openRequest = (number) => choose({ request: String(number), current: number });

/** Sends to a tenant on the way of every request: failures on purpose act on it. */
async function sendTo(what, tenant, method, path, body) {
  const result = await post("send", { tenant, method, path, body });
  if (!result) return null;
  const isWhole = result.ending === "complete";
  const isDone = isWhole && result.status < 300;
  const number = result.request;
  const act = number && { word: `Request ${number}`, run: () => openRequest(number) };
  toast(`${what}: ${isWhole ? result.status : `connection ${result.ending}`}`, isDone ? "good" : "bad", act);
  return result;
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
  const question = `Delete sync destination ${id} of ${origin.name}? Copies at the destination stay.`;
  if (await confirmed(question, "Delete"))
    await sendTo(`Delete of #${id}`, origin.name, "DELETE", `${destinations}/${id}`);
}

export const updateStory = (tenant, id, body) =>
  sendTo(`Change of story ${id}`, tenant, "PUT", `/api/v1/stories/${id}`, body);

export const switchScenario = (name, isOn) =>
  attempt(() => ofWorld(named("scenarios", name), { method: isOn ? "PUT" : "DELETE" }));

/** Throws what the server refuses: the form shows it. */
export const addRule = (rule) => ofWorld("faults", { method: "POST", body: rule }).finally(hurry);
export const removeRule = (name) => remove(named("faults", name));
export const release = (name) => post(named("holds", name, "/release"));
export const advance = (by) => post("clock/advance", by);
export const stepDemo = (step) => attempt(() => ofServer(`demo/${step}`, { method: "POST" }));

const closeRequest = () => choose({ request: "", frozen: null, current: 0 });

export async function reset() {
  const question = "Reset this world? State, rules and requests go back to the start.";
  if (!(await confirmed(question, "Reset"))) return;
  closeRequest();
  if (await post("reset")) toast("The world is as it was at the start");
}

export function clearRequests() {
  closeRequest();
  return remove("requests");
}

/** A name that no rule of this world has yet. */
export function freeName(wanted) {
  const taken = new Set((said.faults ?? []).map(({ name }) => name));
  let name = wanted;
  for (let n = 2; taken.has(name); ++n) name = `${wanted} (${n})`;
  return name;
}
