// The fields of the rule form are made of what the server says that a rule can be: the schema of
// fault files (in its OpenAPI document), and its effects in words.
import { fillSelect, make } from "./dom.js";
import { ofServer } from "./api.js";
import { spaced } from "./words.js";

const members = ({ required, properties: { kind: _, ...rest } }) =>
  Object.entries(rest).map(([name, of]) => [name, { ...of, required: required.includes(name) }]);

export async function ruleSchema() {
  const { effects } = await ofServer("effects");
  const { definitions } = (await ofServer("openapi.json")).components.schemas.FaultFile;
  for (const effect of effects) {
    const { oneOf, ...only } = definitions[effect.kind];
    effect.variants = (oneOf ?? [only]).map(members); // a delay is fixed, or uniform, or lognormal
  }
  return { effects, rule: definitions.rule.properties, when: definitions.when.properties };
}

function inputOf(schema) {
  const { type, enum: choices, minimum: min, maximum: max, pattern, required } = schema;
  const placeholder = required ? "needed" : schema.default;
  if (choices) {
    const select = make("select");
    fillSelect(select, [["", placeholder ?? "any"], ...choices.map((choice) => [choice])]);
    return select;
  }
  if (type === "string") return make("input", { placeholder, pattern, required });
  const step = { integer: 1, number: "any" }[type];
  if (step) return make("input", { type: "number", step, min, max, placeholder, required });
  const isHeaders = schema.$ref?.endsWith("/headers");
  return make("textarea", isHeaders ? { "data-kind": "headers", placeholder: "X-Name: value" }
    : { "data-kind": "json", placeholder: '{"team_id": 7}' });
}

/** A labelled field for the member of a rule at `path`: when.story_id. */
export function fieldOf(path, schema) {
  const name = path.split(".").at(-1);
  const id = path.startsWith("effect.") ? `rule-attribute-${name}` : `rule-${name}`;
  const input = Object.assign(inputOf(schema), { id, name: path });
  return make("label", {}, spaced(name), input, make("small", {}, schema.description ?? ""));
}

/** An effect's attributes; `changed` is told when another set was chosen. */
export function attributeFields(parent, { variants }, values, changed) {
  const nameOf = (variant) => variant.map(([name]) => spaced(name)).join(", ");
  const select = make("select", { id: "rule-variant" });
  fillSelect(select, variants.map((variant, i) => [i, nameOf(variant)]));
  const given = variants.findIndex((variant) => variant.some(([name]) => name in values));
  select.selectedIndex = Math.max(0, given);
  const fill = () => {
    const variant = variants[select.selectedIndex];
    const rows = variant.map(([name, schema]) => fieldOf(`effect.${name}`, schema));
    if (variants.length > 1) rows.unshift(make("label", {}, "how", select));
    parent.replaceChildren(...rows);
    parent.hidden = !parent.children.length;
  };
  select.onchange = () => (fill(), changed());
  fill();
}
