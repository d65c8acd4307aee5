import type { Disposition } from "../api/types";

// Signs, drawn as paths: each disposition has a form of its own, so that colour is never all there is.

const paths = {
  check: "M4 12.5 9.5 18 20 7",
  cross: "M6 6l12 12M18 6 6 18",
  pause: "M8 5v14M16 5v14",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  bar: "M5 12h14",
  arrow: "M5 12h14M13 6l6 6-6 6",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
  alert: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
  shield: "M12 3 4 6v6c0 4.5 3.2 7.9 8 9 4.8-1.1 8-4.5 8-9V6z",
  status: "M3 12h4l3-7 4 14 3-7h4",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  print: "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
};

export type IconName = keyof typeof paths;

export function Icon({ name, class: className }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${className ?? ""}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

export const dispositionIcon: Record<Disposition, IconName> = {
  CONTINUE_OTHER_CHECKS: "arrow",
  PROCEED: "check",
  APPLY: "document",
  HOLD: "pause",
  STOP: "bar",
  BLOCK: "cross",
  WHAT_IF: "question",
};
