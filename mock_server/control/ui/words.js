// What the page says of things, as plain functions: no DOM, no store.

/** The time in an ISO text, in UTC as the world has it. */
export const timeOf = (iso, digits = 10) => (iso ?? "").slice(11, 11 + digits).replace(/Z$/, "");

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export function duration(ms) {
  if (ms < 1000) return `${ms} ms`;
  return ms < 120000 ? `${+(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60000)} min`;
}

export const spaced = (word) => word.replaceAll("_", " ");

const marks = { synced: "✓", failed: "✕", requires_sync: "…" };
export const statusWord = (status) => `${marks[status]} ${spaced(status)}`;

export const isCut = ({ ending }) => /reset|closed|stalled/.test(ending);

/** What the client saw of an entry, in a word: [text, kind]. */
export function seenWord({ ending, status }) {
  if (ending === "pending") return ["…", "quiet"];
  if (ending !== "complete") return [ending, "bad"];
  if (!status) return ["nothing", "bad"];
  return [status, status < 400 ? "good" : status < 500 ? "odd" : "bad"];
}

export function seenSentence({ ending, status, bytes_sent: bytes }) {
  if (ending === "pending") return "nothing yet";
  if (ending === "complete") return status ? plural(bytes, "byte") : "nothing";
  return `connection ${ending.replace("stalled", "left open")} after ${plural(bytes, "byte")}`;
}

const isSuccess = ({ status }) => status >= 200 && status < 300;

/** The state was changed, and the client does not know: no whole answer, or no success. */
export const isUnanswered = (entry) =>
  entry.committed && entry.ending !== "pending" && (isCut(entry) || !isSuccess(entry));

/** What became of the world's state: [text, kind]. `isHeld`: a rule holds the request. */
export function stateWord(entry, isHeld) {
  if (isHeld) return [entry.committed ? "held, committed" : "held", "held"];
  if (isUnanswered(entry)) return ["committed, not answered", "lost"];
  if (entry.ending === "pending") return ["under way", "quiet"];
  if (entry.committed)
    return entry.tenant_response ? ["committed, other answer", "other"] : ["committed", "done"];
  const isRead = /^(GET|HEAD)$/.test(entry.request.method) && isSuccess(entry);
  return [isRead ? "read" : "unchanged", "quiet"];
}

export const isProblem = (entry) =>
  entry.status >= 400 || isCut(entry) || isUnanswered(entry) || entry.error !== "";

export const isFaulted = (entry) => entry.faults.some(({ applied }) => applied);

/** How often rules acted, and whether they still can: {did, kind}. */
export function didWord(rules) {
  const sum = (member) => rules.reduce((total, rule) => total + rule[member], 0);
  const all = (state) => rules.every((rule) => rule.state === state);
  const acted = sum("applied");
  const parts = [
    acted ? `acted ${acted}×` : "never acted",
    !acted && sum("matched") && `${sum("matched")} fitted`,
    all("exhausted") && "used up",
    all("expired") && "expired",
  ];
  const isOver = rules.every(({ state }) => state !== "active");
  const kind = isOver ? "over" : acted ? "acted" : "waiting";
  return { did: parts.filter(Boolean).join(", "), kind };
}

/** What a rule does, and when. */
export function ruleSentence({ phase, effect, when, skip, every, probability, times }) {
  const { kind, ...attributes } = effect;
  const parts = Object.entries({ ...attributes, ...when, skip, every, probability, times })
    .map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : value])
    .filter(([, value]) => value && value !== "{}")
    .map(([name, value]) => `${spaced(name)} ${value}`);
  return [`${kind} at ${spaced(phase)}`, ...parts].join(", ");
}
