// The lines between stories and subscriptions: only those that a person can see, as few elements.
import { byId } from "./dom.js";

const svg = byId("lines");
const paths = new Map();

function pathOf(status, strength) {
  const key = `${status} ${strength}`;
  if (!paths.has(key)) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", `line ${strength}`);
    path.dataset.status = status;
    svg.append(path);
    paths.set(key, path);
  }
  return paths.get(key);
}

const storyPositions = new WeakMap();

/** Where each story stands; worked out once for each list of items. */
function positionsOf(list) {
  if (!storyPositions.has(list.items))
    storyPositions.set(list.items, new Map(list.items.map((item) => [item.key, item])));
  return storyPositions.get(list.items);
}

const middle = 1.15; // rem from the top of a row to where its line begins

function curve(width, from, to) {
  const half = width / 2;
  return `M0 ${from.toFixed(1)}C${half} ${from.toFixed(1)} ${half} ${to.toFixed(1)} ${width} ${to.toFixed(1)}`;
}

export function drawLines(stories, destinations, highlighted) {
  const texts = new Map();
  const width = svg.clientWidth;
  const height = stories.height;
  const offset = middle * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const positions = positionsOf(stories);
  for (const item of width ? destinations.seen() : []) {
    const story = item.kind === "row" && positions.get(item.row.storyKey);
    if (!story) continue;
    const to = item.top - destinations.top + offset;
    const wanted = story.top - stories.top + offset;
    const from = Math.min(Math.max(wanted, 2), height - 2); // a story out of sight: from the edge
    if (to < 0 || to > destinations.height) continue;
    const strength = item.row.storyKey === highlighted ? "strong" : from === wanted ? "near" : "away";
    const key = `${item.row.subscription.status} ${strength}`;
    texts.set(key, (texts.get(key) ?? "") + curve(width, from, to));
  }
  for (const key of texts.keys()) pathOf(...key.split(" "));
  for (const [key, path] of paths) path.setAttribute("d", texts.get(key) ?? "");
}
