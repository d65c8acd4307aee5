import { session } from "./session";

// What a page keeps of its own: in this tab alone, and only for the user who wrote it. It holds names of parties, so it ends with
// the tab, and with signing out.

const owner = "screening-owner";

function claim(): Storage | null {
  try {
    if (sessionStorage.getItem(owner) !== session.name) {
      sessionStorage.clear();
      sessionStorage.setItem(owner, session.name);
    }
    return sessionStorage;
  } catch {
    return null;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    claim()?.setItem(name, JSON.stringify(value));
  } catch {
    // The storage is full or forbidden: the page works without.
  }
}

export function kept<T>(name: string): T | null {
  try {
    const text = claim()?.getItem(name);
    return text == null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function forget(name: string): void {
  claim()?.removeItem(name);
}

export function forgetAll(): void {
  try {
    sessionStorage.clear();
  } catch {
    // There is nothing to forget.
  }
}
