// The requests, newest first: what came, what the client saw, which rule acted, what became of the
// state.
import { byId, differs, keyed, make, setAttribute, setText } from "./dom.js";
import { addView, choose, chosen, said } from "./store.js";
import { countShows, filterRequests, heldRequests, valuesOf } from "./requests_model.js";
import { duration, phaseWords, seenWord, stateWord, timeOf } from "./words.js";
import { chips } from "./chips.js";
import { clearRequests, openRequest } from "./actions.js";

const drawn = [];
let held = new Set();
let shown = [];

/** The entries as they are shown: those of the moment of the pause while it lasts. */
const entries = () => chosen.frozen ?? said.requests ?? [];

export const shownRequests = () => shown;

const took = (entry) =>
  entry.answered_at ? duration(Math.max(0, Date.parse(entry.answered_at) - Date.parse(entry.at))) : "";

function actedRules(entry) {
  return entry.faults.map((fault) => {
    const text = `${fault.rule} · ${phaseWords(fault.phase)}`;
    return make("span", { class: "pill rule", "data-applied": String(fault.applied), title: fault.why_not || text }, text);
  });
}

const cell = (name) => make("td", { class: name, role: "cell" });

function createRow(item) {
  const [number, time, request, tookCell, seen, rules, state] =
    ["number", "time", "request", "took", "seen", "rules", "state"].map(cell);
  const method = make("span", { class: "method" });
  const target = make("span", { class: "target" });
  request.append(method, " ", target);
  const seenPill = make("span", { class: "pill" });
  seen.append(seenPill);
  const element = make("tr", { role: "row", "data-testid": `request-${item.key}`, onclick: () => openRequest(item.key) },
    number, time, request, tookCell, seen, rules, state);
  let filled = null;
  element.show = ({ entry, isHeld, isOpen, isCurrent }) => {
    setAttribute(element, "aria-selected", String(isOpen));
    setAttribute(element, "data-current", isCurrent);
    element.tabIndex = isCurrent ? 0 : -1;
    if (filled?.entry === entry && filled.isHeld === isHeld) return;
    filled = { entry, isHeld };
    setText(number, String(entry.number));
    setText(time, timeOf(entry.at));
    setText(method, entry.request.method);
    setText(target, entry.request.target);
    target.title = entry.request.target;
    setText(tookCell, took(entry));
    const saw = seenWord(entry);
    setText(seenPill, saw.text);
    seenPill.dataset.kind = saw.kind;
    rules.replaceChildren(...actedRules(entry));
    const became = stateWord(entry, isHeld);
    setText(state, became.text);
    state.dataset.kind = became.kind;
  };
  return element;
}

function fillSelect(select, first, values, value) {
  const wanted = ["", ...values, ...(value && !values.includes(value) ? [value] : [])];
  keyed(select, wanted.map((key) => ({ key })), ({ key }) =>
    Object.assign(make("option", { value: key }, key || first), { show() {} }));
  if (select.value !== value) select.value = value;
}

function drawControls(all) {
  const counts = countShows(all);
  chips(byId("request-chips"), "show", [
    ["", `all ${counts[""]}`],
    ["problems", `problems ${counts.problems}`],
    ["faulted", `faulted ${counts.faulted}`],
    ["unanswered", `committed, not answered ${counts.unanswered}`],
  ]);
  fillSelect(byId("request-operation"), "every operation", valuesOf(all, "operation"), chosen.operation);
  fillSelect(byId("request-tenant"), "every tenant", valuesOf(all, "tenant"), chosen.tenant);
  const news = (said.requests?.at(-1)?.number ?? 0) - (chosen.frozen?.at(-1)?.number ?? 0);
  setAttribute(byId("pause"), "aria-pressed", String(Boolean(chosen.frozen)));
  setText(byId("pause"), chosen.frozen ? `Go on · ${news} new` : "Pause");
}

function drawEmpty(all) {
  byId("requests-empty").hidden = !said.requests || all.length > 0;
  byId("requests-none-fit").hidden = !all.length || shown.length > 0;
  byId("requests-table").hidden = !shown.length;
  const evicted = said.journal ? said.journal.recorded : 0;
  const older = all.length && evicted > all.length ? `newest ${all.length} of ${evicted}` : "";
  setText(byId("requests-older"), older);
}

function draw() {
  const { show, operation, tenant, q, request, current } = chosen;
  const all = entries();
  if (!differs(drawn, all, said.requests, said.holds, show, operation, tenant, q, request, current)) return;
  held = heldRequests(said.holds);
  shown = filterRequests(all, chosen);
  const tabStop = shown.some((entry) => entry.number === current) ? current : shown[0]?.number;
  const items = shown.map((entry) => ({
    key: entry.number,
    entry,
    isHeld: held.has(entry.number),
    isOpen: String(entry.number) === request,
    isCurrent: entry.number === tabStop,
  }));
  keyed(byId("requests"), items, createRow);
  drawControls(all);
  drawEmpty(all);
}

export function startRequests() {
  const bind = (id, member, event) =>
    byId(id).addEventListener(event, ({ target }) => choose({ [member]: target.value }));
  bind("request-search", "q", "input");
  bind("request-operation", "operation", "change");
  bind("request-tenant", "tenant", "change");
  byId("pause").addEventListener("click", () =>
    choose({ frozen: chosen.frozen ? null : (said.requests ?? []) }));
  byId("clear-requests").addEventListener("click", clearRequests);
  byId("requests-all").addEventListener("click", () => choose({ show: "", operation: "", tenant: "", q: "" }));
  addView(() => {
    if (byId("request-search").value !== chosen.q) byId("request-search").value = chosen.q;
    draw();
  });
}
