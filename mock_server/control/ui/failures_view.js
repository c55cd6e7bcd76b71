// Failures on purpose: holds, rules of one's own, and every scenario as a switch.
import { addView, chosen, said } from "./store.js";
import { byId, differs, keyed, show, template } from "./dom.js";
import { didWord, ruleSentence, spaced, timeOf } from "./words.js";
import { switchScenario } from "./actions.js";

const drawn = [];
let order = [];

/** A rule "ids_as_strings: show" is of the scenario ids_as_strings. */
const scenarioOf = ({ name }) => name.split(": ")[0];

const createScenario = template("scenario-row", ({ key, on, description, rules }) => ({
  key, on, description, isOff: !on, ...didWord(rules),
}));

const createRule = template("rule-row", ({ key, rule }) => ({
  key, description: rule.description, sentence: ruleSentence(rule), ...didWord([rule]),
}));

const createWait = template("wait-row", ({ since, request, push }) => ({
  what: request ? `request ${request}` : `a push of story ${push?.story_id}`,
  isPush: !request,
  since: timeOf(since, 8),
}));

const createHold = template("hold-row", ({ key, phase, reached, waiting }, element) => {
  // A click on a wait opens its request, as on a row of requests.
  const waits = waiting.map((wait, i) => ({ ...wait, key: wait.request ?? `push ${i}` }));
  keyed(element.querySelector("ul"), waits, createWait);
  return { key, phase: spaced(phase), reached, holdsNothing: !waiting.length };
});

// What is on comes first; but nothing moves while a person's hand is in the list.
function ordered(scenarios) {
  const isBusy = byId("scenarios").matches(":hover, :focus-within");
  const names = [...scenarios].sort((a, b) => b.on - a.on).map(({ name }) => name);
  if (!isBusy || order.length !== names.length) order = names;
  return order.map((name) => scenarios.find((scenario) => scenario.name === name));
}

addView(() => {
  const { faults, scenarios, holds } = said;
  if (!faults || !differs(drawn, faults, scenarios, holds, chosen.scenario)) return;
  const words = chosen.scenario.trim().toLowerCase();
  const fits = (...texts) => texts.join(" ").toLowerCase().includes(words);
  const names = new Set(scenarios.map(({ name }) => name));
  const own = faults.filter((rule) => !names.has(scenarioOf(rule)));
  const rules = own
    .filter((rule) => fits(rule.name, rule.description, ruleSentence(rule)))
    .map((rule) => ({ key: rule.name, rule }));
  const items = ordered(scenarios)
    .filter(({ name, description }) => fits(name, description))
    .map(({ name, ...rest }) =>
      ({ key: name, ...rest, rules: faults.filter((rule) => scenarioOf(rule) === name) }));
  keyed(byId("holds"), holds.map((hold) => ({ key: hold.name, ...hold })), createHold);
  keyed(byId("rules"), rules, createRule);
  keyed(byId("scenarios"), items, createScenario);
  const on = scenarios.filter((scenario) => scenario.on).length + own.length;
  const failuresOn = on ? `${on} on` : "";
  show({ failuresOn, failuresFit: rules.length + items.length > 0, words });
});

byId("scenarios").addEventListener("change", async ({ target }) => {
  const isDone = await switchScenario(target.closest("li").item.key, target.checked);
  if (!isDone) target.checked = !target.checked;
});
