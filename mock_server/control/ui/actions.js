// What a person can change. Each asks the server; what it came to is seen when the store follows.
import { ofWorld, send } from "./api.js";
import { choose, said } from "./store.js";
import { confirmed } from "./dialogs.js";
import { hurry } from "./live.js";
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

export const openRequest = (number) => choose({ request: String(number), current: number });

function saySent(what, result) {
  const done = result.ending === "complete" && result.status >= 200 && result.status < 300;
  const saw = result.ending === "complete" ? String(result.status) : `connection ${result.ending}`;
  const act = result.request ? { word: `Request ${result.request}`, do: () => openRequest(result.request) } : null;
  toast(`${what}: ${saw}`, done ? "good" : "bad", act);
}

/** Sends to a tenant as any client would: failures on purpose act on it. */
export const sendTo = (what, tenant, method, path, body) =>
  attempt(async () => {
    const result = await send(tenant, method, path, body);
    saySent(what, result);
    return result;
  });

const destinationPath = (id) => `/api/v1/admin/sync_destinations/${id}`;

export const syncDestination = (tenant, id) =>
  sendTo(`Sync of #${id}`, tenant, "POST", `${destinationPath(id)}/manual_sync`);

export const syncStory = (tenant, id, story) =>
  sendTo(`Sync of story ${story}`, tenant, "POST", `${destinationPath(id)}/story/${story}/sync`);

export async function removeDestination(tenant, id) {
  if (await confirmed(`Delete sync destination ${id} of ${tenant}? Copies at the destination stay.`, "Delete"))
    await sendTo(`Delete of #${id}`, tenant, "DELETE", destinationPath(id));
}

export const createDestination = (tenant, body) =>
  sendTo("New sync destination", tenant, "POST", "/api/v1/admin/sync_destinations", body);

export const updateStory = (tenant, id, body) =>
  sendTo(`Story ${id}`, tenant, "PUT", `/api/v1/stories/${id}`, body);

export const switchScenario = (scenario, on) =>
  attempt(() => ofWorld(on ? "PUT" : "DELETE", `scenarios/${encodeURIComponent(scenario)}`));

export const addRule = (rule) => ofWorld("POST", "faults", { body: rule }).finally(hurry);

export const removeRule = (rule) =>
  attempt(() => ofWorld("DELETE", `faults/${encodeURIComponent(rule)}`));

export const release = (hold) =>
  attempt(() => ofWorld("POST", `holds/${encodeURIComponent(hold)}/release`));

export const advance = (by) => attempt(() => ofWorld("POST", "clock/advance", { body: by }));

export async function reset() {
  const question = "Reset this world? State, rules and requests go back to the start.";
  if (!(await confirmed(question, "Reset"))) return;
  choose({ request: "", frozen: null, current: 0 });
  if (await attempt(() => ofWorld("POST", "reset"))) toast("The world is as it was at the start");
}

export async function clearRequests() {
  choose({ request: "", frozen: null, current: 0 });
  await attempt(() => ofWorld("DELETE", "requests"));
}

/** A name that no rule of this world has yet. */
export function freeName(wanted) {
  const taken = new Set((said.faults ?? []).map((rule) => rule.name));
  let name = wanted;
  for (let n = 2; taken.has(name); ++n) name = `${wanted} (${n})`;
  return name;
}
