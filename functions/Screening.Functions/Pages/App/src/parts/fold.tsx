import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * What is folded until it is needed. It opens by itself when something in it was said or is wrong, and is closed only by the
 * reader: a field must not vanish while it is emptied.
 */
export function Fold({ title, isNeeded = false, children }: { title: string; isNeeded?: boolean; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(isNeeded);
  useEffect(() => {
    if (isNeeded) {
      setOpen(true);
    }
  }, [isNeeded]);
  return (
    <details class="fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
