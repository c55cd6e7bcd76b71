// The requests, newest first.
import { addView, chosen, said } from "./store.js";
import { byId, fillSelect, keyed, show, template } from "./dom.js";
import {
  duration, isFaulted, isProblem, isUnanswered, seenWord, spaced, stateWord, timeOf,
} from "./words.js";

const searched = new WeakMap();
const filters = { problems: isProblem, faulted: isFaulted, unanswered: isUnanswered };
let shown = [];

export const shownRequests = () => shown;

export const holdOf = (number) =>
  said.holds.find(({ waiting }) => waiting.some(({ request }) => request === number));

function textOf(entry) {
  if (!searched.has(entry)) {
    const { request, response_headers: headers = [], tenant_response: tenant } = entry;
    const parts = [
      request.method, request.target, entry.operation, entry.status, entry.ending,
      ...[...request.headers, ...headers].map(({ name, value }) => `${name}: ${value}`),
      request.body, entry.response_body, tenant?.body,
      ...entry.faults.map(({ rule }) => rule),
    ];
    searched.set(entry, parts.join("\n").toLowerCase());
  }
  return searched.get(entry);
}

function filtered(entries) {
  const { show: filter, operation, tenant, q } = chosen;
  const words = q.trim().toLowerCase();
  return entries.filter((entry) =>
    (filters[filter]?.(entry) ?? true) &&
    (!operation || entry.operation === operation) &&
    (!tenant || entry.tenant === tenant) &&
    (!words || textOf(entry).includes(words)));
}

/** One item a rule and phase, however often the rule acted: a create may push many stories. */
function ruleItems({ faults }) {
  const groups = Map.groupBy(faults, ({ rule, phase }) => `${spaced(phase)} ${rule}`);
  return [...groups].map(([key, acted]) => ({ key, acted }));
}

const createPill = template("rule-pill", ({ acted }) => ({
  rule: acted[0].rule,
  phase: spaced(acted[0].phase) + (acted.length > 1 ? ` ${acted.length}×` : ""),
  isApplied: String(acted.some(({ applied }) => applied)),
  why: acted[0].why_not,
}));

const createRow = template("request-row", ({ key, entry, isOpen, isTabStop }, element) => {
  const [seen, seenKind] = seenWord(entry);
  const [state, stateKind] = stateWord(entry, holdOf(key));
  const { at, answered_at: end, path, request: { method, target } } = entry;
  keyed((element.pills ??= element.querySelector(".rules")), ruleItems(entry), createPill);
  return {
    key, isOpen, isTabStop, method, target, seen, seenKind, state, stateKind,
    tab: isTabStop ? 0 : -1,
    time: timeOf(at),
    path: (path || target).split("?")[0] + (target.match(/\?.*/)?.[0] ?? ""),
    took: end ? duration(Math.max(0, Date.parse(end) - Date.parse(at))) : "",
  };
});

function fillFilter(member, all) {
  const values = new Set([...all.map((entry) => entry[member]), chosen[member]].filter(Boolean));
  const choices = [["", `every ${member}`], ...[...values].sort().map((value) => [value])];
  fillSelect(byId(`request-${member}`), choices);
}

function drawControls(all) {
  fillFilter("operation", all);
  fillFilter("tenant", all);
  const { frozen } = chosen;
  const news = (said.requests?.at(-1)?.number ?? 0) - (frozen?.at(-1)?.number ?? 0);
  show({
    isPaused: Boolean(frozen),
    pauseWord: frozen ? `Go on · ${news} new` : "Pause",
    requests: all.length,
    problems: all.filter(isProblem).length,
    faulted: all.filter(isFaulted).length,
    unanswered: all.filter(isUnanswered).length,
    hasRequests: !said.requests || all.length > 0,
    requestsFit: !all.length || shown.length > 0,
    showsNoRequest: !shown.length,
  });
}

addView(() => {
  const all = chosen.frozen ?? said.requests ?? [];
  shown = filtered(all).reverse();
  const tabStop = (shown.find(({ number }) => number === chosen.current) ?? shown[0])?.number;
  const items = shown.map((entry) => ({
    key: entry.number,
    entry,
    isOpen: String(entry.number) === chosen.request,
    isTabStop: entry.number === tabStop,
  }));
  keyed(byId("requests"), items, createRow);
  drawControls(all);
}, () => [said.requests, said.holds, ...Object.values(chosen)]);
