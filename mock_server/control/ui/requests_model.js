// Which requests fit what the person chose. No DOM.
import { isFaulted, isProblem, isUnanswered } from "./words.js";

const shows = { problems: isProblem, faulted: isFaulted, unanswered: isUnanswered };

const texts = new WeakMap();

/** All that a search looks at, of one entry, in small letters. */
function textOf(entry) {
  let text = texts.get(entry);
  if (text === undefined) {
    const headers = [...entry.request.headers, ...(entry.response_headers ?? [])];
    const parts = [
      `${entry.request.method} ${entry.request.target} ${entry.operation} ${entry.status} ${entry.ending}`,
      ...headers.map(({ name, value }) => `${name}: ${value}`),
      entry.request.body,
      entry.response_body,
      entry.tenant_response?.body ?? "",
      ...entry.faults.map(({ rule }) => rule),
    ];
    text = parts.join("\n").toLowerCase();
    texts.set(entry, text);
  }
  return text;
}

/** Newest first. */
export function filterRequests(entries, { show, operation, tenant, q }) {
  const words = q.trim().toLowerCase();
  const fits = (entry) =>
    (!shows[show] || shows[show](entry)) &&
    (!operation || entry.operation === operation) &&
    (!tenant || entry.tenant === tenant) &&
    (!words || textOf(entry).includes(words));
  return entries.filter(fits).reverse();
}

export function countShows(entries) {
  const counts = { "": entries.length };
  for (const [name, fits] of Object.entries(shows)) counts[name] = entries.filter(fits).length;
  return counts;
}

export const valuesOf = (entries, member) => [...new Set(entries.map((entry) => entry[member]))].filter(Boolean).sort();

/** The numbers of the requests that a rule holds. */
export const heldRequests = (holds) =>
  new Set(holds.flatMap((hold) => hold.waiting.map(({ request }) => request)).filter(Boolean));
