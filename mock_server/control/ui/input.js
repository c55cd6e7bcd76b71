// What each button and key does. A button says it by data-do or its id; what it is about hangs on
// its row, as item.
import * as actions from "./actions.js";
import { anyOpen, open } from "./dialogs.js";
import { byId } from "./dom.js";
import { changeTheme } from "./header_view.js";
import { choose, chosen, said } from "./store.js";
import { copy, cppOf, curlOf, ruleFileOf, ruleFrom } from "./copy_as.js";
import { demoStep } from "./demo_view.js";
import { openDestination, openStory } from "./sync_forms.js";
import { openHistory, openSubscription } from "./history_view.js";
import { openRule } from "./rule_form.js";
import { shownRequest } from "./request_view.js";
import { shownRequests } from "./requests_view.js";

const clicks = {
  "plus-second": () => actions.advance({ by_ms: 1000 }),
  "plus-minute": () => actions.advance({ by_ms: 60000 }),
  "next-event": () => actions.advance({ to: "next_event" }),
  reset: actions.reset,
  theme: changeTheme,
  help: () => open("help-dialog"),
  "demo-back": () => demoStep("back"),
  "demo-next": () => demoStep("next"),
  "demo-pause": () => demoStep(said.demo.paused || said.demo.ended ? "play" : "pause"),

  "new-destination": openDestination,
  copy: (_, button) => copy(button.previousElementSibling.textContent, "curl line"),
  story: ({ key }) => choose({ story: chosen.story === key ? "" : key }),
  edit: ({ tenant, story }) => openStory(tenant, story),
  subscription: openHistory,
  sync: ({ card }) => actions.syncDestination(card),
  delete: ({ card }) => actions.deleteDestination(card),
  "history-sync": () => actions.syncStory(openSubscription()),

  "new-rule": () => openRule(),
  "remove-rule": ({ key }) => actions.removeRule(key),
  release: ({ key }) => actions.release(key),

  request: ({ key, push }) =>
    push ? choose({ story: `${push.tenant}/${push.story_id}` }) : actions.openRequest(key),
  pause: () => choose({ frozen: chosen.frozen ? null : (said.requests ?? []) }),
  "export-har": actions.exportHar,
  "export-journal": actions.exportJournal,
  "export-world": actions.exportWorld,
  "copy-curl": () => copy(curlOf(shownRequest()), "curl line"),
  "copy-cpp": () => copy(cppOf(ruleFrom(shownRequest())), "C++ rule"),
  "copy-rule-file": () => copy(ruleFileOf(ruleFrom(shownRequest())), "Rule file"),
  "fault-from-request": () => openRule(ruleFrom(shownRequest())),
};

const menu = document.querySelector(".menu");

function itemOf(element) {
  while (element && !element.item) element = element.parentElement;
  return element?.item;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button, [data-do]");
  clicks[button?.dataset.do ?? button?.id]?.(itemOf(button), button);
  if (!target.closest("summary")) menu.open = false;
});

const rowOf = (number) => document.querySelector(`[data-testid="request-${number}"]`);

function moveBy(step) {
  const shown = shownRequests();
  const at = shown.findIndex(({ number }) => number === chosen.current);
  const next = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];
  if (!next) return;
  choose({ current: next.number });
  if (chosen.request) actions.openRequest(next.number);
  requestAnimationFrame(() => {
    rowOf(next.number)?.focus({ preventScroll: true });
    rowOf(next.number)?.scrollIntoView({ block: "nearest" });
  });
}

const keys = {
  "/": () => byId("request-search").focus(),
  j: () => moveBy(1),
  k: () => moveBy(-1),
  Enter: (target) => target.matches("tr") && actions.openRequest(target.item.key),
  Escape() {
    if (menu.open) menu.open = false;
    else choose(chosen.request ? { request: "" } : { story: "" });
  },
  "?": () => open("help-dialog"),
  ArrowRight: () => demoStep("next"),
  ArrowLeft: () => demoStep("back"),
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || anyOpen() || !keys[key]) return;
  // In a field, keys are text.
  if (target.matches("input:not([type=checkbox]), select, textarea")) {
    if (key === "Escape") target.blur();
    return;
  }
  if (key !== "Enter") event.preventDefault();
  keys[key](target);
});
