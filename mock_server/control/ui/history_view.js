// One subscription: its state, what went wrong in full, and its latest pushes.
import { addView, said } from "./store.js";
import { byId, differs, keyed, show, template } from "./dom.js";
import { cardsOf, titleOf } from "./map_rows.js";
import { open } from "./dialogs.js";
import { plural, statusWord, timeOf } from "./words.js";

const causes = {
  create: "the create",
  update: "an update of the destination",
  change: "a change of the story",
  manual: "a manual sync",
  one_story: "the sync of one story",
};

const drawn = [];
let opened = null; // {card, row}

const createPush = template("push-row", ({ at, cause, deferred, rule, result, error_message: message }) => ({
  at: timeOf(at),
  cause: `${causes[cause] ?? cause}${deferred ? ", deferred" : ""}`,
  rule,
  hasNoRule: !rule,
  result: result ?? "under way",
  message,
}));

function draw() {
  const { row, card } = opened;
  const { status, story_id: id, error_message: message, history = [], pushes = history.length } = row.subscription;
  const older = pushes > history.length ? `, the latest ${history.length}` : "";
  show({
    historyTitle: row.name,
    historyAbout: `story ${id} · ${titleOf(card)}`,
    historyStatus: status,
    historyWord: statusWord(status),
    historyMessage: message,
    hasNoMessage: !message,
    historyCount: pushes ? plural(pushes, "push", "pushes") + older : "No push since the world began.",
    hasNoPushes: !pushes,
    hasNoSuchStory: !row.story,
  });
  const items = history.map((push, i) => ({ key: pushes - history.length + i, ...push }));
  keyed(byId("history-pushes"), items.reverse(), createPush);
}

/** {card, row} of the subscription that is shown. */
export const openSubscription = () => opened;

export function openHistory({ card, row }) {
  opened = { card, row };
  draw();
  open("history-dialog");
}

export function startHistory() {
  addView(() => {
    if (!byId("history-dialog").open || !said.tenants || !differs(drawn, said.tenants)) return;
    const card = cardsOf(said.tenants).find(({ key }) => key === opened.card.key);
    const row = card?.rows.find(({ key }) => key === opened.row.key);
    if (!row) return byId("history-dialog").close(); // it was removed
    opened = { card, row };
    draw();
  });
}
