// Dialogs are the browser's own: Esc closes, focus goes back to where it was. A form's field gives
// the member that its name is a path to: when.story_id.
import { byId, show } from "./dom.js";

export function open(id) {
  const dialog = byId(id);
  dialog.ariaLabel = dialog.querySelector("h2, p").textContent;
  if (!dialog.open) dialog.showModal();
}

export const anyOpen = () => document.querySelector("dialog[open]") !== null;

export function confirmed(question, yes) {
  const dialog = byId("confirm-dialog");
  show({ question, yes });
  dialog.returnValue = "";
  open("confirm-dialog");
  return new Promise((resolve) => {
    byId("confirm-yes").onclick = () => dialog.close("yes");
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
  });
}

/** Header lines as they are typed. */
function headersIn(text) {
  const lines = text.split("\n").map((line) => line.match(/^([^:]+):(.*)$/)).filter(Boolean);
  return Object.fromEntries(lines.map(([, name, value]) => [name.trim(), value.trim()]));
}

const readers = { number: Number, headers: headersIn, json: JSON.parse };
const fieldsOf = (form) => [...form.querySelectorAll("[name]")];

/** Without fields that are empty; throws when what must be JSON is not. */
export function readForm(form) {
  const result = {};
  for (const { name, value, type, dataset } of fieldsOf(form).filter((field) => field.value)) {
    const path = name.split(".");
    const last = path.pop();
    const parent = path.reduce((object, member) => (object[member] ??= {}), result);
    parent[last] = (readers[dataset.kind ?? type] ?? String)(value);
  }
  return result;
}

export function fillForm(form, values) {
  for (const field of fieldsOf(form))
    field.value = field.name.split(".").reduce((object, member) => object?.[member], values) ?? "";
}

/** A form NAME-form in a dialog NAME-dialog, which closes when act() comes to something true. */
export function onSubmit(name, act) {
  byId(`${name}-form`).addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await act()) byId(`${name}-dialog`).close();
  });
}

document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-close]")) target.closest("dialog").close();
});
