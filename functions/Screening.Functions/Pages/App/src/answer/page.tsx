import { useEffect, useState } from "preact/hooks";
import { call, type Failure } from "../api/client";
import { FailureNotice, Loading } from "../parts/notices";
import { answerText, failureText } from "../text";
import { Banners, Headline } from "./headline";
import { Items } from "./items";
import { keptAnswer, ofKept, ofRecord, type Shown } from "./kept";
import { Basis, More, NotChecked } from "./more";
import { NextSteps } from "./next";
import { Parties } from "./parties";
import { Questions } from "./questions";
import { Reasons } from "./reasons";
import { Tools } from "./tools";

/** An answer, from this tab or from its record. */
export function AnswerPage({ id }: { id: string }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setShown(null);
    setFailure(null);
    const own = keptAnswer(id);
    if (own !== null) {
      setShown(ofKept(own));
      return;
    }
    if (id === "trial") {
      setFailure(notFound);
      return;
    }
    void call("get", "/api/v1/screenings/{id}", { path: { id } }).then((result) => {
      if (!isCurrent) {
        return;
      }
      const record = result.ok ? ofRecord(result.value) : null;
      setShown(record);
      setFailure(record !== null ? null : result.ok ? notFound : result.failure);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, attempt]);
  useEffect(() => {
    if (shown !== null) {
      document.querySelector<HTMLElement>(".headline h1")?.focus({ preventScroll: true });
    }
  }, [shown]);
  if (shown === null) {
    return (
      <>
        <div class="page-head"><h1>{answerText.title}</h1><p class="lead">{answerText.record} <code>{id}</code></p></div>
        {failure === null ? <Loading text={answerText.loading} /> : <FailureNotice failure={failure} onRetry={() => setAttempt(attempt + 1)} />}
      </>
    );
  }
  return (
    <div class="answer">
      <Headline shown={shown} />
      <Tools shown={shown} />
      <Banners shown={shown} />
      <NextSteps shown={shown} />
      <Questions key={id} shown={shown} />
      <Reasons decision={shown.decision} />
      <Items decision={shown.decision} request={shown.request} />
      <Parties shown={shown} />
      <More shown={shown} />
      <NotChecked shown={shown} />
      <Basis shown={shown} />
    </div>
  );
}

const notFound: Failure = {
  kind: "problem",
  problem: { type: "/problems/not-found", title: failureText.notFound, status: 404, correlationId: "" },
  retryAfterSeconds: null,
};
