import type { paths } from "./schema";
import type { Problem } from "./types";

// The API, typed by its own description. The session is a cookie that no script can read; the header is what makes the service
// accept it. Nothing here throws: a failure is a value, and each page says what it means.

export type Failure =
  | { kind: "offline" }
  | { kind: "signed-out" }
  | { kind: "problem"; problem: Problem; retryAfterSeconds: number | null };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

type Method = "get" | "post";
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Answer<O> = O extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : never;
type Body<O> = O extends { requestBody: { content: { "application/json": infer T } } } ? T : never;
type Query<O> = O extends { parameters: { query?: infer T } } ? T : never;

interface Options<O> {
  path?: Record<string, string>;
  query?: Query<O>;
  body?: Body<O>;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export async function call<P extends keyof paths & string, M extends Method>(
  method: M,
  path: P,
  options: Options<Operation<P, M>> = {},
): Promise<Result<Answer<Operation<P, M>>>> {
  const headers: Record<string, string> = { Accept: "application/json", "X-Screening-Page": "app" };
  const request: RequestInit = { method: method.toUpperCase(), headers, cache: "no-store", redirect: "error" };
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(options.body);
  }
  if (options.idempotencyKey !== undefined) {
    headers["Idempotency-Key"] = options.idempotencyKey;
  }
  if (options.signal !== undefined) {
    request.signal = options.signal;
  }
  let response: Response;
  try {
    response = await fetch(address(path, options.path, options.query), request);
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
  return read(response);
}

/** An address: every parameter in its place, and a query without empty values. */
function address(path: string, parameters: Record<string, string> = {}, query: object | undefined): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") {
      search.set(name, String(value));
    }
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function read<T>(response: Response): Promise<Result<T>> {
  if (response.status === 401) {
    return { ok: false, failure: { kind: "signed-out" } };
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (response.ok && body !== null) {
    return { ok: true, value: body as T };
  }
  const wait = Number(response.headers.get("Retry-After"));
  const problem = isProblem(body)
    ? body
    : ({
        type: "/problems/internal",
        title: "",
        status: response.status,
        correlationId: response.headers.get("X-Correlation-Id") ?? "",
      } satisfies Problem);
  return { ok: false, failure: { kind: "problem", problem, retryAfterSeconds: wait > 0 ? wait : null } };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "title" in body && "status" in body;
}
