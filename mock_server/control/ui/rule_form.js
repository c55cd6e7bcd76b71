// A rule of one's own: effect, phase, when, how often. The form knows each effect's attributes and
// phases, shows the rule file as it is typed, and gives it as a file or as C++.
import { addRule, freeName } from "./actions.js";
import { byId, make, setText } from "./dom.js";
import { copy, cppOf, ruleFileOf } from "./copy_as.js";
import { attributeFields, readAttributes } from "./rule_attributes.js";
import { open, showProblems } from "./dialogs.js";
import { phaseWords } from "./words.js";
import { rules } from "./schema.js";
import { said } from "./store.js";
import { toast } from "./toast.js";

const field = (part) => byId(`rule-${part}`);
const numbers = ["story_id", "sync_destination_id", "nth"];
const often = ["skip", "every", "probability", "times", "expires_after_ms"];
const texts = ["tenant", "operation", "method", "path"];

const phases = {
  connect: "a connection is accepted, nothing is read",
  request: "the headers are read",
  before_commit: "the request is read, nothing has changed",
  after_commit: "it is carried out, nothing is sent",
  response: "while the response is sent",
  push: "a story on its way to its destination",
};

let known = null;
const effect = () => known.effects.find(({ kind }) => kind === field("effect").value);

const option = (value, text = value) => make("option", { value }, text);

function showPhases(wanted) {
  const words = effect().phases.map((phase) => option(phase, `${phaseWords(phase)}: ${phases[phase] ?? ""}`));
  field("phase").replaceChildren(...words);
  if (effect().phases.includes(wanted)) field("phase").value = wanted;
}

function showEffect(values = {}, phase = field("phase").value) {
  setText(field("does"), `It ${effect().does}.`);
  showPhases(phase);
  attributeFields(field("attributes"), effect(), values, preview);
  preview();
}

function headersOf(text) {
  const lines = text.split("\n").filter((line) => line.includes(":"));
  return Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  }));
}

function when() {
  const result = {};
  for (const part of texts) if (field(part).value) result[part] = field(part).value;
  const headers = headersOf(field("headers").value);
  if (Object.keys(headers).length) result.headers = headers;
  if (field("body").value.trim()) result.body = JSON.parse(field("body").value);
  for (const part of numbers) if (field(part).value) result[part] = Number(field(part).value);
  return result;
}

/** The rule as it is typed; throws when the body is no JSON. */
function typed() {
  const rule = { name: field("name").value };
  const matcher = when();
  if (Object.keys(matcher).length) rule.when = matcher;
  rule.phase = field("phase").value;
  rule.effect = { kind: effect().kind, ...readAttributes(field("attributes")) };
  for (const part of often) if (field(part).value !== "") rule[part] = Number(field(part).value);
  return rule;
}

function preview() {
  try {
    setText(field("preview"), JSON.stringify(typed(), null, 2));
  } catch (problem) {
    setText(field("preview"), `The body is no JSON: ${problem.message}`);
  }
}

function fill(rule) {
  field("name").value = rule.name;
  field("effect").value = rule.effect.kind;
  for (const part of [...texts, ...numbers]) field(part).value = rule.when?.[part] ?? "";
  for (const part of often) field(part).value = rule[part] ?? "";
  field("headers").value = "";
  field("body").value = rule.when?.body === undefined ? "" : JSON.stringify(rule.when.body);
  showEffect(rule.effect, rule.phase);
}

const usual = () => ({
  name: freeName("my rule"),
  when: { operation: "sync_destination.create" },
  phase: "after_commit",
  effect: { kind: "reset" },
  times: 1,
});

async function prepare() {
  if (known) return;
  known = await rules();
  field("effect").replaceChildren(...known.effects.map(({ kind, does }) => option(kind, `${kind}: ${does}`)));
  field("operation").replaceChildren(option("", "every request"), ...known.operations.map((name) => option(name)));
}

/** Opens the form, filled with `rule` where one is given. */
export async function openRule(rule = null) {
  try {
    await prepare();
  } catch (problem) {
    return toast(problem.message, "bad");
  }
  const tenants = (said.tenants ?? []).map(({ name }) => option(name));
  field("tenant").replaceChildren(option("", "any tenant"), ...tenants);
  showProblems("rule-problems", null);
  fill(rule ? { ...rule, name: freeName(rule.name) } : usual());
  open("rule-dialog");
  field("name").select();
}

async function add(event) {
  event.preventDefault();
  try {
    const rule = typed();
    await addRule(rule);
    byId("rule-dialog").close();
    toast(`Rule “${rule.name}” is on`);
  } catch (problem) {
    showProblems("rule-problems", problem);
    byId("rule-problems").scrollIntoView({ block: "nearest" });
  }
}

export function startRuleForm() {
  field("form").addEventListener("submit", add);
  field("form").addEventListener("input", (event) => event.target !== field("effect") && preview());
  field("effect").addEventListener("change", () => showEffect());
  field("copy-cpp").addEventListener("click", () => copy(cppOf(typed()), "C++ rule"));
  field("copy-file").addEventListener("click", () => copy(ruleFileOf(typed()), "Rule file"));
}
