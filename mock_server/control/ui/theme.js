// Light or dark: as the system says, until the button says otherwise.
import { byId } from "./dom.js";

const themes = ["light", "dark"];
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

// A browser may keep nothing for a page.
const remembered = () => {
  try {
    return localStorage.getItem("tines-mock theme");
  } catch {
    return null;
  }
};
const remember = (theme) => {
  try {
    localStorage.setItem("tines-mock theme", theme);
  } catch {
    // then the next page starts as the system says
  }
};

const current = () => document.documentElement.dataset.theme ?? (prefersDark.matches ? "dark" : "light");

export function startTheme() {
  const wanted = new URLSearchParams(location.search).get("theme") ?? remembered();
  if (themes.includes(wanted)) document.documentElement.dataset.theme = wanted;
  byId("theme").addEventListener("click", () => {
    const theme = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember(theme);
  });
}
