// One subscription: its state, what went wrong in full, and its latest pushes.
import { addView, said } from "./store.js";
import { byId, keyed, show, template } from "./dom.js";
import { cardsOf } from "./map_rows.js";
import { open } from "./dialogs.js";
import { plural, spaced, statusWord, timeOf } from "./words.js";

let opened = null; // {card, row}

const createPush = template("push-row", ({ at, cause, deferred, rule, result, error_message }) => ({
  rule, error_message,
  at: timeOf(at),
  cause: spaced(cause) + (deferred ? ", deferred" : ""),
  hasNoRule: !rule,
  result: result ?? "under way",
}));

function draw({ row, card }) {
  const { status, story_id: id, error_message: message, history = [] } = row.subscription;
  const { pushes = history.length } = row.subscription;
  const older = pushes > history.length ? `, the latest ${history.length}` : "";
  show({
    historyTitle: row.name,
    historyAbout: `story ${id} · ${card.title}`,
    historyStatus: status,
    historyWord: statusWord(status),
    historyMessage: message,
    hasNoMessage: !message,
    historyCount: pushes ? plural(pushes, "push", "pushes") + older : "It was not pushed yet.",
    hasNoPushes: !pushes,
  });
  const items = history.map((push, i) => ({ key: pushes - history.length + i, ...push }));
  keyed(byId("history-pushes"), items.reverse(), createPush);
}

export const openSubscription = () => opened;

export function openHistory(item) {
  draw((opened = item));
  open("history-dialog");
}

addView((tenants) => {
  if (!tenants || !byId("history-dialog").open) return;
  const card = cardsOf(tenants).find(({ key }) => key === opened.card.key);
  const row = card?.rows.find(({ key }) => key === opened.row.key);
  if (row) draw((opened = { card, row }));
  else byId("history-dialog").close(); // it was removed
}, () => [said.tenants]);
