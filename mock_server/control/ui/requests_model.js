// Which requests fit what the person chose. No DOM.
import { isFaulted, isProblem, isUnanswered } from "./words.js";

const shows = { problems: isProblem, faulted: isFaulted, unanswered: isUnanswered };
const texts = new WeakMap();

/** All that a search looks at, of one entry, in small letters. */
function textOf(entry) {
  if (!texts.has(entry)) {
    const { request, response_headers: headers = [], tenant_response: tenant } = entry;
    const parts = [
      request.method, request.target, entry.operation, entry.status, entry.ending,
      ...[...request.headers, ...headers].map(({ name, value }) => `${name}: ${value}`),
      request.body, entry.response_body, tenant?.body,
      ...entry.faults.map(({ rule }) => rule),
    ];
    texts.set(entry, parts.join("\n").toLowerCase());
  }
  return texts.get(entry);
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

export const countShow = (entries, show) => entries.filter(shows[show]).length;

export const valuesOf = (entries, member) =>
  [...new Set(entries.map((entry) => entry[member]))].filter(Boolean).sort();

/** The rule that holds a request, or undefined. */
export const holdOf = (holds, number) =>
  holds.find(({ waiting }) => waiting.some(({ request }) => request === number));
