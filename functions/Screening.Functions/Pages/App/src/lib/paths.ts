// Paths of the API into a request, such as items[0].performance[1].rangeKm.

function steps(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((part) => (part[2] === undefined ? part[1]! : Number(part[2])));
}

/** A copy of the value with one member set; what is missing on the way is made. */
export function withValue<T>(root: T, path: string, value: unknown): T {
  const copy = structuredClone(root) as Record<string | number, unknown>;
  const parts = steps(path);
  const last = parts.pop();
  let at = copy;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1] ?? last;
    if (at[part] == null) {
      at[part] = typeof next === "number" ? [] : {};
    }
    at = at[part] as Record<string | number, unknown>;
  }
  if (last !== undefined) {
    at[last] = value;
  }
  return copy as T;
}
