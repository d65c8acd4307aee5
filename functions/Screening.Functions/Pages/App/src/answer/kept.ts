import type { Decision, ScreeningAnswer, ScreeningRecord, ScreeningRequest } from "../api/types";
import type { Draft } from "../check/draft";
import { forget, keep, kept } from "../lib/store";

// An answer with the request that it belongs to, as this tab knows them: a record has names masked for most roles, and a trial is
// nowhere else.

export interface Kept {
  request: ScreeningRequest;
  draft: Draft;
  answer: ScreeningAnswer;
}

/** What the page shows: an answer of this tab, or a record. */
export interface Shown {
  id: string | null;
  recordedAt: string | null;
  validUntil: string | null;
  decision: Decision;
  request: ScreeningRequest;
  /** Whether names are as they were sent. */
  isWhole: boolean;
  draft: Draft | null;
  record: ScreeningRecord | null;
  today: ScreeningRecord["today"] | null;
  current: boolean | null;
}

const most = 5;
const indexName = "answers";

/** Keeps an answer and returns its page. */
export function keepAnswer(request: ScreeningRequest, draft: Draft, answer: ScreeningAnswer): string {
  const id = answer.id ?? "trial";
  const index = [id, ...(kept<string[]>(indexName) ?? []).filter((one) => one !== id)];
  for (const old of index.splice(most)) {
    forget(`answer:${old}`);
  }
  keep(indexName, index);
  keep(`answer:${id}`, { request, draft, answer } satisfies Kept);
  return `answer/${id}`;
}

export function keptAnswer(id: string): Kept | null {
  return kept<Kept>(`answer:${id}`);
}

export function ofKept({ request, draft, answer }: Kept): Shown {
  return {
    id: answer.id, recordedAt: answer.recordedAt, validUntil: answer.validUntil, decision: answer.decision as Decision,
    request, isWhole: true, draft, record: null, today: answer.today ?? null, current: answer.current ?? null,
  };
}

/** Null when the record holds no decision, such as one whose body cannot be read. */
export function ofRecord(record: ScreeningRecord): Shown | null {
  if (!("findings" in record.decision) || !("items" in record.request)) {
    return null;
  }
  return {
    id: record.id, recordedAt: record.recordedAt, validUntil: record.validUntil, decision: record.decision as Decision,
    request: record.request as unknown as ScreeningRequest, isWhole: record.personal === "shown", draft: null, record,
    today: record.today ?? null, current: record.current ?? null,
  };
}
