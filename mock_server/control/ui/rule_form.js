// A rule of one's own: effect, phase, when, how often; and the rule as it is typed.
import { addRule, attempt, freeName, toast } from "./actions.js";
import { attributeFields, fieldOf, ruleSchema } from "./rule_fields.js";
import { byId, fillSelect, make, show } from "./dom.js";
import { fillForm, onSubmit, open, readForm } from "./dialogs.js";
import { said } from "./store.js";
import { spaced } from "./words.js";

const usual = {
  name: "my rule",
  when: { operation: "sync_destination.create" },
  phase: "after_commit",
  effect: { kind: "reset" },
  times: 1,
};

let schema = null; // asked for once

const field = (part) => byId(`rule-${part}`);

/** The rule as it is typed; throws when its body is no JSON. */
const typedRule = () => readForm(field("form"));

function preview() {
  try {
    show({ rule: JSON.stringify(typedRule(), null, 2) });
  } catch (problem) {
    show({ rule: `The body is no JSON: ${problem.message}` });
  }
}

/** Pushes are no requests, and only few operations read what may be stale. */
function fillOperations() {
  const select = field("operation");
  const isStale = field("effect").value === "stale_read";
  const other = isStale ? /^sync_destination\.(list|show|\*)$/ : /^(?!push)/;
  const fits = field("phase").value === "push" ? /^push$/ : other;
  const names = schema.when.operation.enum.filter((name) => fits.test(name));
  const wanted = [select.value, usual.when.operation, names[0]];
  fillSelect(select, [["", "any"], ...names.map((name) => [name])]);
  select.value = wanted.find((name) => !name || names.includes(name));
  preview();
}

function showEffect(attributes = {}, phase = field("phase").value) {
  const effect = schema.effects.find(({ kind }) => kind === field("effect").value);
  show({ does: effect.does });
  fillSelect(field("phase"), effect.phases.map((p) => [p, spaced(p)]));
  field("phase").value = effect.phases.includes(phase) ? phase : effect.phases[0];
  attributeFields(field("attributes"), effect, attributes, preview);
  fillOperations();
}

async function prepare() {
  schema ??= await ruleSchema();
  const { skip, every, probability, times, expires_after_ms } = schema.rule;
  const { tenant, operation, ...when } = schema.when;
  const names = (said.tenants ?? []).map(({ name }) => name);
  const fields = (schemas, base = "") =>
    Object.entries(schemas).map(([name, s]) => fieldOf(base + name, s));
  field("first").replaceChildren(
    ...fields({ tenant: { ...tenant, enum: names }, operation }, "when."), ...fields({ times }));
  field("more").replaceChildren(
    ...fields(when, "when."), ...fields({ skip, every, probability, expires_after_ms }));
  fillSelect(field("effect"), schema.effects.map(({ kind, does }) => [kind, `${kind}: ${does}`]));
  show({ phases: schema.rule.phase.description });
}

function showProblems(errors) {
  field("problems").replaceChildren(...errors.map(({ message }) => make("li", {}, message)));
  field("problems").scrollIntoView({ block: "nearest" });
}

export async function openRule(rule = usual) {
  if (!(await attempt(prepare))) return;
  const values = { ...rule, name: freeName(rule.name) };
  field("effect").value = rule.effect.kind;
  showEffect(rule.effect, rule.phase);
  fillForm(field("form"), values);
  preview();
  open("rule-dialog");
  showProblems([]);
}

async function add() {
  try {
    const rule = typedRule();
    await addRule(rule);
    toast(`A rule is on: ${rule.name}`);
    return true;
  } catch (problem) {
    showProblems(problem.errors?.length ? problem.errors : [problem]);
    return false;
  }
}

onSubmit("rule", add);
field("effect").addEventListener("change", () => showEffect());
field("phase").addEventListener("change", fillOperations);
field("form").addEventListener("input", preview);
