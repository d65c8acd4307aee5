import type { Decision, Disposition, Outcome } from "../api/types";
import { atInstant, countryName, onDay } from "../lib/format";
import { dispositionIcon, Icon } from "../parts/icons";
import { Notice } from "../parts/notices";
import { answerText, dispositionText, outcomeText } from "../text";
import type { Shown } from "./kept";

const dispositionOf: Record<Outcome, Disposition> = {
  NO_MTCR_CONTROL: "CONTINUE_OTHER_CHECKS",
  NO_LICENSE_REQUIRED: "CONTINUE_OTHER_CHECKS",
  CASE_BY_CASE: "APPLY",
  CASE_BY_CASE_ELIGIBLE: "APPLY",
  HOLD_FOR_REVIEW: "HOLD",
  PRESUMPTION_OF_DENIAL: "STOP",
  POLICY_OF_DENIAL: "STOP",
  PROHIBITED: "BLOCK",
};

/** The disposition whose sign and colour fit: a what-if is shown as what it would be, and says that it is none. */
export function looksLike(decision: Decision): Disposition {
  return decision.disposition === "WHAT_IF" ? dispositionOf[decision.outcome] : decision.disposition;
}

/** What may be done: words, sign and colour, and the dates that bound it. */
export function Headline({ shown }: { shown: Shown }) {
  const { decision } = shown;
  const disposition = looksLike(decision);
  const isTrial = decision.disposition === "WHAT_IF";
  const possible = decision.undecided?.possible.map((outcome) => outcomeText[outcome]) ?? null;
  const parties = shown.isWhole ? (shown.request.parties ?? []).map((party) => party.name).join(", ") : "";
  return (
    <header class={`headline tone-${disposition}`}>
      <span class="sign"><Icon name={dispositionIcon[disposition]} /></span>
      <div class="headline-words">
        {isTrial && <p class="badge">{shown.id === null ? answerText.trial : dispositionText.WHAT_IF.title}</p>}
        <h1 tabIndex={-1}>{dispositionText[disposition].title}</h1>
        <p class="headline-outcome">{possible === null ? outcomeText[decision.outcome] : answerText.possible(possible)}</p>
        <p>{isTrial ? (shown.id === null ? answerText.trialText : dispositionText.WHAT_IF.meaning) : dispositionText[disposition].meaning}</p>
      </div>
      <dl class="facts">
        {shown.id && <div class="wide"><dt>{answerText.record}</dt><dd><code>{shown.id}</code></dd></div>}
        {shown.recordedAt && <div><dt>{answerText.recorded}</dt><dd>{atInstant(shown.recordedAt)}</dd></div>}
        {shown.id && <div><dt>{answerText.validUntil}</dt><dd>{shown.validUntil ? onDay(shown.validUntil) : answerText.notValid}</dd></div>}
        <div><dt>{answerText.destination}</dt><dd>{countryName(shown.request.destination.country)}</dd></div>
        {parties !== "" && <div><dt>{answerText.parties.title}</dt><dd>{parties}</dd></div>}
        {shown.request.reference && <div><dt>{answerText.reference}</dt><dd>{shown.request.reference}</dd></div>}
      </dl>
    </header>
  );
}

/** That only some reasons are checked, always; and that a record would be decided otherwise today. */
export function Banners({ shown }: { shown: Shown }) {
  const { current, today } = shown;
  return (
    <>
      <Notice tone="info" title={answerText.scope}><p>{answerText.scopeText}</p></Notice>
      {current === false && today?.disposition && (
        <Notice tone="warn" role="status" title={answerText.stale(dispositionText[today.disposition].title)} />
      )}
      {shown.id !== null && current === null && today?.reason && <Notice tone="warn" role="status" title={answerText.notCurrent(today.reason)} />}
    </>
  );
}
