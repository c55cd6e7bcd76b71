// What the person chose stands in the page's URL: a reload, a bookmark or a colleague sees the same.
import { addView, choose, chosen } from "./store.js";

const notThere = ["current", "frozen"];
const defaults = { ...chosen };
const members = Object.keys(defaults).filter((member) => !notThere.includes(member));
let timer = 0;

export function readUrl() {
  const query = new URLSearchParams(location.search);
  const choice = {};
  for (const member of members) choice[member] = query.get(member) ?? defaults[member];
  if (choice.request) choice.current = Number(choice.request);
  choose(choice);
}

function writeUrl() {
  timer = 0;
  const query = new URLSearchParams(location.search); // what others put there stays
  for (const member of members) {
    if (chosen[member] === defaults[member]) query.delete(member);
    else query.set(member, chosen[member]);
  }
  const text = query.toString();
  const url = location.pathname + (text && `?${text}`) + location.hash;
  if (url !== location.pathname + location.search + location.hash) history.replaceState(null, "", url);
}

// A browser lets a page change its URL a few times a second only: not at every key.
addView(() => {
  if (!timer) timer = setTimeout(writeUrl, 200);
});
