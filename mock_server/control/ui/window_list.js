// A list of which only the rows that can be seen are in the page, so that thousands cost nothing.
// Each item says its height, in rem: {key, height, …}.
import { keyed, make } from "./dom.js";

const beyond = 240; // px above and below that are drawn too, so that Tab finds a next row

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export class WindowList {
  /** `create(item)` makes an element whose show(item) fills it; `scrolled` is told of each scroll. */
  constructor(viewport, create, scrolled) {
    this.viewport = viewport;
    this.create = create;
    this.inner = make("div", { class: "inner", role: viewport.dataset.inner ?? "presentation" });
    this.items = [];
    viewport.append(this.inner);
    viewport.addEventListener("scroll", scrolled, { passive: true });
  }

  setItems(items) {
    const rem = remPx();
    let top = 0;
    for (const item of items) {
      item.top = top;
      item.px = item.height * rem;
      top += item.px;
    }
    this.items = items;
    this.inner.style.height = `${top}px`;
  }

  /** The index of the first item that ends below `y`. */
  at(y) {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle].top + this.items[middle].px > y) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  between(from, to) {
    const first = this.at(from);
    let last = first;
    while (last < this.items.length && this.items[last].top < to) ++last;
    return this.items.slice(first, last);
  }

  get top() {
    return this.viewport.scrollTop;
  }

  get height() {
    return this.viewport.clientHeight;
  }

  /** The items that a person sees. */
  seen() {
    return this.between(this.top, this.top + this.height);
  }

  draw() {
    const items = this.between(this.top - beyond, this.top + this.height + beyond);
    keyed(this.inner, items, this.create);
    items.forEach((item, index) => {
      const style = this.inner.children[index].style;
      style.transform = `translateY(${item.top}px)`;
      style.height = `${item.px}px`;
    });
  }
}
