import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../api/client";
import type { Problem } from "../api/types";
import { failureText, shellText } from "../text";
import { Icon, type IconName } from "./icons";

type Tone = "info" | "warn" | "bad";

export function Notice({ tone, title, icon, children, role }: {
  tone: Tone; title: string; icon?: IconName; children?: ComponentChildren; role?: "alert" | "status";
}) {
  return (
    <div class={`notice ${tone}`} role={role}>
      <Icon name={icon ?? (tone === "info" ? "shield" : "alert")} />
      <div><p class="notice-title">{title}</p>{children}</div>
    </div>
  );
}

function titleOf(problem: Problem): string {
  switch (problem.status) {
    case 403: return failureText.forbidden;
    case 404: return failureText.notFound;
    case 429: return failureText.tooMany;
    case 503: return failureText.unavailable;
    case 500: return failureText.internal;
    default: return problem.title || failureText.other;
  }
}

/** What went wrong, and what to do about it. It takes the focus, so that it is read and the page is where it is. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [failure]);
  return <div class="failure" tabIndex={-1} ref={place}><FailureText failure={failure} onRetry={onRetry} /></div>;
}

function FailureText({ failure, onRetry }: { failure: Failure; onRetry: (() => void) | undefined }) {
  const retry = onRetry && <button type="button" class="quiet" onClick={onRetry}>{shellText.retry}</button>;
  switch (failure.kind) {
    case "offline":
      return <Notice tone="bad" role="alert" title={failureText.offline.title}><p>{failureText.offline.text}</p>{retry}</Notice>;
    case "signed-out":
      return (
        <Notice tone="warn" role="alert" title={failureText.signedOut.title}>
          <p>{failureText.signedOut.text}</p>
          <a class="button" href={`/?to=${encodeURIComponent(location.pathname + location.search)}`}>{failureText.signedOut.link}</a>
        </Notice>
      );
    case "problem":
      return (
        <Notice tone="bad" role="alert" title={titleOf(failure.problem)}>
          {failure.problem.detail && <p>{failure.problem.detail}</p>}
          {failure.retryAfterSeconds !== null && <p>{failureText.wait(failure.retryAfterSeconds)}</p>}
          {failure.problem.correlationId && failure.problem.status >= 500 && <p class="small">{failureText.correlation(failure.problem.correlationId)}</p>}
          {failure.problem.status !== 403 && failure.problem.status !== 404 && retry}
        </Notice>
      );
  }
}

export function Loading({ text }: { text: string }) {
  return <p class="loading" role="status"><span class="spinner" aria-hidden="true" />{text}</p>;
}

export function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const follow = () => setOnline(navigator.onLine);
    addEventListener("online", follow);
    addEventListener("offline", follow);
    return () => {
      removeEventListener("online", follow);
      removeEventListener("offline", follow);
    };
  }, []);
  return isOnline;
}
