// A row of buttons of which one is chosen.
import { keyed, make, setAttribute, setText } from "./dom.js";
import { choose, chosen } from "./store.js";

/** `choices`: [value, text] each, for the member of what the person chose. */
export function chips(parent, member, choices) {
  const create = () => {
    const button = make("button", { class: "chip", type: "button" });
    button.show = ({ key, text }) => {
      setText(button, text);
      button.dataset.testid = `${member}-${key || "all"}`;
      setAttribute(button, "aria-pressed", String(chosen[member] === key));
      button.onclick = () => choose({ [member]: key });
    };
    return button;
  };
  keyed(parent, choices.map(([key, text]) => ({ key, text })), create);
}
