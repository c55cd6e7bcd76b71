// The fields for the attributes of an effect. Some effects take one of several sets of them.
import { make } from "./dom.js";
import { inputKind } from "./schema.js";

const label = (name) => name.replaceAll("_", " ");

function inputOf({ name, schema, required }, value) {
  const id = `rule-attribute-${name}`;
  const members = { id, name, "data-kind": inputKind(schema) };
  const given = value ?? (required ? schema.default : undefined);
  if (inputKind(schema) === "choice") {
    const select = make("select", members, ...schema.enum.map((choice) => make("option", { value: choice }, choice)));
    select.value = given ?? schema.default ?? schema.enum[0];
    return select;
  }
  if (inputKind(schema) === "headers")
    return make("textarea", { ...members, rows: 2, placeholder: "Retry-After: 5" });
  const isNumber = inputKind(schema) === "number";
  const input = make("input", {
    ...members,
    type: isNumber ? "number" : "text",
    min: schema.minimum,
    max: schema.maximum,
    step: schema.type === "number" ? "any" : isNumber ? 1 : undefined,
    placeholder: schema.default ?? (isNumber ? "0" : ""),
    required,
  });
  if (given !== undefined) input.value = given;
  return input;
}

function row(attribute, effect, value) {
  const input = inputOf(attribute, value);
  const help = effect.meanings.get(attribute.name) ?? attribute.schema.description ?? "";
  input.setAttribute("aria-describedby", `${input.id}-help`);
  return make("div", { class: "field" },
    make("label", { for: input.id }, label(attribute.name)), input,
    make("small", { id: `${input.id}-help` }, help));
}

const variantOf = (variants, values) =>
  Math.max(0, variants.findIndex((variant) => variant.some(({ name }) => values[name] !== undefined)));

/** Fills `parent`; `changed` is told when another set of attributes was chosen. */
export function attributeFields(parent, effect, values, changed) {
  const { variants } = effect;
  const show = (index) => {
    const rows = (variants[index] ?? []).map((attribute) => row(attribute, effect, values[attribute.name]));
    parent.replaceChildren(...(variants.length > 1 ? [chooser(index)] : []), ...rows);
    parent.hidden = !parent.children.length;
  };
  const chooser = (chosen) => {
    const select = make("select", { id: "rule-variant", "aria-label": "Which attributes" },
      ...variants.map((variant, index) =>
        make("option", { value: index }, variant.map(({ name }) => label(name)).join(" and "))));
    select.value = String(chosen);
    select.addEventListener("change", () => (show(Number(select.value)), changed()));
    return make("div", { class: "field" }, make("label", { for: "rule-variant" }, "attributes"), select);
  };
  show(variantOf(variants, values));
}

function valueOf(input) {
  if (input.dataset.kind === "number") return Number(input.value);
  if (input.dataset.kind !== "headers") return input.value;
  const lines = input.value.split("\n").map((line) => line.split(/:(.*)/s));
  return Object.fromEntries(lines.filter(([, value]) => value !== undefined).map(([name, value]) => [name.trim(), value.trim()]));
}

/** What is typed in; fields that are empty are left to the server's defaults. */
export function readAttributes(parent) {
  const inputs = Array.from(parent.querySelectorAll("[name]")).filter((input) => input.value !== "");
  return Object.fromEntries(inputs.map((input) => [input.name, valueOf(input)]));
}
