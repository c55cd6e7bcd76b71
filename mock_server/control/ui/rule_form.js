// A rule of one's own: effect, phase, when, how often. The form knows each effect's attributes and
// phases, and shows the rule as it is typed.
import { addRule, freeName } from "./actions.js";
import { attributeFields, ruleWords } from "./rule_attributes.js";
import { byId, fillSelect, make, show } from "./dom.js";
import { fillForm, onSubmit, open, readForm } from "./dialogs.js";
import { said } from "./store.js";
import { spaced } from "./words.js";
import { toast } from "./toast.js";

const phases = {
  connect: "a connection is accepted, nothing is read",
  request: "the headers are read",
  before_commit: "the request is read, nothing has changed",
  after_commit: "it is carried out, nothing is sent",
  response: "while the response is sent",
  push: "a story on its way to its destination",
};

const usual = {
  name: "my rule",
  when: { operation: "sync_destination.create" },
  phase: "after_commit",
  effect: { kind: "reset" },
  times: 1,
};

let words = null; // of effects and operations, asked for once

const field = (part) => byId(`rule-${part}`);

/** The rule as it is typed; throws when its body is no JSON. */
export function typedRule() {
  const { name, when, phase, effect, ...often } = readForm(field("form"));
  return { name, when, phase, effect, ...often };
}

function preview() {
  try {
    show({ rule: JSON.stringify(typedRule(), null, 2) });
  } catch (problem) {
    show({ rule: `The body is no JSON: ${problem.message}` });
  }
}

function showEffect(attributes = {}) {
  const effect = words.effects.find(({ kind }) => kind === field("effect").value);
  const phase = field("phase").value;
  show({ does: `It ${effect.does}.` });
  fillSelect(field("phase"), effect.phases.map((p) => [p, `${spaced(p)}: ${phases[p]}`]));
  field("phase").value = effect.phases.includes(phase) ? phase : effect.phases[0];
  attributeFields(field("attributes"), effect, attributes, preview);
  preview();
}

function showProblems(errors) {
  field("problems").replaceChildren(...errors.map(({ message }) => make("li", {}, message)));
  field("problems").hidden = !errors.length;
}

/** Opens the form, filled with `rule`. */
export async function openRule(rule = usual) {
  try {
    words ??= await ruleWords();
  } catch (problem) {
    return toast(problem.message, "bad");
  }
  fillSelect(field("effect"), words.effects.map(({ kind, does }) => [kind, `${kind}: ${does}`]));
  fillSelect(field("phase"), Object.keys(phases).map((phase) => [phase]));
  fillSelect(field("operation"), [["", "every request"], ...words.operations.map((name) => [name])]);
  fillSelect(field("tenant"), [["", "any tenant"], ...(said.tenants ?? []).map(({ name }) => [name])]);
  showProblems([]);
  field("attributes").replaceChildren();
  fillForm(field("form"), { ...rule, name: freeName(rule.name) });
  showEffect(rule.effect);
  open("rule-dialog");
}

async function add() {
  try {
    const rule = typedRule();
    await addRule(rule);
    toast(`Rule “${rule.name}” is on`);
    return true;
  } catch (problem) {
    showProblems(problem.errors?.length ? problem.errors : [problem]);
    field("problems").scrollIntoView({ block: "nearest" });
    return false;
  }
}

export function startRuleForm() {
  onSubmit("rule", add);
  field("effect").addEventListener("change", () => showEffect());
  field("form").addEventListener("input", ({ target }) => target !== field("effect") && preview());
}
