// One request: what came, beside what the client saw, beside what the tenant had answered; and why
// each rule did or did not act.
import { byId, differs, make, setText } from "./dom.js";
import { addView, choose, chosen, said } from "./store.js";
import { copy, cppOf, curlOf, ruleFileOf, ruleFrom } from "./copy_as.js";
import { ifThere, ofWorld } from "./api.js";
import { heldRequests } from "./requests_model.js";
import { phaseWords, seenSentence, stateWord, timeOf } from "./words.js";
import { bodyText } from "./body_text.js";
import { openRule } from "./rule_form.js";
import { release } from "./actions.js";

const drawn = [];
let entry = null; // the one that is shown
let asked = ""; // one that is older than those the page keeps

const headerLines = (headers) => headers.map(({ name, value }) => `${name}: ${value}`).join("\n");

function fill(id, first, headers, body) {
  const head = make("pre", { class: "head-lines" }, [first, headerLines(headers)].filter(Boolean).join("\n"));
  byId(id).replaceChildren(head, ...bodyText(body));
}

function fillSeen() {
  const cut = !["complete", "pending"].includes(entry.ending);
  setText(byId("seen-about"), seenSentence(entry));
  const first = entry.status ? `HTTP ${entry.status}` : "";
  const note = cut && entry.status
    ? make("p", { class: "does" }, `It saw only the first ${entry.bytes_sent} bytes of this:`) : null;
  if (first) fill("seen-text", first, entry.response_headers ?? [], entry.response_body);
  else byId("seen-text").replaceChildren(make("p", { class: "does" }, "No answer."));
  if (note && entry.bytes_sent) byId("seen-text").prepend(note);
}

function fillTenant() {
  const answer = entry.tenant_response;
  byId("tenant-side").hidden = !answer;
  if (answer) fill("tenant-text", `HTTP ${answer.status}`, answer.headers ?? [], answer.body);
}

function whyRow({ rule, phase, effect, push, fits, acted, why }) {
  const about = push ? ` of story ${push.story_id} to #${push.sync_destination_id}` : "";
  const mark = acted ? "●" : fits ? "○" : "–";
  return make("li", { "data-acted": String(acted), "data-fits": String(fits), "data-testid": `why-${rule}` },
    make("span", { class: "mark", "aria-hidden": "true" }, mark),
    make("span", {}, make("code", {}, rule), ` ${effect} at ${phaseWords(phase)}${about}: `, make("bdi", {}, why)));
}

function fillWhy(answer) {
  const rules = answer?.rules ?? [];
  const order = (rule) => (rule.acted ? 0 : rule.fits ? 1 : 2);
  byId("why").replaceChildren(...[...rules].sort((a, b) => order(a) - order(b)).map(whyRow));
  const failed = entry.error ? ` Inside the mock something failed: ${entry.error}` : "";
  setText(byId("why-none"), (rules.length ? "" : "No rule was on: the tenant answered as it is.") + failed);
}

async function explain(number) {
  const answer = await ifThere(ofWorld("GET", `requests/${number}/explain`)).catch(() => null);
  if (entry?.number === number) fillWhy(answer);
}

function fillTop(isHeld) {
  setText(byId("request-title"), `Request ${entry.number}`);
  const agent = entry.request.headers.find(({ name }) => name.toLowerCase() === "user-agent")?.value;
  const from = [entry.request.remote_address, agent].filter(Boolean).join(", ");
  setText(byId("request-about"), `${timeOf(entry.at, 12)} · from ${from} · ${entry.operation} of ${entry.tenant || "no tenant"}`);
  const state = stateWord(entry, isHeld);
  setText(byId("request-state"), state.text);
  byId("request-state").dataset.kind = state.kind;
  const hold = said.holds.find((h) => h.waiting.some(({ request }) => request === entry.number));
  byId("request-release").hidden = !hold;
  byId("request-release").onclick = () => release(hold.name);
}

function show(isHeld) {
  fillTop(isHeld);
  fill("request-text", `${entry.request.method} ${entry.request.target}`, entry.request.headers, entry.request.body);
  fillSeen();
  fillTenant();
  fillWhy(null);
  setText(byId("why-none"), "");
  explain(entry.number);
}

async function askFor(number) {
  if (asked === number) return;
  asked = number;
  const found = await ifThere(ofWorld("GET", `requests/${encodeURIComponent(number)}`)).catch(() => null);
  if (chosen.request !== number) return;
  if (found) draw(found);
  else choose({ request: "" });
}

const known = (number) =>
  [chosen.frozen, said.requests].flatMap((list) => list ?? []).find((e) => String(e.number) === number);

function draw(found = known(chosen.request)) {
  if (chosen.request && !found && entry && String(entry.number) === chosen.request) return; // it was evicted
  const isHeld = Boolean(found) && heldRequests(said.holds).has(found.number);
  if (!differs(drawn, found, isHeld)) return;
  byId("request").hidden = !found;
  byId("requests-panel").dataset.open = String(Boolean(found));
  entry = found ?? null;
  if (found) show(isHeld);
}

export function startRequest() {
  byId("request-close").addEventListener("click", () => choose({ request: "" }));
  byId("copy-curl").addEventListener("click", () => copy(curlOf(entry), "curl line"));
  byId("copy-cpp").addEventListener("click", () => copy(cppOf(ruleFrom(entry)), "C++ rule"));
  byId("copy-rule-file").addEventListener("click", () => copy(ruleFileOf(ruleFrom(entry)), "Rule file"));
  byId("fault-from-request").addEventListener("click", () => openRule(ruleFrom(entry)));
  addView(() => {
    if (!chosen.request) asked = "";
    else if (said.requests && !known(chosen.request)) askFor(chosen.request);
    draw();
  });
}
