// One key each for what is done often. Nobody loses a letter: in a field, keys are text.
import { byId } from "./dom.js";
import { choose, chosen, said } from "./store.js";
import { anyOpen, open } from "./dialogs.js";
import { demoBack, demoNext } from "./demo_view.js";
import { openRequest } from "./actions.js";
import { shownRequests } from "./requests_view.js";

const isField = (element) => element.matches("input:not([type=checkbox]), select, textarea");

function moveBy(step) {
  const shown = shownRequests();
  if (!shown.length) return;
  const at = shown.findIndex((entry) => entry.number === chosen.current);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1);
  const { number } = shown[next];
  choose(chosen.request ? { current: number, request: String(number) } : { current: number });
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-testid="request-${number}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  });
}

function escape(target) {
  if (isField(target)) target.blur();
  else if (chosen.request) choose({ request: "" });
  else if (chosen.story) choose({ story: "" });
}

const keys = {
  "/": () => byId("request-search").focus(),
  j: () => moveBy(1),
  k: () => moveBy(-1),
  "?": () => open("help-dialog"),
  ArrowRight: () => said.demo && demoNext(),
  ArrowLeft: () => said.demo && demoBack(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || anyOpen()) return;
  if (event.key === "Escape") return escape(event.target);
  if (isField(event.target)) return;
  if (event.key === "Enter" && event.target.matches("[data-testid^=request-]"))
    return openRequest(Number(event.target.dataset.testid.slice("request-".length)));
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export const startKeyboard = () => document.addEventListener("keydown", pressed);
