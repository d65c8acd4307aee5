import { useState } from "preact/hooks";
import { call, type Failure } from "../api/client";
import type { Replay } from "../api/types";
import { emptyDraft, fromRequest } from "../check/draft";
import { saveDraft } from "../check/page";
import { useRouter } from "../lib/router";
import { may } from "../lib/session";
import { Icon } from "../parts/icons";
import { FailureNotice, Notice } from "../parts/notices";
import { answerText } from "../text";
import type { Shown } from "./kept";

const words = answerText.tools;

/** The same request for a shell. The key is never in it: it stands for a variable. */
export function curlOf(origin: string, request: object): string {
  const body = JSON.stringify(request, null, 2).replaceAll("'", "'\\''");
  return `curl -s ${origin}/api/v1/screenings -H "X-API-Key: $SCREENER" -H 'Content-Type: application/json' -d '\n${body}'`;
}

export function Tools({ shown }: { shown: Shown }) {
  const { go } = useRouter();
  const [said, setSaid] = useState("");
  const [isJson, setJson] = useState(false);
  const [replay, setReplay] = useState<Replay | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(curlOf(location.origin, shown.request));
      setSaid(words.copied);
    } catch {
      setSaid(words.copyFailed);
    }
  };
  const decideAgain = async () => {
    const result = await call("post", "/api/v1/screenings/{id}/replay", { path: { id: shown.id! } });
    setReplay(result.ok ? result.value : null);
    setFailure(result.ok ? null : result.failure);
  };
  const edit = () => {
    saveDraft(fromRequest(shown.request, shown.draft));
    go("check");
  };
  const fresh = () => {
    saveDraft(emptyDraft);
    go("check");
  };
  return (
    <div class="tools no-print">
      <div class="buttons">
        {may.screen && shown.isWhole && <button type="button" class="quiet" onClick={edit}>{words.again}</button>}
        {may.screen && <button type="button" class="quiet" onClick={fresh}><Icon name="plus" />{words.fresh}</button>}
        <button type="button" class="quiet" onClick={() => print()}><Icon name="print" />{words.print}</button>
        {shown.isWhole && <button type="button" class="quiet" onClick={() => void copy()}>{words.curl}</button>}
        <button type="button" class="quiet" aria-expanded={isJson} onClick={() => setJson(!isJson)}><Icon name="code" />{isJson ? words.hideJson : words.json}</button>
        {shown.id !== null && may.readRecords && <button type="button" class="quiet" onClick={() => void decideAgain()}>{words.replay}</button>}
      </div>
      <p class="why" role="status">{said}</p>
      {replay && (
        <Notice tone={replay.identical ? "info" : "warn"} icon={replay.identical ? "check" : "alert"} role="status" title={replay.identical ? words.replayed : words.replayDiffers}>
          <p class="small"><code>{replay.recordedSha256}</code>{replay.detail && <> {replay.detail}</>} {replay.differs.join(", ")}</p>
        </Notice>
      )}
      {failure && <FailureNotice failure={failure} />}
      {isJson && <pre class="json" tabIndex={0}>{JSON.stringify(shown.record ?? { id: shown.id, recordedAt: shown.recordedAt, validUntil: shown.validUntil, request: shown.request, decision: shown.decision }, null, 2)}</pre>}
    </div>
  );
}
