// A request as a curl line, a rule as a rule file or as C++: texts to paste elsewhere.
import { attempt, toast } from "./actions.js";

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// What was redacted is given by whoever runs the line, from the environment.
const withVariable = (text, variable) =>
  quoted(text).replace(/\[redacted:[^\]]*\]/g, `'"$${variable}"'`);

const notSent = /^(host|content-length|connection|accept|accept-encoding|user-agent|transfer-encoding)$/i;

export function curlOf({ request: { method, target, headers, body } }) {
  const parts = [`curl -i -X ${method} ${quoted(location.origin + target)}`];
  for (const { name, value } of headers.filter((header) => !notSent.test(header.name)))
    parts.push(`-H ${withVariable(`${name}: ${value}`, "TINES_API_KEY")}`);
  if (body) parts.push(`--data-raw ${withVariable(body, "TINES_DESTINATION_API_KEY")}`);
  return parts.join(" \\\n  ");
}

/** A rule that fits requests like this one, and loses their answer. */
export function ruleFrom({ number, tenant, operation, request, path, committed, ...ids }) {
  const isNamed = operation && operation !== "unknown";
  const isCreate = operation === "sync_destination.create"; // its id is one that is not there yet
  const what = isNamed ? { operation } : { method: request.method, path };
  const when = {
    tenant: tenant || undefined,
    ...what,
    story_id: ids.story_id ?? undefined,
    sync_destination_id: (!isCreate && ids.sync_destination_id) || undefined,
  };
  return {
    name: `fault from request ${number}`,
    when: JSON.parse(JSON.stringify(when)), // without what is undefined
    phase: committed ? "after_commit" : "before_commit",
    effect: { kind: "reset" },
    times: 1,
  };
}

export const ruleFileOf = (rule) => `${JSON.stringify({ rules: [rule] }, null, 2)}\n`;

// C++ has no \u00xx for control characters.
const cppText = (text) =>
  JSON.stringify(text).replace(/\\u00(..)/g, (_, hex) => `\\${parseInt(hex, 16).toString(8).padStart(3, "0")}`);

const milliseconds = (value) => `Milliseconds(${value})`;
const braced = (values) => `{${values.join(", ")}}`;

/** How members whose names or types differ in C++ are written there. */
const cppMembers = {
  for_ms: (v) => ["duration", milliseconds(v)],
  window_ms: (v) => ["window", milliseconds(v)],
  lag_ms: (v) => ["lag", milliseconds(v)],
  after_ms: (v) => ["after", milliseconds(v)],
  expires_after_ms: (v) => ["expires_after", milliseconds(v)],
  reason: (v) => ["reason", `PushFailure::${v}`],
  shape: (v) => ["shape", `effects::AnswerShape::${v}`],
  retry_after: (v) => ["retry_after", `effects::RetryAfterForm::${v}`],
  phase: (v) => ["phase", `Phase::${v}`],
  story_id: (v) => ["story_id", `StoryId{${v}}`],
  sync_destination_id: (v) => ["sync_destination_id", `SyncDestinationId{${v}}`],
  body: (v) => (typeof v === "string" ? ["body", cppText(v)] : ["body_json", cppText(JSON.stringify(v))]),
  headers: (v) => ["headers", braced(Object.entries(v).map((line) => braced(line.map(cppText))))],
  when: (v) => ["when", cppWhen(v)],
  effect: (v) => ["effect", cppEffect(v)],
};

function cppMember([name, value]) {
  const plain = [name, typeof value === "string" ? cppText(value) : value];
  const [cppName, cppValue] = cppMembers[name]?.(value) ?? plain;
  return `.${cppName} = ${cppValue}`;
}

function cppWhen(when) {
  const isAlone = when.operation && Object.keys(when).length === 1;
  return isAlone ? `operation(${cppText(when.operation)})` : braced(Object.entries(when).map(cppMember));
}

function cppDelay({ delay_ms, min_ms, max_ms, median_ms, sigma = 0.5 }) {
  if (delay_ms !== undefined) return milliseconds(delay_ms);
  if (median_ms !== undefined) return `effects::LognormalDelay{${milliseconds(median_ms)}, ${sigma}}`;
  return `effects::UniformDelay{${milliseconds(min_ms)}, ${milliseconds(max_ms)}}`;
}

function cppEffect({ kind, ...attributes }) {
  if (kind === "delay" || kind === "push_slow") return `effects::${kind}(${cppDelay(attributes)})`;
  const type = kind.replace(/(^|_)(.)/g, (_, __, letter) => letter.toUpperCase());
  return `effects::${type}${braced(Object.entries(attributes).map(cppMember))}`;
}

/** The rule as a call of MockServer::inject; its members stand in the order of the C++ structs. */
export function cppOf({ name, when, phase, effect, skip, every, probability, times, expires_after_ms }) {
  const rule = { name, when, phase, effect, skip, every, probability, times, expires_after_ms };
  const members = Object.entries(rule).filter(([, value]) => value !== undefined);
  return `server.inject({${members.map(cppMember).join(",\n               ")}});\n`;
}

/** Only pages of this machine or over https have a clipboard. */
export const copy = (text, what) =>
  attempt(async () => {
    if (!navigator.clipboard) throw new Error("The browser lets pages of this machine or over https copy");
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  });
