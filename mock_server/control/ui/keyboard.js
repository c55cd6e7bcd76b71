// One key each for what is done often. Nobody loses a letter: in a field, keys are text.
import { anyOpen, open } from "./dialogs.js";
import { byId } from "./dom.js";
import { choose, chosen, said } from "./store.js";
import { demoStep } from "./demo_view.js";
import { openRequest } from "./actions.js";
import { shownRequests } from "./requests_view.js";

const isField = (element) => element.matches("input:not([type=checkbox]), select, textarea");
const rowOf = (number) => document.querySelector(`[data-testid="request-${number}"]`);

function moveBy(step) {
  const shown = shownRequests();
  if (!shown.length) return;
  const at = shown.findIndex(({ number }) => number === chosen.current);
  const { number } = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];
  choose({ current: number });
  if (chosen.request) openRequest(number);
  requestAnimationFrame(() => {
    rowOf(number)?.focus({ preventScroll: true });
    rowOf(number)?.scrollIntoView({ block: "nearest" });
  });
}

function escape(target) {
  if (isField(target)) target.blur();
  else if (chosen.request) choose({ request: "" });
  else choose({ story: "" });
}

const keys = {
  "/": () => byId("request-search").focus(),
  j: () => moveBy(1),
  k: () => moveBy(-1),
  "?": () => open("help-dialog"),
  ArrowRight: () => said.demo && demoStep("next"),
  ArrowLeft: () => said.demo && demoStep("back"),
};

function pressed(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || anyOpen()) return;
  if (key === "Escape") return escape(target);
  if (isField(target)) return;
  if (key === "Enter" && target.matches("tr")) return openRequest(target.item.key);
  if (!keys[key]) return;
  event.preventDefault();
  keys[key]();
}

export const startKeyboard = () => document.addEventListener("keydown", pressed);
