// What is synced where: stories on the left, destinations on the right, a line a subscription.
import { addView, chosen, render, said } from "./store.js";
import { byId, differs, show, template } from "./dom.js";
import { cardsOf, countStatuses, destinationRows, filterCards, storyRows, titleOf, waitingPushes } from "./map_rows.js";
import { drawLines } from "./map_lines.js";
import { plural, statusWord } from "./words.js";
import { WindowList } from "./window_list.js";

const drawn = [];
const drawnTenants = [];
let cards = [];
let highlighted = "";

const creators = {
  foot: template("foot-row"),
  group: template("group-row", ({ text }) => ({ text })),
  tenant: template("tenant-row", ({ tenant: { name, url, stories } }) => ({
    name,
    about: `${url} · ${plural(stories.length, "story", "stories")}`,
  })),
  story: template("story-row", ({ key, story: { name, id }, status }) => ({
    key, name, id, status, isChosen: chosen.story === key,
  })),
  card: template("card-row", ({ key, card }) => ({
    key,
    id: card.destination.id,
    title: titleOf(card),
    about: `${card.destination.destination_tenant_url} · ${
      card.destination.manual_sync_only ? "manual only" : "syncs by itself"}`,
  })),
  subscription: template("subscription-row", ({ key, row, note }) => ({
    key,
    name: row.name,
    story: row.storyKey,
    status: row.subscription.status,
    word: statusWord(row.subscription.status),
    hasNoNote: !note,
    ...(note ?? { text: "", more: "", kind: "" }),
  })),
};

function drawRows() {
  stories.draw();
  destinations.draw();
  drawLines(stories, destinations, highlighted);
}

const listIn = (id) => new WindowList(byId(id), (item) => creators[item.kind](), drawRows);
const stories = listIn("stories");
const destinations = listIn("destinations");

function draw() {
  const { tenants, pendingPushes, holds } = said;
  const { status, find, story, group } = chosen;
  if (!tenants) return;
  if (differs(drawnTenants, tenants)) cards = cardsOf(tenants);
  if (!differs(drawn, tenants, pendingPushes, holds, status, find, story, group)) return;
  const waiting = waitingPushes(pendingPushes, holds);
  destinations.setItems(destinationRows(filterCards(cards, chosen), group, waiting));
  stories.setItems(storyRows(tenants, cards));
  const { synced, failed, requires_sync: waits } = countStatuses(cards);
  show({
    synced, failed, waits,
    subscriptions: synced + failed + waits,
    hasCards: cards.length > 0,
    mapFits: !cards.length || destinations.items.length > 0,
    hasNoStory: !story,
    onlyStory: stories.items.find(({ key }) => key === story)?.story.name ?? story,
  });
  drawRows();
}

function highlight({ target }) {
  const story = target.closest("[data-story]")?.dataset.story ?? "";
  if (story === highlighted) return;
  highlighted = story;
  drawLines(stories, destinations, highlighted);
}

export function startMap() {
  const body = byId("map-body");
  for (const event of ["pointerover", "focusin"]) body.addEventListener(event, highlight);
  new ResizeObserver(() => ((drawn.length = 0), render())).observe(body);
  addView(draw);
}
