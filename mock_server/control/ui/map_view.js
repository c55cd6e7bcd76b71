// What is synced where: stories on the left, destinations on the right, a line a subscription.
import { addView, chosen, said } from "./store.js";
import { byId, keyed, show, template } from "./dom.js";
import {
  cardsOf, countStatuses, destinationRows, filterCards, storyRows, waitingPushes,
} from "./map_rows.js";
import { plural, statusWord } from "./words.js";
import { remPx, WindowList } from "./window_list.js";

const lineTop = 1.15; // rem from the top of a row to where its line begins

let storyTops = new Map(); // by the key of a story

const creators = {
  foot: template("foot-row"),
  group: template("group-row", ({ name, count }) => ({ name, count })),
  tenant: template("tenant-row", ({ tenant: { name, url, stories } }) => ({
    name,
    about: `${url} · ${plural(stories.length, "story", "stories")}`,
  })),
  story: template("story-row", ({ key, story: { name, id }, status }) => ({
    key, name, id, status, isChosen: chosen.story === key,
  })),
  card: template("card-row", ({ key, card: { title, destination } }) => ({
    key,
    title,
    id: destination.id,
    url: destination.destination_tenant_url,
    by: destination.manual_sync_only ? "manual only" : "syncs by itself",
  })),
  subscription: template("subscription-row", ({ key, row: { name, status }, note }) => ({
    key, name, status,
    word: statusWord(status),
    hasNoNote: !note,
    text: "",
    ...note,
  })),
};

const listIn = (id) => new WindowList(byId(id), (item) => creators[item.kind](), drawRows);
const stories = listIn("stories");
const destinations = listIn("destinations");

function createPath() {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.show = ({ key, d }) => {
    path.setAttribute("class", key); // its status, and "away" when its story is out of sight
    path.setAttribute("d", d);
  };
  return path;
}

/** The lines that a person can see; all that look the same are one path. */
function drawLines() {
  const lines = new Map();
  const width = byId("lines").clientWidth; // 0: the page is too narrow for lines
  const offset = lineTop * remPx();
  for (const { kind, top, row } of width ? destinations.seen() : []) {
    const storyTop = kind === "subscription" ? storyTops.get(row.storyKey) : undefined;
    const to = Math.round(top - destinations.top + offset);
    if (storyTop === undefined || to < 0 || to > destinations.height) continue;
    const wanted = Math.round(storyTop - stories.top + offset);
    const from = Math.min(Math.max(wanted, 2), stories.height - 2);
    const key = row.status + (from === wanted ? "" : " away");
    const line = `M0 ${from}C${width / 2} ${from} ${width / 2} ${to} ${width} ${to}`;
    lines.set(key, (lines.get(key) ?? "") + line);
  }
  keyed(byId("lines"), [...lines].map(([key, d]) => ({ key, d })), createPath);
}

function drawRows() {
  stories.draw();
  destinations.draw();
  drawLines();
}

addView((tenants, pendingPushes, holds, status, find, story, group) => {
  if (!tenants) return;
  const cards = cardsOf(tenants);
  const shown = filterCards(cards, chosen);
  destinations.setItems(destinationRows(shown, group, waitingPushes(pendingPushes, holds)));
  stories.setItems(storyRows(tenants, cards, status || find ? shown : cards, find));
  storyTops = new Map(stories.items.map(({ key, top }) => [key, top]));
  const counts = countStatuses(cards);
  show({
    ...counts,
    subscriptions: counts.synced + counts.failed + counts.requires_sync,
    hasCards: cards.length > 0,
    mapFits: !cards.length || shown.length > 0,
    hasNoStory: !story,
    onlyStory: stories.items.find(({ key }) => key === story)?.story.name ?? story,
  });
  drawRows();
}, () => {
  const { status, find, story, group } = chosen;
  return [said.tenants, said.pendingPushes, said.holds, status, find, story, group];
});

new ResizeObserver(drawRows).observe(byId("map-body"));
