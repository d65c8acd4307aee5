import type { Decision, Finding } from "../api/types";
import { quantity } from "../lib/format";
import { Fold } from "../parts/fold";
import { answerText, outcomeText } from "../text";

const words = answerText.why;

function shownFact(value: string | number | boolean | null): string {
  return value === null ? "–" : typeof value === "number" ? quantity(value) : typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

/** Why: for what decides, the chain from the facts through the rule to its source; the other rules that applied are folded. */
export function Reasons({ decision }: { decision: Decision }) {
  const winning = decision.findings.filter((finding) => finding.wins);
  const others = decision.findings.filter((finding) => !finding.wins);
  return (
    <section class="card" aria-labelledby="why">
      <h2 id="why">{words.title}</h2>
      {decision.findings.length === 0 && <p>{words.none}</p>}
      {winning.map((finding, index) => <Chain key={index} finding={finding} />)}
      {others.length > 0 && (
        <Fold title={words.others(others.length)} isNeeded={winning.length === 0}>
          {others.map((finding, index) => <Chain key={index} finding={finding} />)}
        </Fold>
      )}
    </section>
  );
}

function Chain({ finding }: { finding: Finding }) {
  const facts = Object.entries(finding.facts);
  return (
    <article class="chain">
      <p class="tags">
        <span class="tag">{finding.item === null ? words.whole : words.item(finding.item)}</span>
        {finding.wins && <span class="tag strong">{words.decisive}</span>}
        {!finding.certain && <span class="tag">{words.mayApply}</span>}
        <span class="tag plain">{outcomeText[finding.outcome]}</span>
      </p>
      <ol class="links">
        {facts.length > 0 && (
          <li><span class="link-name">{words.facts}</span>
            <dl class="known">{facts.map(([name, value]) => <div key={name}><dt>{name.replaceAll("_", " ")}</dt><dd>{shownFact(value)}</dd></div>)}</dl>
          </li>
        )}
        <li><span class="link-name">{words.rule} <code>{finding.rule}</code></span><p>{finding.text}</p></li>
        <li><span class="link-name">{words.source}</span><p class="citation">{finding.citation}</p></li>
      </ol>
    </article>
  );
}
