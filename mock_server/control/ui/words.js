// What the page says of things, as plain functions: no DOM, no store.

/** The time in an ISO text, in UTC as the world has it. */
export const timeOf = (iso, digits = 10) => (iso ?? "").slice(11, 11 + digits).replace(/Z$/, "");

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export function duration(ms) {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 120000) return `${+(ms / 1000).toFixed(1)} s`;
  return ms < 7200000 ? `${Math.round(ms / 60000)} min` : `${Math.round(ms / 3600000)} h`;
}

/** of: a word as the API writes it */
export const spaced = (word) => word.replaceAll("_", " ");

const marks = { synced: "✓", failed: "✕", requires_sync: "…" };

export const statusWord = (status) => `${marks[status] ?? "?"} ${spaced(status)}`;

export const isCut = (entry) => ["reset", "closed", "stalled"].includes(entry.ending);

/** What the client saw of an entry, in a word: {text, kind}. */
export function seenWord({ ending, status }) {
  if (ending === "pending") return { text: "…", kind: "quiet" };
  if (ending !== "complete" || !status) return { text: status ? ending : ending.replace("complete", "nothing"), kind: "bad" };
  return { text: status, kind: status < 400 ? "good" : status < 500 ? "odd" : "bad" };
}

/** The same, as a sentence. */
export function seenSentence({ ending, status, bytes_sent: bytes }) {
  if (ending === "pending") return "nothing yet";
  if (ending === "complete") return status ? plural(bytes, "byte") : "nothing";
  const how = ending === "stalled" ? "left open" : ending;
  return `connection ${how} after ${plural(bytes, "byte")}`;
}

/** The state was changed, and the client does not know: no answer, part of one, or another one. */
export const isUnanswered = (entry) =>
  entry.committed &&
  (isCut(entry) || (entry.ending === "complete" && (!entry.status || entry.tenant_response)));

/** What became of the world's state: {text, kind}. `isHeld`: a rule holds the request. */
export function stateWord(entry, isHeld) {
  if (isHeld) return { text: entry.committed ? "held, committed" : "held", kind: "held" };
  if (isUnanswered(entry)) return { text: "committed, not answered", kind: "lost" };
  if (entry.ending === "pending") return { text: "under way", kind: "quiet" };
  if (entry.committed) return { text: "committed", kind: "done" };
  const isRead = /^(GET|HEAD)$/.test(entry.request.method) && entry.status >= 200 && entry.status < 300;
  return { text: isRead ? "read" : "unchanged", kind: "quiet" };
}

export const isProblem = (entry) =>
  entry.status >= 400 || isCut(entry) || isUnanswered(entry) || entry.error !== "";

export const isFaulted = (entry) => entry.faults.some(({ applied }) => applied);

/** How often rules acted, and whether they still can: {did, kind}. */
export function didWord(rules) {
  const sum = (member) => rules.reduce((total, rule) => total + rule[member], 0);
  const all = (state) => rules.every((rule) => rule.state === state);
  const acted = sum("applied");
  const text = [
    acted ? `acted ${acted}×` : "never acted",
    !acted && sum("matched") && `${sum("matched")} fitted`,
    sum("unchanged") && `found nothing to change ${sum("unchanged")}×`,
    all("exhausted") && "used up",
    all("expired") && "expired",
  ];
  const isOver = rules.every(({ state }) => state !== "active");
  return { did: text.filter(Boolean).join(", "), kind: isOver ? "over" : acted ? "acted" : "waiting" };
}

const valueText = (value) => (typeof value === "object" ? JSON.stringify(value) : value);

const membersText = (members) =>
  Object.entries(members)
    .filter(([, value]) => value !== 0 && value !== "")
    .map(([name, value]) => (name === "operation" ? value : `${spaced(name)} ${valueText(value)}`))
    .join(", ");

/** "reset at after commit · sync_destination.create · times 1" */
export function ruleSentence({ name, description, when = {}, phase, effect, ...rest }) {
  const { kind, ...attributes } = effect;
  const { skip, every, probability, times, expires_after_ms } = rest;
  const often = Object.entries({ skip, every, probability, times, expires_after_ms });
  const given = Object.fromEntries(often.filter(([, value]) => value !== undefined));
  const what = `${kind} ${membersText(attributes)}`.trim();
  const parts = [`${what} at ${spaced(phase)}`, membersText(when) || "every request", membersText(given)];
  return parts.filter(Boolean).join(" · ");
}
