// What the page says of things, as plain functions: no DOM, no store.

/** The time of an ISO text, in UTC as the world has it. */
export const timeOf = (iso, digits = 10) => (iso ?? "").slice(11, 11 + digits).replace(/Z$/, "");

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export function duration(ms) {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 120000) return `${+(ms / 1000).toFixed(1)} s`;
  return ms < 7200000 ? `${Math.round(ms / 60000)} min` : `${Math.round(ms / 3600000)} h`;
}

export const phaseWords = (phase) => phase.replaceAll("_", " ");

export const statuses = {
  synced: { mark: "✓", word: "synced" },
  failed: { mark: "✕", word: "failed" },
  requires_sync: { mark: "…", word: "requires sync" },
};

const endings = {
  closed: "connection closed",
  reset: "connection reset",
  stalled: "connection left open",
  pending: "nothing yet",
};

/** What the client saw of an entry, in a word or two: {text, kind}. */
export function seenWord(entry) {
  if (entry.ending === "pending") return { text: "…", kind: "quiet" };
  if (entry.ending !== "complete") return { text: entry.ending, kind: "bad" };
  if (entry.status === 0) return { text: "nothing", kind: "bad" };
  const kind = entry.status < 400 ? "good" : entry.status < 500 ? "odd" : "bad";
  return { text: String(entry.status), kind };
}

/** The same, as a sentence. */
export function seenSentence(entry) {
  if (entry.ending === "complete") return entry.status ? `${entry.bytes_sent} bytes` : "nothing";
  if (entry.ending === "pending") return endings.pending;
  return `${endings[entry.ending]} after ${plural(entry.bytes_sent, "byte")}`;
}

/** The state was changed, and the client does not know: no answer, part of one, or another one. */
export const isUnanswered = (entry) =>
  entry.committed &&
  (["reset", "closed", "stalled"].includes(entry.ending) ||
    (entry.ending === "complete" && (entry.status === 0 || Boolean(entry.tenant_response))));

/** What became of the world's state: {text, kind}. `held`: whether a rule holds the request. */
export function stateWord(entry, held) {
  if (held) return { text: entry.committed ? "held, committed" : "held", kind: "held" };
  if (isUnanswered(entry)) return { text: "committed, not answered", kind: "lost" };
  if (entry.ending === "pending") return { text: "under way", kind: "quiet" };
  if (entry.committed) return { text: "committed", kind: "done" };
  const read = ["GET", "HEAD"].includes(entry.request.method) && entry.status >= 200 && entry.status < 300;
  return { text: read ? "read" : "unchanged", kind: "quiet" };
}

export const isProblem = (entry) =>
  entry.status >= 400 || !["complete", "pending"].includes(entry.ending) || isUnanswered(entry) || Boolean(entry.error);

export const isFaulted = (entry) => entry.faults.some((fault) => fault.applied);

/** How often rules acted, and whether they still can: {text, kind}. */
export function didWord(rules) {
  const sum = (member) => rules.reduce((total, rule) => total + rule[member], 0);
  const all = (state) => rules.every((rule) => rule.state === state);
  const acted = sum("applied");
  const parts = [acted ? `acted ${acted}×` : "never acted"];
  if (!acted && sum("matched")) parts.push(`${sum("matched")} fitted`);
  if (sum("unchanged")) parts.push(`found nothing to change ${sum("unchanged")}×`);
  if (all("exhausted")) parts.push("used up");
  else if (all("expired")) parts.push("expired");
  const over = rules.every((rule) => rule.state !== "active");
  return { text: parts.join(", "), kind: over ? "over" : acted ? "acted" : "waiting" };
}

const valueWords = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** "reset at after commit of sync_destination.create, once" */
export function ruleSentence(rule) {
  const attributes = Object.entries(rule.effect).filter(([member, value]) => member !== "kind" && value !== 0 && value !== "");
  const effect = [rule.effect.kind, ...attributes.map(([member, value]) => `${member} ${valueWords(value)}`)].join(" ");
  const when = Object.entries(rule.when ?? {}).map(([member, value]) =>
    member === "operation" ? value : `${member} ${valueWords(value)}`);
  const often = ["skip", "every", "probability", "times", "expires_after_ms"]
    .filter((member) => rule[member] !== undefined)
    .map((member) => `${member} ${rule[member]}`);
  return [`${effect} at ${phaseWords(rule.phase)}`, when.join(", ") || "every request", ...often].join(" · ");
}
