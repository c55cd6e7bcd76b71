// Failures on purpose: every scenario a switch, rules of one's own, and what is held.
import { byId, differs, keyed, make, setAttribute, setText } from "./dom.js";
import { addView, choose, chosen, said } from "./store.js";
import { didWord, plural, phaseWords, ruleSentence, timeOf } from "./words.js";
import { openRequest, release, removeRule, switchScenario } from "./actions.js";
import { openRule } from "./rule_form.js";

const drawn = [];
let order = [];

const rulesOf = (scenario) =>
  said.faults.filter(({ name }) => name === scenario.name || name.startsWith(`${scenario.name}: `));

/** Rules that no scenario brought. */
function ownRules() {
  const names = new Set(said.scenarios.map((scenario) => scenario.name));
  return said.faults.filter(({ name }) => !names.has(name) && !names.has(name.split(": ")[0]));
}

function badge() {
  const element = make("span", { class: "badge" });
  element.say = (rules) => {
    element.hidden = !rules.length;
    if (!rules.length) return;
    const { text, kind } = didWord(rules);
    setText(element, text);
    element.dataset.kind = kind;
  };
  return element;
}

function createScenario(item) {
  const id = `scenario-${item.key}`;
  const box = make("input", { type: "checkbox", role: "switch", id, class: "switch", "data-changes": "" });
  const did = badge();
  const does = make("span", { class: "does", id: `${id}-does` });
  box.setAttribute("aria-describedby", does.id);
  const label = make("label", { for: id }, item.key);
  const element = make("li", { class: "failure", "data-testid": `failure-${item.key}` },
    box, make("div", {}, make("span", { class: "name" }, label, did), does));
  box.addEventListener("change", () => switchScenario(item.key, box.checked));
  element.show = ({ scenario }) => {
    const rules = scenario.on ? rulesOf(scenario) : [];
    box.checked = scenario.on;
    setAttribute(element, "data-on", scenario.on);
    setText(does, scenario.description);
    did.say(rules);
  };
  return element;
}

function createRule(item) {
  const did = badge();
  const does = make("span", { class: "does" });
  const about = make("span", { class: "does rule-text" });
  const remove = make("button", { class: "quiet icon", type: "button", "data-changes": "", "aria-label": `Remove rule ${item.key}`, title: "Remove this rule", onclick: () => removeRule(item.key) }, "✕");
  remove.dataset.testid = `remove-rule-${item.key}`;
  const element = make("li", { class: "failure own", "data-testid": `rule-${item.key}`, "data-on": "" },
    make("div", {}, make("span", { class: "name" }, make("bdi", {}, item.key), did), does, about), remove);
  element.show = ({ rule }) => {
    setText(does, rule.description ?? "");
    setText(about, ruleSentence(rule));
    did.say([rule]);
  };
  return element;
}

function createHold(item) {
  const about = make("span", { class: "name" });
  const waiting = make("span", { class: "does" });
  const button = make("button", { type: "button", "data-changes": "", onclick: () => release(item.key) }, "Release");
  button.dataset.testid = `release-${item.key}`;
  const element = make("li", { class: "failure hold", "data-testid": `hold-${item.key}` },
    make("div", {}, about, waiting), button);
  element.show = ({ hold }) => {
    setText(about, `${hold.name} · ${phaseWords(hold.phase)}`);
    const links = hold.waiting.map((wait) => wait.request
      ? make("button", { class: "link", type: "button", onclick: () => openRequest(wait.request) }, `request ${wait.request} since ${timeOf(wait.since, 8)}`)
      : make("span", {}, `a push of story ${wait.push?.story_id} since ${timeOf(wait.since, 8)}`));
    waiting.replaceChildren(links.length ? "holds " : `holds nothing now, reached ${hold.reached}×`, ...links.flatMap((link, i) => (i ? [", ", link] : [link])));
    button.disabled = !links.length;
  };
  return element;
}

// What is on comes first; but nothing moves while a person's hand is in the list.
function ordered(scenarios) {
  const list = byId("scenarios");
  const busy = list.matches(":hover, :focus-within");
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  if (!busy || order.length !== scenarios.length)
    order = [...scenarios.filter((s) => s.on), ...scenarios.filter((s) => !s.on)].map((s) => s.name);
  return order.map((name) => byName.get(name)).filter(Boolean);
}

const fits = (words, ...texts) => texts.join(" ").toLowerCase().includes(words);

function draw() {
  if (!said.faults || !said.scenarios) return;
  if (!differs(drawn, said.faults, said.scenarios, said.holds, chosen.scenario)) return;
  const words = chosen.scenario.trim().toLowerCase();
  const scenarios = ordered(said.scenarios).filter((s) => fits(words, s.name, s.description));
  const own = ownRules().filter((rule) => fits(words, rule.name, rule.description ?? "", ruleSentence(rule)));
  const holds = said.holds;
  keyed(byId("holds"), holds.map((hold) => ({ key: hold.name, hold })), createHold);
  keyed(byId("rules"), own.map((rule) => ({ key: rule.name, rule })), createRule);
  keyed(byId("scenarios"), scenarios.map((scenario) => ({ key: scenario.name, scenario })), createScenario);
  byId("holds").hidden = !holds.length;
  byId("rules").hidden = !own.length;
  const on = said.scenarios.filter((s) => s.on).length + ownRules().length;
  setText(byId("failures-on"), on ? `${on} on` : "none is on");
  const none = !scenarios.length && !own.length;
  byId("failures-none").hidden = !none;
  if (none) setText(byId("failures-none"), `Nothing here is called “${chosen.scenario}”: ${plural(said.scenarios.length, "scenario")} in all.`);
}

export function startFailures() {
  byId("scenario-find").addEventListener("input", (event) => choose({ scenario: event.target.value }));
  byId("new-rule").addEventListener("click", () => openRule());
  addView(() => {
    if (byId("scenario-find").value !== chosen.scenario) byId("scenario-find").value = chosen.scenario;
    draw();
  });
}
