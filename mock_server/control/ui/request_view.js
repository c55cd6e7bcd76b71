// One request: what came, what the client saw, what the tenant had answered, and why.
import { addView, chosen, render, said } from "./store.js";
import { byId, differs, keyed, make, show, template } from "./dom.js";
import { holdOf } from "./requests_view.js";
import { isCut, seenSentence, spaced, stateWord, timeOf } from "./words.js";
import { ofWorld } from "./api.js";

const mostShown = 20000; // characters of a body, until all is wanted
const mostIndented = 200000;

const drawn = [];
let entry = null; // the one that is shown
let older = null; // one from a bookmark, older than those that the page keeps
let asked = null;

export const shownRequest = () => entry;

/** JSON with line breaks, where they are all that changes: no digit of a number is lost. */
function indented(text) {
  try {
    const value = text.length < mostIndented ? JSON.parse(text) : null;
    const isSame = JSON.stringify(value).replace(/\s/g, "") === text.replace(/\s/g, "");
    return isSame ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text; // no JSON
  }
}

function bodyParts(text) {
  const whole = indented(text ?? "");
  const body = make("pre", { class: "body", dir: "auto", tabindex: 0 }, whole.slice(0, mostShown));
  if (whole.length <= mostShown) return whole ? [body] : [];
  const all = make("button", { class: "link", "data-testid": "show-all-of-body" },
    `Show all ${whole.length.toLocaleString("en")} characters`);
  all.onclick = () => {
    body.classList.add("long"); // to break a line of a megabyte takes a browser seconds
    body.textContent = whole;
    all.remove();
  };
  return [body, all];
}

function fillSide(id, first, headers = [], body = "") {
  const lines = [first, ...headers.map(({ name, value }) => `${name}: ${value}`)].join("\n");
  byId(id).replaceChildren(make("pre", { class: "head-lines" }, lines), ...bodyParts(body));
}

function fillSides() {
  const { request, status, tenant_response: tenant } = entry;
  const seen = status ? `HTTP ${status}` : "No answer";
  fillSide("request-text", `${request.method} ${request.target}`, request.headers, request.body);
  fillSide("seen-text", seen, entry.response_headers, entry.response_body);
  if (tenant) fillSide("tenant-text", `HTTP ${tenant.status}`, tenant.headers, tenant.body);
}

const ofPush = (push) => (push ? ` of story ${push.story_id} to #${push.sync_destination_id}` : "");

const createWhy = template("why-row", ({ rule, phase, effect, push, fits, acted, why }) => ({
  rule, why,
  acted: String(acted),
  fits: String(fits),
  mark: acted ? "●" : fits ? "○" : "–",
  what: `${effect} at ${spaced(phase)}${ofPush(push)}`,
}));

/** Rules that acted first, then those that fitted. */
async function explain({ number, error }) {
  const { rules = [] } = await ofWorld(`requests/${number}/explain`).catch(() => ({}));
  if (entry?.number !== number) return;
  const rank = ({ acted, fits }) => acted * 2 + fits;
  const items = rules.map((rule, key) => ({ key, ...rule })).sort((a, b) => rank(b) - rank(a));
  keyed(byId("why"), items, createWhy);
  const none = rules.length ? "" : "No rule was on: the tenant answered as it is.";
  show({ noWhy: error ? `Inside the mock something failed: ${error}` : none });
}

function fillTop(hold) {
  const { number, at, operation, tenant, request, status, bytes_sent: bytes } = entry;
  const agent = request.headers.find(({ name }) => /^user-agent$/i.test(name))?.value ?? "";
  const [requestState, requestKind] = stateWord(entry, hold);
  show({
    requestNumber: number,
    requestAbout: [timeOf(at, 12), operation, tenant, request.remote_address, agent].join(" · "),
    requestState,
    requestKind,
    seenAbout: seenSentence(entry),
    seenNote: status && isCut(entry) ? `The client saw only the first ${bytes} bytes of this:` : "",
    hasNoTenantSide: !entry.tenant_response,
    isNotHeld: !hold,
  });
  byId("request-release").item = { key: hold?.name };
}

function askFor(number) {
  if (asked === number) return;
  asked = number;
  ofWorld(`requests/${number}`).then((found) => ((older = found), render()), () => {});
}

addView(() => {
  const known = [chosen.frozen, said.requests, [entry, older]].flatMap((list) => list ?? []);
  const found = known.find((one) => String(one?.number) === chosen.request) ?? null;
  if (!chosen.request) older = asked = null;
  else if (said.requests && !found) askFor(chosen.request);
  const hold = found && holdOf(found.number);
  if (!differs(drawn, found, hold?.name)) return;
  const isAnother = entry !== found;
  entry = found;
  show({ hasNoRequest: !found, isOpen: String(Boolean(found)) });
  if (!found) return;
  fillTop(hold);
  if (!isAnother) return;
  fillSides();
  document.querySelector("tr[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  explain(entry);
});
