// One request: what came, beside what the client saw, beside what the tenant had answered; and why
// each rule did or did not act.
import { addView, choose, chosen, said } from "./store.js";
import { bodyText } from "./body_text.js";
import { byId, differs, keyed, make, show, template } from "./dom.js";
import { holdOf } from "./requests_model.js";
import { isCut, seenSentence, spaced, stateWord, timeOf } from "./words.js";
import { ofWorld } from "./api.js";

const drawn = [];
let entry = null; // the one that is shown
let asked = ""; // the number of one that is older than those the page keeps

export const shownRequest = () => entry;

function fillSide(id, first, headers, body) {
  const lines = [first, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  byId(id).replaceChildren(make("pre", { class: "head-lines" }, lines.join("\n")), ...bodyText(body));
}

function fillSides() {
  const { request, status, response_headers: headers = [], response_body: body, tenant_response: tenant } = entry;
  fillSide("request-text", `${request.method} ${request.target}`, request.headers, request.body);
  if (status) fillSide("seen-text", `HTTP ${status}`, headers, body);
  else byId("seen-text").replaceChildren();
  if (tenant) fillSide("tenant-text", `HTTP ${tenant.status}`, tenant.headers ?? [], tenant.body);
}

const createWhy = template("why-row", ({ rule, phase, effect, push, fits, acted, why }) => ({
  rule, why,
  acted: String(acted),
  fits: String(fits),
  mark: acted ? "●" : fits ? "○" : "–",
  what: `${effect} at ${spaced(phase)}${push ? ` of story ${push.story_id} to #${push.sync_destination_id}` : ""}`,
}));

/** Rules that acted first, then those that fitted. */
function fillWhy(rules) {
  const rank = ({ acted, fits }) => acted * 2 + fits;
  const items = rules.map((rule, key) => ({ key, ...rule })).sort((a, b) => rank(b) - rank(a));
  keyed(byId("why"), items, createWhy);
  const none = rules.length ? "" : "No rule was on: the tenant answered as it is.";
  show({ noWhy: entry.error ? `Inside the mock something failed: ${entry.error}` : none });
}

async function explain({ number }) {
  const { rules = [] } = await ofWorld(`requests/${number}/explain`).catch(() => ({}));
  if (entry?.number === number) fillWhy(rules);
}

function fillTop(hold) {
  const { number, at, operation, tenant, request, status, bytes_sent: bytes } = entry;
  const agent = request.headers.find(({ name }) => /^user-agent$/i.test(name))?.value;
  const state = stateWord(entry, hold);
  show({
    requestNumber: number,
    requestAbout: `${timeOf(at, 12)} · ${operation} of ${tenant || "no tenant"} · from ${request.remote_address}${
      agent ? `, ${agent}` : ""}`,
    requestState: state.text,
    requestKind: state.kind,
    seenAbout: seenSentence(entry),
    seenNote: status && isCut(entry) ? `The client saw only the first ${bytes} bytes of this:` : "",
    hasNoTenantSide: !entry.tenant_response,
    isNotHeld: !hold,
  });
  byId("request-release").item = { key: hold?.name };
}

function draw(found) {
  const hold = found && holdOf(said.holds, found.number);
  if (!differs(drawn, found, hold?.name)) return;
  const isAnother = entry !== found;
  entry = found;
  show({ hasNoRequest: !found, isOpen: String(Boolean(found)) });
  if (!found) return;
  fillTop(hold);
  if (!isAnother) return;
  fillSides();
  explain(entry);
}

const known = (number) =>
  [...(chosen.frozen ?? []), ...(said.requests ?? [])].find((e) => String(e.number) === number) ??
  (String(entry?.number) === number ? entry : null);

// One from a bookmark may be older than those that the page keeps.
async function askFor(number) {
  if (asked === number) return;
  asked = number;
  const found = await ofWorld(`requests/${encodeURIComponent(number)}`).catch(() => null);
  if (chosen.request === number && !found) choose({ request: "" });
  else if (chosen.request === number) draw(found);
}

export function startRequest() {
  addView(() => {
    const found = chosen.request ? known(chosen.request) : null;
    if (chosen.request && !found && said.requests) askFor(chosen.request);
    else draw(found);
  });
}
