// Dates and numbers as the reader's browser writes them.

const instant = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const regions = new Intl.DisplayNames(undefined, { type: "region" });

export function atInstant(value: string | null | undefined): string {
  return value == null ? "–" : instant.format(new Date(value));
}

/** A calendar date, which has no time zone. */
export function onDay(value: string | null | undefined): string {
  return value == null ? "–" : day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`));
}

export function atTime(value: Date): string {
  return time.format(value);
}

export function quantity(value: number): string {
  return number.format(value);
}

export function share(value: number): string {
  return percent.format(value);
}

export function ago(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? relative.format(-Math.round(seconds), "second") : relative.format(-minutes, "minute");
}

export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A number as people type it: with a comma or a point. Text that is no number stays text, and the service says what is wrong. */
export function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") {
    return undefined;
  }
  const plain = trimmed.replace(/[\s'’]/g, "").replace(/^(-?\d+),(\d+)$/, "$1.$2");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : trimmed;
}
