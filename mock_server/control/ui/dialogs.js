// Dialogs are the browser's own: Esc closes, focus stays inside and goes back to where it was.
import { byId, make, setText } from "./dom.js";

export function open(id) {
  const dialog = byId(id);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

export const close = (id) => byId(id).close();

export const anyOpen = () => Boolean(document.querySelector("dialog[open]"));

/** Whether the person says yes. */
export function confirmed(question, yes) {
  const dialog = byId("confirm-dialog");
  setText(byId("confirm-question"), question);
  setText(byId("confirm-yes"), yes);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    byId("confirm-yes").onclick = () => dialog.close("yes");
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** The mistakes that the server found, each with its place, above the buttons of a form. */
export function showProblems(id, problem) {
  const list = byId(id);
  const errors = problem ? (problem.errors?.length ? problem.errors : [{ message: problem.message }]) : [];
  list.replaceChildren(...errors.map((error) => make("li", {}, error.message)));
  list.hidden = !errors.length;
}

export function startDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const button of dialog.querySelectorAll("[data-close]"))
      button.addEventListener("click", () => dialog.close());
    // The backdrop belongs to the dialog element itself.
    dialog.addEventListener("pointerdown", (event) => event.target === dialog && dialog.close());
  }
}
