// What the map shows, worked out from the state: rows of stories, rows of destinations. No DOM.
import { duration, plural, spaced, timeOf } from "./words.js";

const worstFirst = ["failed", "requires_sync", "synced"];

/** Every sync destination as a card, with a row a subscription; the newest first. */
export function cardsOf(tenants) {
  // Of teams, and of the copies in them.
  const names = new Map(tenants.flatMap(({ name, teams, stories }) => [
    ...teams.map((team) => [`${name}/${team.id}`, team.name]),
    ...stories.map(({ team_id, synced_from: from, name: copy }) =>
      [`${name}/${team_id} of ${from?.tenant}/${from?.story_id}`, copy]),
  ]));
  return tenants.flatMap((origin) => {
    const stories = new Map(origin.stories.map((story) => [story.id, story]));
    return [...origin.sync_destinations].reverse().map((destination) => {
      const key = `${origin.name}/${destination.id}`;
      const { destination_tenant: tenant, destination_team_id: teamId } = destination;
      const rows = destination.subscriptions.map((subscription) => {
        const { story_id: id, status } = subscription;
        const story = stories.get(id);
        const storyKey = `${origin.name}/${id}`;
        const copy = names.get(`${tenant}/${teamId} of ${storyKey}`);
        const name = copy ?? story?.name ?? `story ${id}`;
        return { key: `${key}/${id}`, storyKey, story, name, status, subscription };
      });
      const team = names.get(`${tenant}/${teamId}`) ?? `team ${teamId}`;
      const to = tenant ?? destination.destination_tenant_url;
      const title = `#${destination.id} → ${to} · ${team}`;
      return { key, origin, destination, to, team, title, rows };
    });
  });
}

const rowsOf = (cards) => cards.flatMap(({ rows }) => rows);
const withStatus = (rows, status) => rows.filter((row) => row.status === status);
const worstOf = (rows) => worstFirst.find((status) => rows.some((row) => row.status === status));

export const countStatuses = (cards) =>
  Object.fromEntries(worstFirst.map((status) => [status, withStatus(rowsOf(cards), status).length]));

/** The cards that fit what was chosen, each with those of its rows that do. */
export function filterCards(cards, { status, find, story }) {
  const words = find.trim().toLowerCase();
  const has = (...texts) => texts.join(" ").toLowerCase().includes(words);
  if (!status && !words && !story) return cards;
  return cards
    .map((card) => {
      const fits = has(card.title, card.destination.destination_tenant_url);
      const rows = card.rows.filter((row) =>
        (!status || row.status === status) &&
        (!story || row.storyKey === story) &&
        (fits || has(row.name, row.story?.name, row.subscription.story_id,
          row.subscription.error_message)));
      return { ...card, rows, fits: rows.length || (fits && !status && !story) };
    })
    .filter(({ fits }) => fits);
}

const groupings = {
  tenant: ({ to }) => to,
  team: ({ to, team }) => `${to} · ${team}`,
  state: ({ rows }) => spaced(worstOf(rows) ?? "no stories"),
  origin: ({ origin }) => origin.name,
};

function grouped(cards, group) {
  const groups = [...Map.groupBy(cards, groupings[group] ?? (() => ""))];
  return groups.sort(([a], [b]) => a.localeCompare(b));
}

/** What pushes wait for, by the key of their row. */
export function waitingPushes(pendingPushes, holds) {
  const keyOf = (push) => `${push.tenant}/${push.sync_destination_id}/${push.story_id}`;
  const notes = new Map();
  const set = (push, text, more, kind) => notes.set(keyOf(push), { text, more, kind });
  for (const push of pendingPushes)
    set(push, "a push is under way", `due in ${duration(push.due_in_ms)}`, "wait");
  for (const { name, waiting } of holds)
    for (const { push } of waiting) if (push) set(push, "a push is held", `by ${name}`, "held");
  return notes;
}

function failureNote({ error_message: text, history = [], pushes = history.length }) {
  const { at, rule } = history.at(-1) ?? {};
  const more = `${plural(pushes, "push", "pushes")}, last at ${timeOf(at, 8)}`;
  return { text, more: at ? `${more}${rule ? ` · ${rule}` : ""}` : "", kind: "failed" };
}

/** Heights of rows, in rem: style.css fits them. */
const heights = { group: 2.25, head: 3.6, row: 2.6, noteLine: 1.15, foot: 1.1 };

function subscriptionRow(card, row, wait) {
  const note = wait ?? (row.status === "failed" ? failureNote(row.subscription) : null);
  const lines = note ? (note.more ? 2 : 1) : 0;
  const height = heights.row + lines * heights.noteLine;
  return { kind: "subscription", key: row.key, card, row, note, height };
}

export function destinationRows(cards, group, waiting) {
  return grouped(cards, group).flatMap(([name, members]) => {
    const key = `group ${name}`;
    const head = { kind: "group", key, name, count: members.length, height: heights.group };
    const rows = members.flatMap((card) => [
      { kind: "card", key: card.key, card, height: heights.head },
      ...card.rows.map((row) => subscriptionRow(card, row, waiting.get(row.key))),
      { kind: "foot", key: `${card.key} end`, height: heights.foot },
    ]);
    return name ? [head, ...rows] : rows;
  });
}

/** The tenants that publish, with their stories: of `shown`, or all that fit `find`. */
export function storyRows(tenants, cards, shown, find) {
  const words = find.trim().toLowerCase();
  const keys = new Set(rowsOf(shown).map(({ storyKey }) => storyKey));
  const rows = Map.groupBy(rowsOf(cards), ({ storyKey }) => storyKey);
  const origins = tenants.filter((tenant, i) => i === 0 || tenant.sync_destinations.length);
  return origins.flatMap((tenant) => [
    { kind: "tenant", key: tenant.name, tenant, height: heights.head },
    ...tenant.stories.flatMap((story) => {
      const key = `${tenant.name}/${story.id}`;
      const isNamed = words && story.name.toLowerCase().includes(words);
      if (shown !== cards && !keys.has(key) && !isNamed) return [];
      const status = worstOf(rows.get(key) ?? []);
      return { kind: "story", key, tenant, story, status, height: heights.row };
    }),
    { kind: "foot", key: `${tenant.name} end`, height: heights.foot },
  ]);
}
