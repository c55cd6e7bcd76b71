// The lines between stories and subscriptions: only those that a person can see, and all that look
// the same as one path.
import { byId } from "./dom.js";
import { remPx } from "./window_list.js";

const svg = byId("lines");
const paths = new Map(); // by state and strength
const positions = new WeakMap(); // where each story stands, for each list of items

const middle = 1.15; // rem from the top of a row to where its line begins

function makePath(key) {
  const [status, strength] = key.split(" ");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", strength);
  path.dataset.status = status;
  svg.append(path);
  paths.set(key, path);
}

function storiesByKey({ items }) {
  if (!positions.has(items)) positions.set(items, new Map(items.map((item) => [item.key, item])));
  return positions.get(items);
}

export function drawLines(stories, destinations, highlighted) {
  const texts = new Map();
  const width = svg.clientWidth; // 0: the page is too narrow for lines
  const offset = middle * remPx();
  const known = storiesByKey(stories);
  for (const { kind, top, row } of width ? destinations.seen() : []) {
    const story = kind === "subscription" && known.get(row.storyKey);
    const to = Math.round(top - destinations.top + offset);
    if (!story || to < 0 || to > destinations.height) continue;
    const wanted = Math.round(story.top - stories.top + offset);
    const from = Math.min(Math.max(wanted, 2), stories.height - 2); // out of sight: from the edge
    const strength = row.storyKey === highlighted ? "strong" : from === wanted ? "near" : "away";
    const key = `${row.subscription.status} ${strength}`;
    const curve = `M0 ${from}C${width / 2} ${from} ${width / 2} ${to} ${width} ${to}`;
    texts.set(key, (texts.get(key) ?? "") + curve);
  }
  for (const key of texts.keys()) if (!paths.has(key)) makePath(key);
  for (const [key, path] of paths) path.setAttribute("d", texts.get(key) ?? "");
}
