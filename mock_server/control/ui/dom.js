// Helpers over the DOM. What comes from outside goes in as text only.

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value != null && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.filter((child) => child != null));
  return element;
}

const slot = /\{(\w+)\}/g;

function placesIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node = root; node; node = walker.nextNode())
    for (const { name, nodeValue: pattern } of [...(node.attributes ?? [node])]) {
      const names = Array.from(pattern?.matchAll(slot) ?? [], (match) => match[1]);
      if (names.length) places.push({ node, name, pattern, names });
    }
  return places;
}

function fillPlace({ node, name, pattern, names }, values) {
  const [first] = names.map((n) => values[n]);
  const text = pattern.replace(slot, (_, n) => values[n] ?? "");
  if (!name) {
    // Text that is there already is left alone: a selection in it stays.
    if (node.nodeValue !== text) node.nodeValue = text;
  } else if (typeof node[name] === "boolean") node[name] = Boolean(first);
  else if (first === false && !name.startsWith("aria-")) node.removeAttribute(name);
  else if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/** A function that fills the slots, written {name}, in texts and attributes below `root`. */
function slotsIn(root) {
  const places = placesIn(root);
  for (const place of places) if (!place.name) fillPlace(place, {}); // nobody sees a slot
  const known = {};
  return (values) => {
    const isNew = (n) => n in values && !(n in known && known[n] === values[n]);
    const changed = places.filter(({ names }) => names.some(isNew));
    Object.assign(known, values);
    for (const place of changed) fillPlace(place, known);
  };
}

/** Fills slots of the page itself. */
export const show = slotsIn(document.body);

/** For keyed(): copies of a <template>, whose slots valuesOf(item, element) fills. */
export const template = (id, valuesOf = () => ({})) => () => {
  const element = byId(id).content.firstElementChild.cloneNode(true);
  for (const button of [element, ...element.querySelectorAll("[data-do]")])
    if (button.dataset.do) button.dataset.testid ??= `${button.dataset.do}-{key}`;
  const fill = slotsIn(element);
  element.show = (item) => fill(valuesOf((element.item = item), element));
  return element;
};

/**
 * Makes the children of `parent` those of `items`, in their order. An item that has the key of a
 * child keeps that child, with its focus; create(item) makes one, whose show(item) fills it.
 */
export function keyed(parent, items, create) {
  const old = new Map(Array.from(parent.children, (child) => [child.key, child]));
  const children = items.map((item) => {
    const child = old.get(item.key) ?? Object.assign(create(item), { key: item.key });
    old.delete(item.key);
    child.show(item);
    return child;
  });
  for (const child of old.values()) child.remove();
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
}

/** `values`: [value, text], or [value] alone. */
export const fillSelect = (select, values) =>
  keyed(select, values.map(([key, text = key]) => ({ key, text })), ({ key, text }) =>
    Object.assign(make("option", { value: key }, text), { show() {} }));
