// A short word on what an action came to, read out by screen readers; it goes away by itself.
import { byId, make } from "./dom.js";

const shownMs = 6000;

/** `act`: {word, run} for a button beside the text. */
export function toast(text, kind = "good", act = null) {
  const button = act && make("button", { type: "button" }, act.word);
  const element = make("div", { class: "toast", "data-kind": kind }, make("span", {}, text), button);
  if (button) button.onclick = () => (element.remove(), act.run());
  byId("toasts").append(element);
  while (byId("toasts").children.length > 3) byId("toasts").firstChild.remove();
  setTimeout(() => element.remove(), shownMs);
}
