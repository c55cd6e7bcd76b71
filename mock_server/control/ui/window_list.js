// A list of which only the rows that can be seen are in the page, so that thousands cost nothing.
// Each item says its height, in rem: {key, height, …}.
import { keyed, make } from "./dom.js";

const beyond = 240; // px above and below that are drawn too, so that Tab finds a next row

export const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export class WindowList {
  /** create(item) as for keyed(); `scrolled` is told of scrolls. */
  constructor(viewport, create, scrolled) {
    Object.assign(this, { viewport, create, items: [], inner: make("div", { class: "inner" }) });
    viewport.append(this.inner);
    viewport.addEventListener("scroll", scrolled, { passive: true });
  }

  get top() { return this.viewport.scrollTop; }
  get height() { return this.viewport.clientHeight; }

  setItems(items) {
    const rem = remPx();
    const [first] = this.seen();
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

  /** The items that a person sees, and those that end or begin up to so many px beyond. */
  seen(more = 0) {
    const start = this.top - more;
    const end = this.top + this.height + more;
    return this.items.filter(({ top, bottom }) => bottom > start && top < end);
  }

  draw() {
    const items = this.seen(beyond);
    keyed(this.inner, items, this.create);
    items.forEach(({ top, bottom }, index) => {
      const { style } = this.inner.children[index];
      style.transform = `translateY(${top}px)`;
      style.height = `${bottom - top}px`;
    });
  }
}
