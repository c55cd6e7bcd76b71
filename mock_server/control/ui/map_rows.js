// What the map shows, worked out from the state: rows of stories, rows of destinations. No DOM.
import { duration, plural, spaced, timeOf } from "./words.js";

const teamName = (tenant, id) => tenant?.teams.find((team) => team.id === id)?.name ?? `team ${id}`;

/** Every sync destination of the world as a card, each with a row for each of its subscriptions. */
export function cardsOf(tenants) {
  const named = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  return tenants.flatMap((origin) => {
    const stories = new Map(origin.stories.map((story) => [story.id, story]));
    return origin.sync_destinations.map((destination) => {
      const key = `${origin.name}/${destination.id}`;
      const { destination_tenant: tenant, destination_tenant_url: url } = destination;
      const rows = destination.subscriptions.map((subscription) => ({
        key: `${key}/${subscription.story_id}`,
        storyKey: `${origin.name}/${subscription.story_id}`,
        story: stories.get(subscription.story_id),
        name: stories.get(subscription.story_id)?.name ?? `story ${subscription.story_id}`,
        subscription,
      }));
      const team = teamName(named.get(tenant), destination.destination_team_id);
      return { key, origin, destination, to: tenant ?? url, team, rows };
    });
  });
}

export const titleOf = ({ destination, to, team }) => `#${destination.id} → ${to} · ${team}`;

const noCounts = () => ({ synced: 0, failed: 0, requires_sync: 0 });

export function countStatuses(cards) {
  const counts = noCounts();
  for (const card of cards) for (const { subscription } of card.rows) ++counts[subscription.status];
  return counts;
}

const cardText = (card) => `${titleOf(card)} ${card.destination.destination_tenant_url}`;
const rowText = ({ name, subscription }) =>
  `${name} ${subscription.story_id} ${subscription.error_message ?? ""}`;

/** The cards that fit what was chosen, each with those of its rows that do. */
export function filterCards(cards, { status, find, story }) {
  const words = find.trim().toLowerCase();
  const has = (text) => text.toLowerCase().includes(words);
  if (!status && !words && !story) return cards;
  return cards
    .map((card) => {
      const fits = has(cardText(card));
      const rows = card.rows.filter((row) =>
        (!status || row.subscription.status === status) &&
        (!story || row.storyKey === story) &&
        (fits || has(rowText(row))));
      return { ...card, rows, fits: rows.length || (fits && !status && !story) };
    })
    .filter(({ fits }) => fits);
}

const worstFirst = ["failed", "requires_sync", "synced"];

const groupings = {
  tenant: ({ to }) => to,
  team: ({ to, team }) => `${to} · ${team}`,
  state: ({ rows }) =>
    spaced(worstFirst.find((s) => rows.some((r) => r.subscription.status === s)) ?? "no stories"),
  origin: ({ origin }) => `from ${origin.name}`,
};

function grouped(cards, group) {
  if (!groupings[group]) return [["", cards]];
  const groups = new Map();
  for (const card of cards) {
    const name = groupings[group](card);
    groups.set(name, [...(groups.get(name) ?? []), card]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** Pushes that wait, by the key of their row. */
export function waitingPushes(pendingPushes, holds) {
  const keyOf = (push) => `${push.tenant}/${push.sync_destination_id}/${push.story_id}`;
  const waiting = pendingPushes.map((push) => [keyOf(push), { dueInMs: push.due_in_ms }]);
  for (const hold of holds)
    for (const { push } of hold.waiting) if (push) waiting.push([keyOf(push), { heldBy: hold.name }]);
  return new Map(waiting);
}

function triesText({ history = [], pushes = history.length }) {
  if (!pushes) return "";
  const { at, rule } = history.at(-1);
  const by = rule ? ` · ${rule}` : "";
  return `${plural(pushes, "try", "tries")}, last at ${timeOf(at, 8)}${by}`;
}

/** The line below a subscription: why it failed and its tries, or what it waits for. */
function noteOf({ subscription }, wait) {
  if (wait?.heldBy) return { text: "a push is held", more: `by ${wait.heldBy}`, kind: "held" };
  if (subscription.status === "failed")
    return { text: subscription.error_message, more: triesText(subscription), kind: "failed" };
  if (wait) return { text: "a push is under way", more: `due in ${duration(wait.dueInMs)}`, kind: "wait" };
  return null;
}

/** Heights of rows, in rem: style.css fits them. */
const heights = { group: 2.25, head: 3.6, row: 2.6, noteLine: 1.15, foot: 1.1 };

export function destinationRows(cards, group, waiting) {
  const rows = [];
  for (const [name, members] of grouped(cards, group)) {
    if (name) rows.push({ kind: "group", key: `group ${name}`, text: `${name} · ${members.length}`, height: heights.group });
    for (const card of members) {
      rows.push({ kind: "card", key: card.key, card, height: heights.head });
      for (const row of card.rows) {
        const note = noteOf(row, waiting.get(row.key));
        const lines = note ? (note.more ? 2 : 1) : 0;
        const height = heights.row + lines * heights.noteLine;
        rows.push({ kind: "subscription", key: row.key, card, row, note, height });
      }
      rows.push({ kind: "foot", key: `${card.key} end`, height: heights.foot });
    }
  }
  return rows;
}

const worstOf = (counts) => worstFirst.find((status) => counts[status]) ?? "";

/** The tenants that publish, with their stories; `cards`: all of them. */
export function storyRows(tenants, cards) {
  const counts = new Map();
  for (const { rows } of cards)
    for (const { storyKey, subscription } of rows) {
      if (!counts.has(storyKey)) counts.set(storyKey, noCounts());
      ++counts.get(storyKey)[subscription.status];
    }
  const origins = tenants.filter((tenant, i) => i === 0 || tenant.sync_destinations.length);
  return origins.flatMap((tenant) => [
    { kind: "tenant", key: tenant.name, tenant, height: heights.head },
    ...tenant.stories.map((story) => {
      const key = `${tenant.name}/${story.id}`;
      const status = worstOf(counts.get(key) ?? {});
      return { kind: "story", key, tenant, story, status, height: heights.row };
    }),
    { kind: "foot", key: `${tenant.name} end`, height: heights.foot },
  ]);
}
