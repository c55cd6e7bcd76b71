// What the server says that a rule can be: its effects in words (GET effects), and the types, choices
// and defaults of their attributes (the schema of fault files, a part of its OpenAPI document).
import { ofServer } from "./api.js";

let known = null;

/** The variants of an effect: a delay is fixed, or uniform, or lognormal. */
function variantsOf(definition) {
  return (definition.oneOf ?? [definition]).map(({ properties, required }) => {
    const attributes = Object.entries(properties ?? {}).filter(([name]) => name !== "kind");
    return attributes.map(([name, schema]) => ({ name, schema, required: (required ?? []).includes(name) }));
  });
}

function meaningsOf(effect) {
  const meanings = new Map();
  for (const { name, meaning } of effect.attributes)
    for (const single of name.split(", ")) meanings.set(single, meaning);
  return meanings;
}

function isList(schema) {
  return schema.$ref?.endsWith("/headers") ? "headers" : null;
}

/** How a value is typed in: "number", "choice", "headers" or "text". */
export function inputKind(schema) {
  if (isList(schema)) return "headers";
  if (schema.enum) return "choice";
  return ["integer", "number"].includes(schema.type) ? "number" : "text";
}

async function load() {
  const [{ effects }, document] = await Promise.all([ofServer("GET", "effects"), ofServer("GET", "openapi.json")]);
  const { definitions } = document.components.schemas.FaultFile;
  const withVariants = effects.map((effect) => ({
    ...effect,
    meanings: meaningsOf(effect),
    variants: variantsOf(definitions[effect.kind] ?? {}),
  }));
  return { effects: withVariants, operations: definitions.when.properties.operation.enum };
}

/** Asked for once, when a form first needs it. */
export const rules = async () => (known ??= await load());
