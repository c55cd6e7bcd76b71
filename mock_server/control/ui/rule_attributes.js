// The fields for the attributes of an effect: what they mean comes from GET effects; their types,
// choices and defaults from the schema of fault files in the server's OpenAPI document.
import { fillSelect, make } from "./dom.js";
import { ofServer } from "./api.js";
import { spaced } from "./words.js";

/** The sets of attributes that an effect takes: a delay is fixed, or uniform, or lognormal. */
const variantsOf = ({ oneOf, ...definition }) =>
  (oneOf ?? [definition]).map(({ properties = {}, required = [] }) =>
    Object.entries(properties)
      .filter(([name]) => name !== "kind")
      .map(([name, schema]) => ({ name, schema, required: required.includes(name) })));

const meaningsOf = ({ attributes }) =>
  Object.fromEntries(attributes.flatMap(({ name, meaning }) => name.split(", ").map((n) => [n, meaning])));

export async function ruleWords() {
  const [{ effects }, document] = await Promise.all([ofServer("effects"), ofServer("openapi.json")]);
  const { definitions } = document.components.schemas.FaultFile;
  return {
    effects: effects.map((effect) => ({
      ...effect,
      meanings: meaningsOf(effect),
      variants: variantsOf(definitions[effect.kind] ?? {}),
    })),
    operations: definitions.when.properties.operation.enum,
  };
}

function select(attributes, values) {
  const element = make("select", attributes);
  fillSelect(element, values);
  return element;
}

function inputOf({ name, schema, required }) {
  const members = { id: `rule-attribute-${name}`, name: `effect.${name}`, required };
  const { enum: choices, type, minimum: min, maximum: max, default: placeholder } = schema;
  if (choices) return select(members, choices.map((choice) => [choice]));
  if (schema.$ref?.endsWith("/headers"))
    return make("textarea", { ...members, "data-kind": "headers", placeholder: "Retry-After: 5" });
  if (type === "string") return make("input", { ...members, placeholder });
  const step = type === "number" ? "any" : 1;
  return make("input", { ...members, type: "number", min, max, step, placeholder });
}

function row(attribute, { meanings }, value) {
  const input = inputOf(attribute);
  input.value = value ?? (input.matches("select") ? attribute.schema.default : "");
  const help = meanings[attribute.name] ?? attribute.schema.description ?? "";
  return make("label", {}, spaced(attribute.name), input, make("small", {}, help));
}

/** Fills `parent`; `changed` is told when another set of attributes was chosen. */
export function attributeFields(parent, effect, values, changed) {
  const { variants } = effect;
  const fill = (index) => {
    const rows = variants[index].map((attribute) => row(attribute, effect, values[attribute.name]));
    parent.replaceChildren(...(variants.length > 1 ? [chooser(index)] : []), ...rows);
    parent.hidden = !parent.children.length;
  };
  const chooser = (index) => {
    const names = variants.map((variant, i) => [i, variant.map(({ name }) => spaced(name)).join(", ")]);
    const element = select({ id: "rule-variant" }, names);
    element.value = index;
    element.onchange = () => (fill(Number(element.value)), changed());
    return make("label", {}, "how", element);
  };
  fill(Math.max(0, variants.findIndex((variant) => variant.some(({ name }) => name in values))));
}
