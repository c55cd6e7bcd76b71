// A request as a curl line, a rule as a rule file or as C++: texts to paste elsewhere.
import { toast } from "./toast.js";

const shellQuoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// What was redacted is given by whoever runs the line, from the environment.
const withVariable = (text, variable) =>
  shellQuoted(text).replace(/\[redacted:[^\]]*\]/g, `'"$${variable}"'`);

const notSent = ["host", "content-length", "connection", "accept", "accept-encoding", "user-agent", "transfer-encoding"];

export function curlOf({ request }) {
  const parts = [`curl -i -X ${request.method} ${shellQuoted(location.origin + request.target)}`];
  for (const { name, value } of request.headers)
    if (!notSent.includes(name.toLowerCase()))
      parts.push(`-H ${withVariable(`${name}: ${value}`, "TINES_API_KEY")}`);
  if (request.body) parts.push(`--data-raw ${withVariable(request.body, "TINES_DESTINATION_API_KEY")}`);
  return parts.join(" \\\n  ");
}

/** A rule that fits requests like this one, and loses their answer. */
export function ruleFrom(entry) {
  const isNamed = entry.operation && entry.operation !== "unknown";
  const when = { tenant: entry.tenant };
  if (!entry.tenant) delete when.tenant;
  if (isNamed) when.operation = entry.operation;
  else Object.assign(when, { method: entry.request.method, path: entry.path });
  if (entry.story_id) when.story_id = entry.story_id;
  if (entry.sync_destination_id && entry.operation !== "sync_destination.create")
    when.sync_destination_id = entry.sync_destination_id;
  return {
    name: `fault from request ${entry.number}`,
    when,
    phase: entry.committed ? "after_commit" : "before_commit",
    effect: { kind: "reset" },
    times: 1,
  };
}

export const ruleFileOf = (rule) => `${JSON.stringify({ rules: [rule] }, null, 2)}\n`;

// C++ has no \u00xx for control characters.
const cppText = (text) =>
  JSON.stringify(text).replace(/\\u00([0-9a-f]{2})/g, (_, hex) => `\\${parseInt(hex, 16).toString(8).padStart(3, "0")}`);

const pascal = (kind) => kind.split("_").map((part) => part[0].toUpperCase() + part.slice(1)).join("");
const enumerations = { reason: "PushFailure", shape: "effects::AnswerShape", retry_after: "effects::RetryAfterForm" };
const durations = { for_ms: "duration", window_ms: "window", lag_ms: "lag", after_ms: "after" };

const cppHeaders = (headers) =>
  `{${Object.entries(headers).map(([name, value]) => `{${cppText(name)}, ${cppText(value)}}`).join(", ")}}`;

function cppMember([name, value]) {
  if (durations[name]) return `.${durations[name]} = Milliseconds(${value})`;
  if (enumerations[name]) return `.${name} = ${enumerations[name]}::${value}`;
  if (name === "headers") return `.headers = ${cppHeaders(value)}`;
  return `.${name} = ${typeof value === "string" ? cppText(value) : value}`;
}

function cppDelay({ delay_ms, min_ms, max_ms, median_ms, sigma }) {
  if (min_ms !== undefined)
    return `effects::UniformDelay{Milliseconds(${min_ms}), Milliseconds(${max_ms})}`;
  if (median_ms !== undefined)
    return `effects::LognormalDelay{Milliseconds(${median_ms})${sigma === undefined ? "" : `, ${sigma}`}}`;
  return `Milliseconds(${delay_ms})`;
}

function cppEffect({ kind, ...attributes }) {
  if (["delay", "push_slow"].includes(kind)) return `effects::${kind}(${cppDelay(attributes)})`;
  // The order of the members in C++: a duration stands after the rest.
  const members = Object.entries(attributes).sort(([a], [b]) => (a === "for_ms") - (b === "for_ms"));
  return members.length ? `effects::${pascal(kind)}{${members.map(cppMember).join(", ")}}` : `effects::${kind === "close" || kind === "reset" ? `${kind}()` : `${pascal(kind)}{}`}`;
}

function cppWhen(when) {
  const { body, ...rest } = when;
  const only = Object.keys(when);
  if (only.length === 1 && when.operation) return `operation(${cppText(when.operation)})`;
  const members = Object.entries(rest).map(([name, value]) => {
    if (name === "story_id") return `.story_id = StoryId{${value}}`;
    if (name === "sync_destination_id") return `.sync_destination_id = SyncDestinationId{${value}}`;
    return cppMember([name, value]);
  });
  if (body === undefined) return `{${members.join(", ")}}`;
  const place = members.findIndex((text) => /^\.(story_id|sync_destination_id|nth)/.test(text));
  members.splice(place < 0 ? members.length : place, 0, `.body_json = ${cppText(JSON.stringify(body))}`);
  return `{${members.join(", ")}}`;
}

/** The rule as a call of MockServer::inject, its members in their order. */
export function cppOf(rule) {
  const members = [`.name = ${cppText(rule.name)}`];
  if (rule.when) members.push(`.when = ${cppWhen(rule.when)}`);
  members.push(`.phase = Phase::${rule.phase}`, `.effect = ${cppEffect(rule.effect)}`);
  for (const name of ["skip", "every", "probability", "times"])
    if (rule[name] !== undefined) members.push(`.${name} = ${rule[name]}`);
  if (rule.expires_after_ms !== undefined)
    members.push(`.expires_after = Milliseconds(${rule.expires_after_ms})`);
  return `server.inject({${members.join(",\n               ")}});\n`;
}

// Only pages of this machine or over https have a clipboard.
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    if (copyBySelection(text)) toast(`${what} copied`);
    else toast("The browser does not let the page copy", "bad");
  }
}
