// The line below a subscription: why it failed and how often it was tried, or what it waits for.
import { duration, plural, timeOf } from "./words.js";

/** Pushes that wait, by "tenant/destination/story". */
export function waitingPushes(pendingPushes, holds) {
  const waiting = new Map();
  for (const push of pendingPushes)
    waiting.set(`${push.tenant}/${push.sync_destination_id}/${push.story_id}`, { dueInMs: push.due_in_ms });
  for (const hold of holds)
    for (const { push } of hold.waiting)
      if (push) waiting.set(`${push.tenant}/${push.sync_destination_id}/${push.story_id}`, { heldBy: hold.name });
  return waiting;
}

function tries(subscription) {
  const history = subscription.history ?? [];
  const count = subscription.pushes ?? history.length;
  if (!count) return "";
  const last = history.at(-1);
  const when = last ? `, last at ${timeOf(last.at, 8)}` : "";
  return `${plural(count, "try", "tries")}${when}${last?.rule ? ` · ${last.rule}` : ""}`;
}

/** {text, more, kind}, or null. */
export function noteOf(row, waiting) {
  const { subscription } = row;
  const wait = waiting.get(row.key);
  if (wait?.heldBy) return { text: "a push is held", more: `by ${wait.heldBy}`, kind: "held" };
  if (subscription.status === "failed")
    return { text: subscription.error_message, more: tries(subscription), kind: "failed" };
  if (wait) return { text: "a push is under way", more: `due in ${duration(wait.dueInMs)}`, kind: "waiting" };
  return null;
}
