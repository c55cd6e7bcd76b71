// The state of a subscription by colour, shape and word.
import { make } from "./dom.js";
import { statuses } from "./words.js";

export function statusPill(status) {
  const { mark, word } = statuses[status] ?? { mark: "?", word: status };
  return make("span", { class: "pill", "data-status": status },
    make("span", { "aria-hidden": "true" }, mark), ` ${word}`);
}
