import { useEffect, useState } from "preact/hooks";
import { call, type Failure } from "../api/client";
import type { Status } from "../api/types";
import { ago, atInstant, onDay, quantity } from "../lib/format";
import { FailureNotice, Loading, Notice } from "../parts/notices";
import { shellText, statusText as words } from "../text";

/** The state of the service: what needs attention first, then what decisions are made from. */
export function StatusPage() {
  const [status, setStatus] = useState<Status | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async () => {
    setFailure(null);
    const result = await call("get", "/api/v1/status");
    setStatus(result.ok ? result.value : null);
    setFailure(result.ok ? null : result.failure);
  };
  useEffect(() => void load(), []);
  return (
    <>
      <div class="page-head with-action">
        <div><h1>{words.title}</h1><p class="lead">{words.lead}</p></div>
        <button type="button" class="quiet" onClick={() => void load()}>{words.refresh}</button>
      </div>
      {failure && <FailureNotice failure={failure} onRetry={() => void load()} />}
      {status === null && failure === null && <Loading text={shellText.loading} />}
      {status && <Shown status={status} />}
    </>
  );
}

function Shown({ status }: { status: Status }) {
  const { lastCompile } = status;
  return (
    <>
      {status.degraded.length === 0
        ? <Notice tone="info" icon="check" title={words.good} />
        : <Notice tone="warn" role="status" title={words.attention(status.degraded.length)}><ul>{status.degraded.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
      {!status.isAvailable && <Notice tone="bad" role="alert" title={words.unavailable} />}
      <section class="card" aria-labelledby="rules">
        <h2 id="rules">{words.rules}</h2>
        <dl class="pairs">
          <div><dt>{words.version}</dt><dd>{status.activeSourceVersion ?? "–"}</dd></div>
          <div><dt>{words.built}</dt><dd>{atInstant(status.activeBuiltAt)}</dd></div>
          <div><dt>{words.age}</dt><dd>{status.snapshotAgeSeconds == null ? "–" : ago(status.snapshotAgeSeconds)}</dd></div>
          <div><dt>{words.compile}</dt><dd>{lastCompile ? `${atInstant(lastCompile.at)}, ${lastCompile.errors.length > 0 ? words.failed : words.compiled(lastCompile.milliseconds)}` : "–"}</dd></div>
          <div><dt>{words.waiting}</dt><dd>{status.queueDepth ?? "–"}</dd></div>
          <div><dt>{words.dead}</dt><dd>{status.poisonQueueDepth ?? "–"}</dd></div>
          <div class="wide"><dt>{words.revision}</dt><dd><code>{status.activeRevision ?? "–"}</code></dd></div>
        </dl>
      </section>
      <section class="card" aria-labelledby="lists">
        <h2 id="lists">{words.lists}</h2>
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="lists">
          <table>
            <thead><tr><th scope="col">{words.columns.list}</th><th scope="col">{words.columns.date}</th><th scope="col" class="number">{words.columns.entries}</th><th scope="col">{words.columns.imported}</th></tr></thead>
            <tbody>{status.lists.map((list) => (
              <tr key={list.feed}><th scope="row">{list.feed}<br /><span class="why">{list.title}</span></th><td>{onDay(list.date)}</td><td class="number">{quantity(list.entries)}</td><td>{atInstant(list.importedAt)}</td></tr>
            ))}</tbody>
          </table>
        </div>
      </section>
      <section class="card" aria-labelledby="required">
        <h2 id="required">{words.required}</h2>
        <table>
          <thead><tr><th scope="col">{words.columns.list}</th><th scope="col">{words.columns.state}</th><th scope="col">{words.columns.age}</th></tr></thead>
          <tbody>{status.requiredLists.map((list) => (
            <tr key={list.code}><th scope="row">{list.code}</th><td><span class={`tag ${list.present ? "strong" : "warn"}`}>{list.present ? words.present : words.missing}</span></td><td>{list.ageDays == null ? "–" : words.days(list.ageDays, list.mostDays)}</td></tr>
          ))}</tbody>
        </table>
      </section>
    </>
  );
}
