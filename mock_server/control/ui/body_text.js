// A body as a person reads it: JSON in lines, and of a long one the beginning until all is wanted.
import { make } from "./dom.js";

const mostShown = 20000; // characters
const mostIndented = 200000;

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with line breaks; its parts stay as they were sent, down to the digits of numbers. */
function indented(text) {
  if (text.length > mostIndented || !isJson(text)) return text;
  let depth = 0;
  const line = (change) => `\n${"  ".repeat((depth += change))}`;
  return text.replace(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g, (part) => {
    if (part === "{" || part === "[") return part + line(1);
    if (part === "}" || part === "]") return line(-1) + part;
    if (part === ",") return part + line(0);
    if (part === ":") return ": ";
    return part.startsWith('"') ? part : part.trim();
  });
}

/** Elements that show a body. */
export function bodyText(text) {
  const whole = indented(text ?? "");
  const shown = make("pre", { class: "body", dir: "auto", tabindex: 0 }, whole.slice(0, mostShown));
  if (whole.length <= mostShown) return whole ? [shown] : [];
  const all = make("button", { type: "button", class: "link", "data-testid": "show-all-of-body" },
    `Show all ${whole.length.toLocaleString("en")} characters`);
  all.onclick = () => ((shown.textContent = whole), all.remove());
  return [shown, all];
}
