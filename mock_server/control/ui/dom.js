// The few helpers over the DOM that every view uses. What comes from outside goes in as text only.

export const byId = (id) => document.getElementById(id);

/** An element; members that begin with "on" are listeners, the others attributes. */
export function make(tag, members = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(members)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value === true ? "" : value))
    element.setAttribute(name, value === true ? "" : value);
}

/** Text that is there already is left alone: a selection in it stays. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A name that may be written from right to left stands alone, so that it turns nothing round. */
export const name = (text, members = {}) => make("bdi", members, text);

/**
 * Makes the children of `parent` those of `items`, in their order. An item that has the key of a
 * child keeps that child, with its focus; `create(item)` makes one, whose show(item) fills it.
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
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** Whether any of the values differs from those of the last call with this `memory`. */
export function differs(memory, ...values) {
  const same = memory.length === values.length && values.every((v, i) => v === memory[i]);
  memory.splice(0, memory.length, ...values);
  return !same;
}
