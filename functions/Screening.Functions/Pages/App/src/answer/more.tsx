import type { ComponentChildren } from "preact";
import { onDay } from "../lib/format";
import { Fold } from "../parts/fold";
import { answerText } from "../text";
import type { Shown } from "./kept";

const words = answerText.more;

/** What changes no outcome and is still worth reading: exceptions, conditions, notes for the reviewer, defaults. */
export function More({ shown }: { shown: Shown }) {
  const { decision } = shown;
  const open = decision.exceptionCandidates.filter((one) => one.available !== "no");
  const notes = decision.reviewNotes ?? [];
  return (
    <section class="card folds">
      <Fold title={words.exceptions(open.length)}>
        <ul class="plain-list">
          {[...open, ...decision.exceptionCandidates.filter((one) => one.available === "no")].map((one, index) => (
            <li key={index}>
              <p class="tags"><strong>{one.id}</strong> {one.title} <span class={`tag ${one.available === "no" ? "plain" : "strong"}`}>{words[one.available]}</span></p>
              <p>{one.why}</p><p class="citation">{one.citation}</p>
            </li>
          ))}
        </ul>
      </Fold>
      {decision.conditions.length > 0 && (
        <Fold title={words.conditions(decision.conditions.length)}>
          <ul>{decision.conditions.map((one, index) => <li key={index}>{one.text} <code>{one.rule}</code></li>)}</ul>
        </Fold>
      )}
      {notes.length + decision.factors.length > 0 && (
        <Fold title={words.review(notes.length + decision.factors.length)}>
          <ul>
            {notes.map((one, index) => <li key={`n${index}`}>{one.note} <code>{one.fact}</code></li>)}
            {decision.factors.map((one, index) => <li key={`f${index}`}>{one.text} <span class="citation">{one.citation}</span></li>)}
          </ul>
        </Fold>
      )}
      {decision.defaultsUsed.length > 0 && (
        <Fold title={words.defaults(decision.defaultsUsed.length)}>
          <ul>{decision.defaultsUsed.map((one, index) => <li key={index}><code>{one.fact}</code> {one.reason}</li>)}</ul>
        </Fold>
      )}
    </section>
  );
}

/** What was not checked: never folded. */
export function NotChecked({ shown }: { shown: Shown }) {
  return (
    <section class="card not-checked" aria-labelledby="not-checked">
      <h2 id="not-checked">{answerText.notChecked.title}</h2>
      <p>{answerText.notChecked.lead}</p>
      <ul>{shown.decision.notChecked.map((line, index) => <li key={index}>{line}</li>)}</ul>
    </section>
  );
}

export function Basis({ shown }: { shown: Shown }) {
  const { decision, record } = shown;
  const basis = answerText.basis;
  const rows: [string, ComponentChildren][] = [
    [basis.law, onDay(decision.asOf)],
    [basis.policy, decision.policy ? `${decision.policy.id}, ${decision.policy.version}` : "–"],
    [basis.lists, decision.lists.map((list) => `${list.feed} ${onDay(list.date)}`).join(", ") || "–"],
    [basis.engine, decision.engine],
    [basis.source, String(decision.snapshot.sourceVersion)],
    [basis.snapshot, <code>{decision.snapshot.revision}</code>],
  ];
  if (record !== null) {
    rows.push([basis.hash, <code>{record.hash}</code>], [basis.previous, <code>{record.previousHash ?? "–"}</code>]);
  }
  return (
    <section class="card basis" aria-labelledby="basis">
      <h2 id="basis">{basis.title}</h2>
      <dl>{rows.map(([name, value]) => <div key={name} class={typeof value === "string" ? "" : "wide"}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
