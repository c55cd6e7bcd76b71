// Failures on purpose: rules of one's own, what they hold, and every scenario as a switch.
import { addView, chosen, said } from "./store.js";
import { byId, keyed, show, template } from "./dom.js";
import { didWord, ruleSentence, timeOf } from "./words.js";
import { switchScenario } from "./actions.js";

let order = [];

const createScenario = template("scenario-row", ({ key, description, rules, missing }) => {
  const { did, kind } = didWord(rules);
  const all = rules.length + missing.length;
  const part = missing.length ? `${rules.length} of ${all} rules, ` : "";
  return { key, description, kind, on: rules.length > 0, isOff: !rules.length, did: part + did };
});

const createWait = template("wait-row", ({ since, request, push }) => ({
  what: request ? `request ${request}` : `a push of story ${push.story_id}`,
  since: timeOf(since, 8),
}));

const createRule = template("rule-row", ({ key, rule, waiting }, element) => {
  const waits = waiting.map((wait, i) => ({ ...wait, key: wait.request ?? `push ${i}` }));
  keyed(element.querySelector("ul"), waits, createWait);
  const { description } = rule;
  const sentence = ruleSentence(rule);
  return { key, description, sentence, holdsNothing: !waits.length, ...didWord([rule]) };
});

// What is on comes first; but nothing moves while a person's hand is in the list.
function ordered(scenarios) {
  const isBusy = byId("scenarios").matches(":hover, :focus-within");
  const isOn = ({ rules }) => rules.length > 0;
  const keys = [...scenarios].sort((a, b) => isOn(b) - isOn(a)).map(({ key }) => key);
  if (!isBusy || order.length !== keys.length) order = keys;
  return order.map((key) => scenarios.find((scenario) => scenario.key === key));
}

addView((faults, scenarios, holds, wanted) => {
  if (!faults) return;
  const words = wanted.trim().toLowerCase();
  const fits = (...texts) => texts.join(" ").toLowerCase().includes(words);
  const all = scenarios.map(({ name: key, rules: names, ...rest }) =>
    ({ key, ...rest, rules: faults.filter(({ name }) => names.includes(name)) }));
  const own = faults.filter((rule) => !all.some(({ rules }) => rules.includes(rule)));
  const rules = own
    .filter((rule) => fits(rule.name, rule.description, ruleSentence(rule)))
    .map((rule) => {
      const { waiting = [] } = holds.find(({ name }) => name === rule.name) ?? {};
      return { key: rule.name, rule, waiting };
    });
  const items = ordered(all).filter(({ key, description }) => fits(key, description));
  keyed(byId("rules"), rules, createRule);
  keyed(byId("scenarios"), items, createScenario);
  const on = all.filter((scenario) => scenario.rules.length).length + own.length;
  const failuresOn = on ? `${on} on` : "";
  show({ failuresOn, failuresFit: rules.length + items.length > 0, words });
}, () => [said.faults, said.scenarios, said.holds, chosen.scenario]);

byId("scenarios").addEventListener("change", async ({ target }) => {
  const isDone = await switchScenario(target.closest("li").item.key, target.checked);
  if (!isDone) target.checked = !target.checked;
});
