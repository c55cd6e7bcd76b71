// The requests, newest first: what came, what the client saw, which rule acted, what became of the
// state.
import { addView, chosen, said } from "./store.js";
import { byId, differs, fillSelect, keyed, show, template } from "./dom.js";
import { countShow, filterRequests, holdOf, valuesOf } from "./requests_model.js";
import { duration, seenWord, spaced, stateWord, timeOf } from "./words.js";

const drawn = [];
let shown = [];

export const shownRequests = () => shown;

/** One item a rule and phase, however often the rule acted: a create may push many stories. */
function ruleItems({ faults }) {
  const items = new Map();
  for (const { rule, phase, applied, why_not: why } of faults) {
    const key = `${rule} · ${spaced(phase)}`;
    const { count = 0, isApplied = false } = items.get(key) ?? {};
    items.set(key, { key, count: count + 1, isApplied: isApplied || applied, why });
  }
  return [...items.values()];
}

const createPill = template("rule-pill", ({ key, count, isApplied, why }) => ({
  text: count > 1 ? `${key} ${count}×` : key, isApplied: String(isApplied), why,
}));

const createRow = template("request-row", ({ key, entry, isHeld, isOpen, isTabStop }, element) => {
  const seen = seenWord(entry);
  const state = stateWord(entry, isHeld);
  const { at, answered_at: end, request } = entry;
  if (entry.faults.length || element.pills)
    keyed((element.pills ??= element.querySelector(".rules")), ruleItems(entry), createPill);
  return {
    key, isOpen, isTabStop,
    tab: isTabStop ? 0 : -1,
    time: timeOf(at),
    method: request.method,
    target: request.target,
    took: end ? duration(Math.max(0, Date.parse(end) - Date.parse(at))) : "",
    seen: seen.text,
    seenKind: seen.kind,
    state: state.text,
    stateKind: state.kind,
  };
});

function fillFilter(id, first, values, value) {
  const wanted = values.includes(value) || !value ? values : [...values, value];
  fillSelect(byId(id), [["", first], ...wanted.map((v) => [v])]);
  byId(id).value = value;
}

function drawControls(all) {
  fillFilter("request-operation", "every operation", valuesOf(all, "operation"), chosen.operation);
  fillFilter("request-tenant", "every tenant", valuesOf(all, "tenant"), chosen.tenant);
  const { frozen } = chosen;
  const news = (said.requests?.at(-1)?.number ?? 0) - (frozen?.at(-1)?.number ?? 0);
  const kept = said.journal?.kept ?? 0;
  show({
    isPaused: Boolean(frozen),
    pauseWord: frozen ? `Go on · ${news} new` : "Pause",
    requests: all.length,
    problems: countShow(all, "problems"),
    faulted: countShow(all, "faulted"),
    unanswered: countShow(all, "unanswered"),
    olderRequests: kept > all.length && all.length ? `the newest of ${kept}` : "",
    hasRequests: !said.requests || all.length > 0,
    requestsFit: !all.length || shown.length > 0,
    showsNoRequest: !shown.length,
  });
}

function draw() {
  const { show: which, operation, tenant, q, request, current, frozen } = chosen;
  const all = frozen ?? said.requests ?? [];
  if (!differs(drawn, all, said.requests, said.holds, which, operation, tenant, q, request, current)) return;
  shown = filterRequests(all, chosen);
  const tabStop = shown.some(({ number }) => number === current) ? current : shown[0]?.number;
  const items = shown.map((entry) => ({
    key: entry.number,
    entry,
    isHeld: Boolean(holdOf(said.holds, entry.number)),
    isOpen: String(entry.number) === request,
    isTabStop: entry.number === tabStop,
  }));
  keyed(byId("requests"), items, createRow);
  drawControls(all);
}

export const startRequests = () => addView(draw);
