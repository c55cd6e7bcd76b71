// What a person chooses: a field with data-chosen is one member of it, a button with data-choose
// sets members ("status=failed"). All of it stands in the page's URL.
import { addView, choose, chosen } from "./store.js";

const { current: _, frozen: __, ...defaults } = chosen; // those two are of the moment
const fields = document.querySelectorAll("[data-chosen]");
const buttons = document.querySelectorAll("[data-choose]");
const choiceOf = ({ dataset }) => Object.fromEntries(new URLSearchParams(dataset.choose));
let timer = 0;

const offered = [...document.querySelectorAll(".chips button, #map-group option")].map(
  ({ dataset, value }) => dataset.choose ?? `group=${value}`);
const isOffered = (member, value) =>
  !["status", "show", "group"].includes(member) || offered.includes(`${member}=${value}`);

function readUrl() {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  for (const member in defaults)
    if (query[member] && isOffered(member, query[member])) chosen[member] = query[member];
  choose({ current: Number(chosen.request) });
}

function writeUrl() {
  timer = 0;
  const url = new URL(location.href); // what others put there stays
  for (const member in defaults) {
    if (chosen[member] === defaults[member]) url.searchParams.delete(member);
    else url.searchParams.set(member, chosen[member]);
  }
  if (url.href !== location.href) history.replaceState(null, "", url);
}

readUrl();
for (const field of document.querySelectorAll("[placeholder]")) field.ariaLabel = field.placeholder;
for (const field of fields)
  field.addEventListener("input", () => choose({ [field.dataset.chosen]: field.value }));
for (const button of buttons) button.addEventListener("click", () => choose(choiceOf(button)));

addView(() => {
  for (const field of fields) {
    const value = chosen[field.dataset.chosen];
    if (field.value !== value) field.value = value;
  }
  for (const button of document.querySelectorAll(".chips button"))
    button.ariaPressed = Object.entries(choiceOf(button)).every(([m, v]) => chosen[m] === v);
  // Browsers limit how often a page may change its URL: not at every key.
  timer ||= setTimeout(writeUrl, 200);
});
