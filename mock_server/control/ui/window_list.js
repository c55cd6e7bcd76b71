// A list of which only the rows that can be seen are in the page, so that thousands cost nothing.
// Each item says its height, in rem: {key, height, …}.
import { keyed, make } from "./dom.js";

const beyond = 240; // px above and below that are drawn too, so that Tab finds a next row

export const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export class WindowList {
  /** create(item) as for keyed(); `scrolled` is told of scrolls, once a frame. */
  constructor(viewport, create, scrolled) {
    Object.assign(this, { viewport, create, items: [], inner: make("div", { class: "inner" }) });
    viewport.append(this.inner);
    let isScheduled = false;
    viewport.addEventListener("scroll", () => {
      if (!isScheduled) requestAnimationFrame(() => ((isScheduled = false), scrolled()));
      isScheduled = true;
    }, { passive: true });
  }

  get top() { return this.viewport.scrollTop; }
  get height() { return this.viewport.clientHeight; }

  setItems(items) {
    const rem = remPx();
    const first = this.items[this.at(this.top)];
    let top = 0;
    for (const item of items) {
      item.top = top;
      item.bottom = top += item.height * rem;
    }
    this.items = items;
    this.inner.style.height = `${top}px`;
    // What is being read stays where it is, whatever came or went above it.
    const same = this.top > 0 && items.find(({ key }) => key === first?.key);
    if (same) this.viewport.scrollTop += same.top - first.top;
  }

  /** The index of the first item that ends below a height. */
  at(height) {
    let first = 0;
    for (let end = this.items.length; first < end;) {
      const middle = (first + end) >> 1;
      if (this.items[middle].bottom > height) end = middle;
      else first = middle + 1;
    }
    return first;
  }

  /** The items of which something lies between these heights. */
  between(from, to) {
    const first = this.at(from);
    let last = first;
    while (last < this.items.length && this.items[last].top < to) ++last;
    return this.items.slice(first, last);
  }

  seen() { return this.between(this.top, this.top + this.height); }

  draw() {
    const items = this.between(this.top - beyond, this.top + this.height + beyond);
    keyed(this.inner, items, this.create);
    items.forEach(({ top, bottom }, index) => {
      const { style } = this.inner.children[index];
      style.transform = `translateY(${top}px)`;
      style.height = `${bottom - top}px`;
    });
  }
}
