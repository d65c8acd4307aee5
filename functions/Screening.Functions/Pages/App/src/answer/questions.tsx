import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Failure } from "../api/client";
import type { Decision, MustAnswer, ScreeningRequest } from "../api/types";
import { saveDraft } from "../check/page";
import { fromRequest } from "../check/draft";
import { kinds } from "../check/kinds";
import { countries, countryCode } from "../lib/countries";
import { numberOf } from "../lib/format";
import { withValue } from "../lib/paths";
import { newId } from "../lib/id";
import { useRouter } from "../lib/router";
import { may } from "../lib/session";
import { ChoiceField, Errors, TextField, YesNoField } from "../parts/fields";
import { FailureNotice } from "../parts/notices";
import { answerText, dispositionText, optionText, outcomeText } from "../text";
import { looksLike } from "./headline";
import { keepAnswer, type Shown } from "./kept";

const words = answerText.open;

/** How long typing pauses before the answers are tried. A choice is tried at once. */
const PAUSE_MS = 450;

/** A member of the request that one value sets; anything else is added in the form. */
function isAnswerable(question: MustAnswer): boolean {
  return question.type !== "member" && !question.fact.endsWith(".performance")
    && /^(items|parties)\[\d+\]\.|^(destination|endUse)\.|^(from|movement)$/.test(question.fact);
}

/** The member that an answer sets. A control code is asked for under one name and says by its form which of three it is. */
function memberOf(fact: string, text: string): string {
  if (!fact.endsWith(".annexItem")) {
    return fact;
  }
  const code = /^(EAR99|\d[A-E]\d{3}.*)$/i.test(text.trim()) ? ".eccn" : /^[IVX]+\b/i.test(text.trim()) ? ".usml" : ".annexItem";
  return fact.replace(/\.annexItem$/, code);
}

function valueOf(question: MustAnswer, text: string): unknown {
  switch (question.type) {
    case "yes_no": return text === "yes";
    case "number": return numberOf(text);
    case "country": return countryCode(text);
    default: return /\.(transit|statements|aliases)$/.test(question.fact) ? [text.trim()] : text.trim();
  }
}

function withAnswers(shown: Shown, questions: MustAnswer[], answers: Record<string, string>): ScreeningRequest {
  return questions.reduce((made, question) => {
    const text = answers[question.fact] ?? "";
    if (text === "") {
      return made;
    }
    const answered = withValue(made, memberOf(question.fact, text), valueOf(question, text));
    const index = Number(/^items\[(\d+)\]\.annexItem$/.exec(question.fact)?.[1] ?? -1);
    const kind = shown.draft?.items[index]?.kind ?? "";
    // Where the kind left it open, the code takes the place of the class, as in the form.
    return kind !== "" && kinds[kind].isOpen ? withValue(answered, `items[${index}].class`, undefined) : answered;
  }, shown.request);
}

export function Questions({ shown }: { shown: Shown }) {
  const { go } = useRouter();
  const questions = shown.decision.mustAnswer ?? [];
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [after, setAfter] = useState<Decision | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const attempt = useRef(0);
  const canTry = shown.isWhole && may.screen;
  // An answer that the service refuses is wrong at its question; everything else is a failure.
  const refuse = (refused: Failure | null) => {
    const found = refused?.kind === "problem" ? (refused.problem.errors ?? []) : [];
    const atQuestions = new Map(questions.flatMap((question) => {
      const error = found.find((one) => one.path === memberOf(question.fact, answers[question.fact] ?? ""));
      return error === undefined ? [] : [[question.fact, error.message] as const];
    }));
    setErrors(atQuestions);
    setFailure(atQuestions.size > 0 ? null : refused);
  };
  const isAnswered = Object.values(answers).some((text) => text !== "");
  const request = withAnswers(shown, questions, answers);

  useEffect(() => {
    // Whatever is on its way belongs to other answers.
    const mine = ++attempt.current;
    if (!isAnswered || !canTry) {
      setAfter(null);
      refuse(null);
      return;
    }
    const timer = setTimeout(async () => {
      const result = await call("post", "/api/v1/screenings", { body: request, query: { dryRun: "true" } });
      if (mine === attempt.current) {
        setAfter(result.ok ? (result.value.decision as Decision) : null);
        refuse(result.ok ? null : result.failure);
      }
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [answers]);

  if (questions.length === 0) {
    return null;
  }

  const openForm = () => {
    saveDraft(fromRequest(request, shown.draft));
    go("check");
  };
  const record = async () => {
    setBusy(true);
    const result = await call("post", "/api/v1/screenings", { body: request, idempotencyKey: newId() });
    setBusy(false);
    if (result.ok) {
      go(keepAnswer(request, fromRequest(request, shown.draft), result.value));
    } else {
      refuse(result.failure);
    }
  };
  return (
    <Errors.Provider value={errors}>
      <section class="card open-questions" aria-labelledby="open">
        <h2 id="open">{words.title}</h2>
        <p class="why">{canTry ? words.lead : words.masked}</p>
        <datalist id="countries">{countries.map((country) => <option key={country.code} value={country.name} />)}</datalist>
        <ol class="questions">
          {questions.map((question) => (
            <li key={question.fact}>
              {canTry && isAnswerable(question)
                ? <Answer question={question} value={answers[question.fact] ?? ""} onValue={(text) => setAnswers({ ...answers, [question.fact]: text })} />
                : <p class="question">{question.question}{canTry && <> <span class="why">{words.elsewhere}</span></>}</p>}
              <p class="tags"><span class="tag">{question.settles === "outcome" ? words.settlesOutcome : words.settlesPart}</span><code>{question.fact}</code></p>
            </li>
          ))}
        </ol>
        {failure && <FailureNotice failure={failure} />}
        <div role="status">{after && isAnswered && <Change before={shown.decision} after={after} />}</div>
        {canTry && (
          <div class="buttons no-print">
            {after && isAnswered && <button type="button" class="primary" disabled={isBusy} onClick={() => void record()}>{words.record}</button>}
            <button type="button" class="quiet" onClick={openForm}>{words.back}</button>
          </div>
        )}
      </section>
    </Errors.Provider>
  );
}

function Answer({ question, value, onValue }: { question: MustAnswer; value: string; onValue: (text: string) => void }) {
  const why = question.fact.endsWith(".annexItem") ? words.codeWhy : undefined;
  const common = { path: question.fact, label: question.question, why, value, onValue };
  switch (question.type) {
    case "yes_no":
      return <YesNoField {...common} />;
    case "number":
      return <TextField {...common} decimal unit={question.unit ?? undefined} />;
    case "country":
      return <TextField {...common} list="countries" />;
    default:
      return question.options.length > 0
        ? <ChoiceField {...common} none={words.choose} options={question.options.map((option) => ({ value: option, label: optionText[option] ?? option }))} />
        : <TextField {...common} />;
  }
}

function results(decision: Decision): string {
  return (decision.undecided?.possible ?? [decision.outcome]).map((outcome) => outcomeText[outcome]).join(" / ");
}

/** What the answers change: the result before and after, and how many questions are left. */
function Change({ before, after }: { before: Decision; after: Decision }) {
  const isSame = results(before) === results(after) && looksLike(before) === looksLike(after);
  const left = after.mustAnswer?.length ?? 0;
  return (
    <div class="change">
      <h3>{words.changed}</h3>
      <dl>
        <div><dt>{words.before}</dt><dd><strong>{dispositionText[looksLike(before)].title}</strong><br />{results(before)}</dd></div>
        <div class={`tone-${looksLike(after)}`}><dt>{words.after}</dt><dd><strong>{dispositionText[looksLike(after)].title}</strong><br />{results(after)}</dd></div>
      </dl>
      <p class="why">{isSame ? words.unchanged : words.stillOpen(left)}</p>
    </div>
  );
}
