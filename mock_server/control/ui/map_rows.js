// What the map shows, worked out from the state: rows of stories, rows of destinations. No DOM.
import { statuses } from "./words.js";

const teamName = (tenant, id) => tenant?.teams.find((team) => team.id === id)?.name ?? `team ${id}`;

/** Every subscription of the world, each with its destination and its story. */
export function subscriptionsOf(tenants) {
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  return tenants.flatMap((tenant) => {
    const stories = new Map(tenant.stories.map((story) => [story.id, story]));
    return tenant.sync_destinations.map((destination) => ({
      key: `${tenant.name}/${destination.id}`,
      origin: tenant,
      destination,
      to: destination.destination_tenant ?? destination.destination_tenant_url,
      team: teamName(byName.get(destination.destination_tenant), destination.destination_team_id),
      subscriptions: destination.subscriptions.map((subscription) => ({
        key: `${tenant.name}/${destination.id}/${subscription.story_id}`,
        storyKey: `${tenant.name}/${subscription.story_id}`,
        story: stories.get(subscription.story_id),
        name: stories.get(subscription.story_id)?.name ?? `story ${subscription.story_id}`,
        subscription,
      })),
    }));
  });
}

export function countStatuses(cards) {
  const counts = { "": 0, synced: 0, failed: 0, requires_sync: 0 };
  for (const card of cards)
    for (const { subscription } of card.subscriptions) {
      ++counts[""];
      ++counts[subscription.status];
    }
  return counts;
}

const cardText = (card) =>
  `#${card.destination.id} ${card.to} ${card.team} ${card.destination.destination_tenant_url}`.toLowerCase();
const rowText = (row) =>
  `${row.name} ${row.subscription.story_id} ${row.subscription.error_message ?? ""}`.toLowerCase();

/** The cards that fit, each with those of its subscriptions that do. */
export function filterCards(cards, { status, find, story }) {
  const words = find.trim().toLowerCase();
  const all = !status && !words && !story;
  if (all) return cards;
  return cards.flatMap((card) => {
    const cardFits = !words || cardText(card).includes(words);
    const subscriptions = card.subscriptions.filter(
      (row) =>
        (!status || row.subscription.status === status) &&
        (!story || row.storyKey === story) &&
        (cardFits || rowText(row).includes(words)));
    const empty = !card.subscriptions.length && cardFits && !status && !story;
    return subscriptions.length || empty ? [{ ...card, subscriptions }] : [];
  });
}

const worst = (card) =>
  ["failed", "requires_sync", "synced"].find((status) =>
    card.subscriptions.some((row) => row.subscription.status === status)) ?? "none";

const groupings = {
  tenant: (card) => card.to,
  team: (card) => `${card.to} · ${card.team}`,
  state: (card) => statuses[worst(card)]?.word ?? "without stories",
  origin: (card) => `from ${card.origin.name}`,
};

function grouped(cards, group) {
  if (!groupings[group]) return [["", cards]];
  const groups = new Map();
  for (const card of cards) {
    const name = groupings[group](card);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(card);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

export const rowHeights = { group: 2.25, head: 3.6, row: 2.6, note: 2.25, foot: 1.1, story: 2.6, tenant: 3.4 };

/** `noteOf(row)`: what stands below a subscription, or null. */
export function destinationRows(cards, group, noteOf) {
  const rows = [];
  for (const [name, members] of grouped(cards, group)) {
    if (name) rows.push({ kind: "group", key: `group ${name}`, name, count: members.length, height: rowHeights.group });
    for (const card of members) {
      rows.push({ kind: "head", key: card.key, card, height: rowHeights.head });
      for (const row of card.subscriptions) {
        const note = noteOf(card, row);
        const height = rowHeights.row + (note ? rowHeights.note : 0);
        rows.push({ kind: "row", key: row.key, card, row, note, height });
      }
      rows.push({ kind: "foot", key: `${card.key} end`, height: rowHeights.foot });
    }
  }
  return rows;
}

/** The tenants that publish, with their stories; `cards`: unfiltered. */
export function storyRows(tenants, cards) {
  const counts = new Map();
  for (const card of cards)
    for (const { storyKey, subscription } of card.subscriptions) {
      if (!counts.has(storyKey)) counts.set(storyKey, { synced: 0, failed: 0, requires_sync: 0 });
      ++counts.get(storyKey)[subscription.status];
    }
  const origins = tenants.filter((tenant, index) => index === 0 || tenant.sync_destinations.length);
  return origins.flatMap((tenant) => [
    { kind: "tenant", key: tenant.name, tenant, height: rowHeights.tenant },
    ...tenant.stories.map((story) => {
      const key = `${tenant.name}/${story.id}`;
      return { kind: "story", key, tenant, story, counts: counts.get(key), height: rowHeights.story };
    }),
  ]);
}
