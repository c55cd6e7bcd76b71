// What is synced where: stories on the left, destinations on the right, a line a subscription.
import { byId, differs, make, name, setAttribute, setText } from "./dom.js";
import { addView, choose, chosen, render, said } from "./store.js";
import { countStatuses, destinationRows, filterCards, storyRows, subscriptionsOf } from "./map_rows.js";
import { noteOf, waitingPushes } from "./notes.js";
import { drawLines } from "./map_lines.js";
import { openHistory } from "./history_view.js";
import { openStory } from "./story_form.js";
import { statusPill } from "./pill.js";
import { removeDestination, syncDestination } from "./actions.js";
import { WindowList } from "./window_list.js";
import { chips } from "./chips.js";

const seenState = [];
const seenView = [];
let cards = [];
let highlighted = "";

const createRow = {
  group() {
    const text = make("span");
    return Object.assign(make("div", { class: "group" }, text), {
      show: (item) => setText(text, `${item.name} · ${item.count}`),
    });
  },
  foot: () => Object.assign(make("div", { class: "foot" }), { show() {} }),
  head() {
    const title = make("strong");
    const about = make("span", { class: "about" });
    const sync = make("button", { class: "quiet", "data-changes": "", type: "button" }, "Sync now");
    const remove = make("button", { class: "quiet icon", "data-changes": "", type: "button", title: "Delete this sync destination" }, "✕");
    const element = make("div", { class: "head" },
      make("span", { class: "title" }, title, about), sync, remove);
    return Object.assign(element, {
      show({ card }) {
        const { destination, origin } = card;
        element.dataset.testid = `destination-${card.key}`;
        setText(title, `#${destination.id} → ${card.to} · ${card.team}`);
        const by = destination.manual_sync_only ? "manual only" : "syncs by itself";
        setText(about, `${destination.destination_tenant_url} · ${by}`);
        setAttribute(sync, "data-testid", `sync-${card.key}`);
        setAttribute(sync, "aria-label", `Sync destination ${destination.id} now`);
        setAttribute(remove, "data-testid", `delete-${card.key}`);
        setAttribute(remove, "aria-label", `Delete sync destination ${destination.id}`);
        sync.onclick = () => syncDestination(origin.name, destination.id);
        remove.onclick = () => removeDestination(origin.name, destination.id);
      },
    });
  },
  row() {
    const label = name("");
    const pill = make("span", { class: "pills" });
    const message = make("span", { class: "message", dir: "auto" });
    const more = make("span", { class: "more" });
    const note = make("span", { class: "note" }, message, more);
    const button = make("button", { class: "subscription", type: "button" },
      make("span", { class: "line" }, label, pill), note);
    const element = make("div", { class: "row" }, button);
    return Object.assign(element, {
      show({ card, row, note: about }) {
        setText(label, row.name);
        if (pill.dataset.status !== row.subscription.status) {
          pill.dataset.status = row.subscription.status;
          pill.replaceChildren(statusPill(row.subscription.status));
        }
        button.dataset.testid = `subscription-${row.key}`;
        button.dataset.status = row.subscription.status;
        button.title = "Its history";
        setAttribute(note, "hidden", !about);
        setText(message, about?.text ?? "");
        setText(more, about?.more ?? "");
        note.dataset.kind = about?.kind ?? "";
        button.onclick = () => openHistory(card, row);
        button.onmouseenter = () => highlight(row.storyKey);
        button.onmouseleave = () => highlight("");
      },
    });
  },
};

const createStory = {
  tenant() {
    const title = make("strong");
    const about = make("span", { class: "about" });
    return Object.assign(make("div", { class: "head" }, make("span", { class: "title" }, title, about)), {
      show({ tenant }) {
        setText(title, tenant.name);
        setText(about, `${tenant.url} · ${tenant.stories.length} ${tenant.stories.length === 1 ? "story" : "stories"}`);
      },
    });
  },
  story() {
    const label = name("");
    const id = make("span", { class: "id" });
    const button = make("button", { class: "story", type: "button" }, label, id);
    const edit = make("button", { class: "quiet icon", type: "button", "data-changes": "" }, "✎");
    return Object.assign(make("div", { class: "row" }, button, edit), {
      show({ key, tenant, story, counts }) {
        setText(label, story.name);
        setText(id, String(story.id));
        button.dataset.testid = `story-${key}`;
        button.dataset.status = counts?.failed ? "failed" : counts?.requires_sync ? "requires_sync" : counts ? "synced" : "";
        button.title = counts ? "Show only its destinations" : "It is synced nowhere";
        setAttribute(button, "aria-pressed", chosen.story === key ? "true" : "false");
        edit.dataset.testid = `edit-${key}`;
        setAttribute(edit, "aria-label", `Edit story ${story.name}`);
        edit.title = "Edit this story";
        button.onclick = () => choose({ story: chosen.story === key ? "" : key });
        button.onmouseenter = () => highlight(key);
        button.onmouseleave = () => highlight("");
        edit.onclick = () => openStory(tenant, story);
      },
    });
  },
};

function highlight(storyKey) {
  highlighted = storyKey;
  drawLines(stories, destinations, highlighted);
}

const drawVisible = () => {
  stories.draw();
  destinations.draw();
  drawLines(stories, destinations, highlighted);
};

let drawing = false;
function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => ((drawing = false), drawVisible()));
}

const stories = new WindowList(byId("stories"), (item) => createStory[item.kind](), drawSoon);
const destinations = new WindowList(byId("destinations"), (item) => createRow[item.kind](), drawSoon);

function showEmpty() {
  const none = said.tenants && !cards.length;
  byId("map-empty").hidden = !none;
  byId("map-none-fit").hidden = !(cards.length && !destinations.items.length);
}

function draw() {
  if (!said.tenants) return;
  const { status, find, story, group } = chosen;
  const newState = differs(seenState, said.tenants);
  if (newState) cards = subscriptionsOf(said.tenants);
  if (!differs(seenView, said.tenants, said.pendingPushes, said.holds, status, find, story, group)) return;
  const waiting = waitingPushes(said.pendingPushes, said.holds);
  const fitting = filterCards(cards, chosen);
  destinations.setItems(destinationRows(fitting, group, (card, row) => noteOf(row, waiting)));
  stories.setItems(storyRows(said.tenants, cards));
  showEmpty();
  const counts = countStatuses(cards);
  chips(byId("status-chips"), "status", [
    ["", `all ${counts[""]}`],
    ["synced", `synced ${counts.synced}`],
    ["failed", `failed ${counts.failed}`],
    ["requires_sync", `requires sync ${counts.requires_sync}`],
  ]);
  byId("map-story").hidden = !story;
  const shown = story && cards.flatMap((card) => card.subscriptions).find((row) => row.storyKey === story);
  setText(byId("map-story"), story ? `only ${shown?.name ?? story} ✕` : "");
  drawVisible();
}

export function startMap() {
  byId("map-find").addEventListener("input", (event) => choose({ find: event.target.value }));
  byId("map-group").addEventListener("change", (event) => choose({ group: event.target.value }));
  byId("map-story").addEventListener("click", () => choose({ story: "" }));
  byId("map-all").addEventListener("click", () => choose({ status: "", find: "", story: "" }));
  new ResizeObserver(() => { seenView.length = 0; render(); }).observe(byId("map-body"));
  addView(() => {
    if (byId("map-find").value !== chosen.find) byId("map-find").value = chosen.find;
    byId("map-group").value = chosen.group;
    draw();
  });
}
