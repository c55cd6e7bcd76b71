// One subscription: its state, what went wrong in full, and its latest pushes.
import { byId, differs, make, setText } from "./dom.js";
import { addView, said } from "./store.js";
import { open } from "./dialogs.js";
import { openStory } from "./story_form.js";
import { plural, timeOf } from "./words.js";
import { statusPill } from "./pill.js";
import { subscriptionsOf } from "./map_rows.js";
import { syncStory } from "./actions.js";

const causes = {
  create: "create",
  update: "update of the destination",
  change: "change of the story",
  manual: "manual sync",
  one_story: "sync of one story",
};

const drawn = [];
let shownKey = "";

function pushRow(push) {
  const cause = `${causes[push.cause] ?? push.cause}${push.deferred ? ", deferred" : ""}`;
  return make("tr", {},
    make("td", {}, timeOf(push.at)),
    make("td", {}, cause),
    make("td", {}, push.rule ? make("span", { class: "pill rule" }, push.rule) : "—"),
    make("td", { "data-result": push.result ?? "" }, push.result ?? "under way",
      push.error_message ? make("div", { class: "message", dir: "auto" }, push.error_message) : null));
}

function find() {
  for (const card of subscriptionsOf(said.tenants ?? []))
    for (const row of card.subscriptions) if (row.key === shownKey) return { card, row };
  return null;
}

function show({ card, row }) {
  const { subscription } = row;
  setText(byId("history-title"), row.name);
  setText(byId("history-about"), `story ${subscription.story_id} · #${card.destination.id} → ${card.to} · ${card.team}`);
  byId("history-status").replaceChildren(statusPill(subscription.status));
  setText(byId("history-message"), subscription.error_message ?? "");
  byId("history-message").hidden = !subscription.error_message;
  const history = subscription.history ?? [];
  byId("history-pushes").replaceChildren(...[...history].reverse().map(pushRow));
  byId("history-table").hidden = !history.length;
  const count = subscription.pushes ?? history.length;
  const older = count > history.length ? `, the latest ${history.length}` : "";
  setText(byId("history-count"), history.length ? `${plural(count, "push", "pushes")}${older}` : "Nothing was pushed yet since the world began.");
  byId("history-sync").onclick = () => syncStory(card.origin.name, card.destination.id, subscription.story_id);
  byId("history-edit").onclick = () => (byId("history-dialog").close(), openStory(card.origin, row.story));
  byId("history-edit").disabled = !row.story;
}

export function openHistory(card, row) {
  shownKey = row.key;
  show({ card, row });
  open("history-dialog");
}

export function startHistory() {
  addView(() => {
    if (!byId("history-dialog").open || !differs(drawn, said.tenants, shownKey)) return;
    const found = find();
    if (found) show(found);
    else byId("history-dialog").close(); // it was removed
  });
}
