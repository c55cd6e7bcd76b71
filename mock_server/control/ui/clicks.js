// What each button does. A button says it by data-do or by its id; what it is about, an item of a
// list, hangs on the row that it stands in.
import * as actions from "./actions.js";
import * as exports from "./export.js";
import { byId } from "./dom.js";
import { choose, chosen, said } from "./store.js";
import { copy, cppOf, curlOf, ruleFileOf, ruleFrom } from "./copy_as.js";
import { demoStep } from "./demo_view.js";
import { open } from "./dialogs.js";
import { openDestination } from "./destination_form.js";
import { openHistory, openSubscription } from "./history_view.js";
import { openRule, typedRule } from "./rule_form.js";
import { openStory } from "./story_form.js";
import { shownRequest } from "./request_view.js";

const clicks = {
  "plus-second": () => actions.advance({ by_ms: 1000 }),
  "plus-minute": () => actions.advance({ by_ms: 60000 }),
  "next-event": () => actions.advance({ to: "next_event" }),
  reset: actions.reset,
  help: () => open("help-dialog"),
  "demo-back": () => demoStep("back"),
  "demo-next": () => demoStep("next"),
  "demo-pause": () => demoStep(said.demo.paused ? "play" : "pause"),

  "new-destination": openDestination,
  "map-empty-new": openDestination,
  "map-empty-copy": () => copy(byId("map-empty-curl").textContent, "curl line"),
  story: ({ key }) => choose({ story: chosen.story === key ? "" : key }),
  "edit-story": ({ tenant, story }) => openStory(tenant.name, story),
  subscription: openHistory,
  "sync-destination": ({ card }) => actions.syncDestination(card),
  "delete-destination": ({ card }) => actions.deleteDestination(card),
  "history-sync": () => actions.syncStory(openSubscription()),
  "history-edit": () => {
    const { card, row } = openSubscription();
    byId("history-dialog").close();
    openStory(card.origin.name, row.story);
  },

  "new-rule": () => openRule(),
  "remove-rule": ({ key }) => actions.removeRule(key),
  release: ({ key }) => actions.release(key),
  "rule-copy-cpp": () => copy(cppOf(typedRule()), "C++ rule"),
  "rule-copy-file": () => copy(ruleFileOf(typedRule()), "Rule file"),

  request: ({ key }) => actions.openRequest(key),
  pause: () => choose({ frozen: chosen.frozen ? null : (said.requests ?? []) }),
  "clear-requests": actions.clearRequests,
  "export-har": exports.exportHar,
  "export-journal": exports.exportJournal,
  "export-world": exports.exportWorld,
  "requests-empty-copy": () => copy(byId("requests-empty-curl").textContent, "curl line"),
  "request-close": () => choose({ request: "" }),
  "request-release": ({ key }) => actions.release(key),
  "copy-curl": () => copy(curlOf(shownRequest()), "curl line"),
  "copy-cpp": () => copy(cppOf(ruleFrom(shownRequest())), "C++ rule"),
  "copy-rule-file": () => copy(ruleFileOf(ruleFrom(shownRequest())), "Rule file"),
  "fault-from-request": () => openRule(ruleFrom(shownRequest())),
};

function itemOf(element) {
  while (element && !element.item) element = element.parentElement;
  return element?.item;
}

export function startClicks() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button, [data-do]");
    clicks[button?.dataset.do ?? button?.id]?.(itemOf(button));
    const menu = document.querySelector("details.menu[open]");
    if (menu && !target.closest("summary")) menu.open = false;
  });
}
