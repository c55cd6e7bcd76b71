// What is synced where: stories on the left, destinations on the right, a line a subscription.
import { addView, chosen, render, said } from "./store.js";
import { byId, differs, show, template } from "./dom.js";
import { cardsOf, countStatuses, destinationRows, filterCards, storyRows, waitingPushes } from "./map_rows.js";
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
  card: template("card-row", ({ key, card: { title, destination } }) => ({
    key,
    title,
    id: destination.id,
    url: destination.destination_tenant_url,
    by: destination.manual_sync_only ? "manual only" : "syncs by itself",
  })),
  subscription: template("subscription-row", ({ key, row: { name, storyKey, status }, note }) => ({
    key, name, storyKey, status,
    word: statusWord(status),
    hasNoNote: !note,
    text: "",
    ...note,
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

addView(() => {
  const { tenants, pendingPushes, holds } = said;
  const { status, find, story, group } = chosen;
  if (!tenants) return;
  if (differs(drawnTenants, tenants)) cards = cardsOf(tenants);
  if (!differs(drawn, tenants, pendingPushes, holds, status, find, story, group)) return;
  const waiting = waitingPushes(pendingPushes, holds);
  destinations.setItems(destinationRows(filterCards(cards, chosen), group, waiting));
  stories.setItems(storyRows(tenants, cards));
  const { synced = 0, failed = 0, requires_sync: waits = 0 } = countStatuses(cards).get("all") ?? {};
  show({
    synced, failed, waits,
    subscriptions: synced + failed + waits,
    hasCards: cards.length > 0,
    mapFits: !cards.length || destinations.items.length > 0,
    hasNoStory: !story,
    onlyStory: stories.items.find(({ key }) => key === story)?.story.name ?? story,
  });
  drawRows();
});

function highlight({ target }) {
  const story = target.closest("[data-story]")?.dataset.story ?? "";
  if (story === highlighted) return;
  highlighted = story;
  drawLines(stories, destinations, highlighted);
}

for (const event of ["pointerover", "focusin"]) byId("map-body").addEventListener(event, highlight);
new ResizeObserver(() => ((drawn.length = 0), render())).observe(byId("map-body"));
