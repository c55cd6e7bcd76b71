// One request: what came, what the client saw, what the tenant had answered, and why.
import { addView, choose, chosen, render, said } from "./store.js";
import { attempt } from "./actions.js";
import { byId, keyed, make, show, template } from "./dom.js";
import { holdOf } from "./requests_view.js";
import { isCut, plural, seenSentence, spaced, stateWord, timeOf } from "./words.js";
import { ofWorld } from "./api.js";

const mostIndented = 200000; // characters of a body

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

/** In pieces, of which the browser lays out only those in sight: all can take it minutes. */
function bodyParts(text) {
  const pieces = indented(text).match(/[^]{1,4000}(\n|$)|[^]{1,4000}/gu) ?? [];
  const parts = pieces.length > 1 ? pieces.map((piece) => make("div", {}, piece)) : pieces;
  return parts.length ? [make("pre", { class: "body", dir: "auto", tabindex: 0 }, ...parts)] : [];
}

function fillSide(id, first, headers = [], body = "") {
  const lines = [first, ...headers.map(({ name, value }) => `${name}: ${value}`)].join("\n");
  byId(id).replaceChildren(make("pre", { class: "head-lines" }, lines), ...bodyParts(body));
}

function fillSides() {
  const { request, status, tenant_response: tenant } = entry;
  const seen = status ? `HTTP ${status}` : entry.bytes_sent ? "No HTTP" : "No answer";
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

/** Of an answer that was cut: how much of it went out. */
function seenNote({ ending, status, bytes_sent: bytes, faults, tenant_response: tenant }) {
  if (!status || !isCut({ ending })) return "";
  const isOther = !tenant && faults.some(({ effect, applied }) => applied && effect === "garbage");
  return `${isOther ? "Instead of" : "Of"} this, ${plural(bytes, "byte")} went out:`;
}

function fillTop(hold) {
  const { number, at, operation, tenant, request } = entry;
  const agent = request.headers.find(({ name }) => /^user-agent$/i.test(name))?.value;
  const about = [timeOf(at, 12), operation, tenant, request.remote_address, agent];
  const [requestState, requestKind] = stateWord(entry, hold);
  show({
    requestNumber: number,
    requestAbout: about.filter(Boolean).join(" · "),
    requestState,
    requestKind,
    seenAbout: seenSentence(entry),
    seenNote: seenNote(entry),
    hasNoTenantSide: !entry.tenant_response,
    isNotHeld: !hold,
  });
  byId("request-release").item = { key: hold?.name };
}

async function askFor(number) {
  if (asked === number) return;
  asked = number;
  const found = await attempt(() => ofWorld(`requests/${number}`));
  if (found) older = found;
  else if (chosen.request === number) choose({ request: "" });
  render();
}

function wanted() {
  const known = [chosen.frozen, said.requests, [entry, older]].flatMap((list) => list ?? []);
  const found = known.find((one) => String(one?.number) === chosen.request) ?? null;
  if (!chosen.request) older = asked = null;
  else if (said.requests && !found) askFor(chosen.request);
  return [found, found && holdOf(found.number)];
}

addView((found, hold) => {
  const before = entry;
  entry = found;
  show({ hasNoRequest: !found, isOpen: String(Boolean(found)) });
  if (!found) return;
  fillTop(hold);
  if (before === found) return;
  fillSides();
  const isExplained = explain(entry);
  if (before?.number === found.number) return;
  document.querySelector("tr[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  isExplained.then(() => {
    const { bottom } = byId("request").getBoundingClientRect();
    if (bottom > innerHeight) byId("request-rows").scrollIntoView();
  });
}, wanted);
