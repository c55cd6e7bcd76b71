// A request as a curl line, and a rule from it as C++ or as a rule file: texts to paste elsewhere.
import { attempt, toast } from "./actions.js";

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// What was redacted is given by whoever runs the line, from the environment.
const withVariable = (text, variable) =>
  quoted(text).replace(/\[redacted:[^\]]*\]/g, `'"$${variable}"'`);

const notSent = /^(host|connection|accept.*|user-agent|content-length|transfer-encoding)$/i;

export function curlOf({ request: { method, target, headers, body } }) {
  const parts = [`curl -i -X ${method} ${quoted(location.origin + target)}`];
  for (const { name, value } of headers.filter((header) => !notSent.test(header.name)))
    parts.push(`-H ${withVariable(`${name}: ${value}`, "TINES_API_KEY")}`);
  if (body) parts.push(`--data-raw ${withVariable(body, "TINES_DESTINATION_API_KEY")}`);
  return parts.join(" \\\n  ");
}

/** A rule that fits requests like this one, and loses their answer. */
export function ruleFrom({ number, tenant, operation, request, path, committed, ...ids }) {
  const isKnown = operation !== "unknown";
  const isCreate = operation === "sync_destination.create"; // its id is one that is not there yet
  const when = Object.entries({
    tenant,
    operation: isKnown && operation,
    method: !isKnown && request.method,
    path: !isKnown && path,
    story_id: ids.story_id,
    sync_destination_id: !isCreate && ids.sync_destination_id,
  });
  return {
    name: `fault from request ${number}`,
    when: Object.fromEntries(when.filter(([, value]) => value)),
    phase: committed ? "after_commit" : "before_commit",
    effect: { kind: "reset" },
    times: 1,
  };
}

export const ruleFileOf = (rule) => `${JSON.stringify({ rules: [rule] }, null, 2)}\n`;

const cppTypes = { story_id: "StoryId", sync_destination_id: "SyncDestinationId" };

/** A rule that ruleFrom() made, as a call of MockServer::inject. */
export function cppOf({ name, when, phase }) {
  const members = Object.entries(when).map(([member, value]) =>
    `.${member} = ${cppTypes[member] ? `${cppTypes[member]}{${value}}` : JSON.stringify(value)}`);
  return `server.inject({.name = ${JSON.stringify(name)},
               .when = {${members.join(", ")}},
               .phase = Phase::${phase},
               .effect = effects::reset(),
               .times = 1});
`;
}

export const copy = (text, what) =>
  attempt(async () => {
    if (!navigator.clipboard) throw new Error("Only over https or on this machine a page may copy");
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  });
