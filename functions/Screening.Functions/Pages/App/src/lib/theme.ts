// Light or dark as the system says, or as the reader chose. The choice is kept in this browser; it is no personal data.

export type Theme = "system" | "light" | "dark";

const name = "screening-theme";

export function chosenTheme(): Theme {
  try {
    const value = localStorage.getItem(name);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = theme;
  }
}

export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(name, theme);
  } catch {
    // The choice holds for this page.
  }
}
