// A body as a person reads it: JSON in lines, and of a long one the beginning until all is wanted.
import { make, setText } from "./dom.js";

const mostShown = 20000; // characters
const mostIndented = 200000;

/** JSON with line breaks; the text itself stays as it was sent, down to the digits of numbers. */
export function indented(text) {
  if (text.length > mostIndented) return text;
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let result = "";
  const line = () => `\n${"  ".repeat(depth)}`;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      const isEmpty = next === "}" || next === "]";
      if (!isEmpty) ++depth;
      result += token + (isEmpty ? "" : line());
    } else if (token === "}" || token === "]") {
      const wasEmpty = ["{", "["].includes(tokens[index - 1]);
      if (!wasEmpty) --depth;
      result += (wasEmpty ? "" : line()) + token;
    } else if (token === ",") result += token + line();
    else result += token === ":" ? ": " : token;
  });
  return result;
}

/** Elements that show a body. */
export function bodyText(text) {
  if (!text) return [];
  const whole = indented(text);
  const shown = make("pre", { class: "body", dir: "auto", tabindex: "0", "aria-label": "Body" }, whole.slice(0, mostShown));
  if (whole.length <= mostShown) return [shown];
  const all = make("button", { type: "button", class: "link", "data-testid": "show-all-of-body" },
    `Show all ${whole.length.toLocaleString("en")} characters`);
  all.addEventListener("click", () => (setText(shown, whole), all.remove()));
  return [shown, all];
}
