import { onDay } from "../lib/format";
import { answerText } from "../text";
import { looksLike } from "./headline";
import type { Shown } from "./kept";

/** What to do next, from the answer: the most urgent first. */
export function nextSteps(shown: Shown): string[] {
  const { decision, request } = shown;
  const words = answerText.next;
  const steps: string[] = [];
  const disposition = looksLike(decision);
  const questions = decision.mustAnswer ?? [];
  if (disposition === "BLOCK") {
    steps.push(words.block);
  } else if (disposition === "STOP") {
    steps.push(words.stop);
  }
  for (const match of decision.matches) {
    const name = shown.isWhole ? (match.owner ?? request.parties?.find((party) => party.id === match.party)?.name ?? match.party) : words.masked;
    steps.push(match.strength === "strong" ? words.strongMatch(name, match.list) : words.match(name, match.list));
  }
  if (questions.length > 0) {
    steps.push(words.answer(questions.length));
  }
  if (disposition === "HOLD" && questions.length === 0 && decision.matches.length === 0) {
    steps.push(words.hold);
  }
  if (disposition === "APPLY") {
    steps.push(words.apply);
    for (const regulation of new Set(request.items.map((item) => item.jurisdiction))) {
      if (regulation === "ITAR" || regulation === "EAR") {
        steps.push(words.agency[regulation]);
      }
    }
    if (decision.exceptionCandidates.some((one) => one.available !== "no")) {
      steps.push(words.exceptions);
    }
  }
  if (disposition === "CONTINUE_OTHER_CHECKS" || disposition === "PROCEED") {
    steps.push(words.go);
    if (decision.conditions.length > 0) {
      steps.push(words.conditions);
    }
  }
  if (decision.disposition === "WHAT_IF") {
    steps.push(words.whatIf);
  } else if (shown.validUntil !== null && disposition !== "BLOCK" && disposition !== "STOP") {
    steps.push(words.again(onDay(shown.validUntil)));
  }
  return [...new Set(steps)];
}

export function NextSteps({ shown }: { shown: Shown }) {
  return (
    <section class="card next" aria-labelledby="next">
      <h2 id="next">{answerText.next.title}</h2>
      <ol>{nextSteps(shown).map((step) => <li key={step}>{step}</li>)}</ol>
    </section>
  );
}
