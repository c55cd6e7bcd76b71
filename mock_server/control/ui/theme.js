// Light or dark: as the system says, until the button says otherwise.
import { byId } from "./dom.js";

const memory = "tines-mock theme";
const { dataset } = document.documentElement;

const set = (theme) => ["light", "dark"].includes(theme) && (dataset.theme = theme);

export function startTheme() {
  set(new URLSearchParams(location.search).get("theme") ?? localStorage.getItem(memory));
  byId("theme").addEventListener("click", () => {
    const isDark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    set(isDark ? "light" : "dark");
    localStorage.setItem(memory, dataset.theme);
  });
}
