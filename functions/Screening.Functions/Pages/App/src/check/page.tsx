import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { call, type Failure } from "../api/client";
import type { RequestError } from "../api/types";
import { keepAnswer } from "../answer/kept";
import { countries, countryCode } from "../lib/countries";
import { countryName } from "../lib/format";
import { newId } from "../lib/id";
import { useRouter } from "../lib/router";
import { forget, keep, kept } from "../lib/store";
import { Errors, idOf } from "../parts/fields";
import { Icon } from "../parts/icons";
import { FailureNotice } from "../parts/notices";
import { checkText, failureText, kindText } from "../text";
import { emptyDraft, emptyItem, toRequest, type Draft } from "./draft";
import { ItemFields } from "./item";
import { DestinationFields, EndUseFields, OrderFields, PartiesFields } from "./sections";

const draftName = "draft";

export function saveDraft(draft: Draft): void {
  keep(draftName, draft);
}

/** The form. It keeps a draft in this tab, sends what was typed, and shows each error of the API at its field. */
export function CheckPage() {
  const { go } = useRouter();
  const [draft, setDraft] = useState<Draft>(() => kept<Draft>(draftName) ?? emptyDraft);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<"record" | "trial" | null>(null);
  const key = useRef(newId());

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    saveDraft(next);
    // Another text is another attempt.
    key.current = newId();
  };

  const send = async (isTrial: boolean) => {
    if (busy !== null) {
      return;
    }
    setBusy(isTrial ? "trial" : "record");
    setFailure(null);
    setErrors(new Map());
    const { request, formPath } = toRequest(draft);
    const result = isTrial
      ? await call("post", "/api/v1/screenings", { body: request, query: { dryRun: "true" } })
      : await call("post", "/api/v1/screenings", { body: request, idempotencyKey: key.current });
    setBusy(null);
    if (result.ok) {
      go(keepAnswer(request, draft, result.value));
      return;
    }
    const problem = result.failure.kind === "problem" ? result.failure.problem : null;
    if (problem?.errors !== undefined && problem.errors.length > 0) {
      setErrors(byPath(problem.errors, formPath));
    } else {
      setFailure(result.failure);
    }
  };

  const clear = () => {
    forget(draftName);
    setDraft(emptyDraft);
    setErrors(new Map());
    setFailure(null);
  };

  return (
    <Errors.Provider value={errors}>
      <datalist id="countries">{countries.map((country) => <option key={country.code} value={country.name} />)}</datalist>
      <div class="page-head"><h1>{checkText.title}</h1><p class="lead">{checkText.lead}</p></div>
      <form class="check" noValidate onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}>
        <div class="sections">
          {errors.size > 0 && <ErrorSummary errors={errors} />}
          {failure && <FailureNotice failure={failure} />}
          <Section number={1} title={checkText.sections.items}>
            {draft.items.map((item, index) => (
              <ItemFields key={index} index={index} item={item}
                onItem={(next) => change({ items: draft.items.map((one, at) => (at === index ? next : one)) })}
                onRemove={draft.items.length > 1 ? () => change({ items: draft.items.filter((_, at) => at !== index) }) : null} />
            ))}
            {draft.items[0]!.kind !== "" && (
              <button type="button" class="quiet small-button" onClick={() => change({ items: [...draft.items, emptyItem] })}>
                <Icon name="plus" />{checkText.addItem}
              </button>
            )}
          </Section>
          <Section number={2} title={checkText.sections.destination}>
            <DestinationFields value={draft.destination} onValue={(destination) => change({ destination })} />
          </Section>
          <Section number={3} title={checkText.sections.parties}>
            <PartiesFields value={draft.parties} onValue={(parties) => change({ parties })} />
          </Section>
          <Section number={4} title={checkText.sections.endUse}>
            <EndUseFields value={draft.endUse} onValue={(endUse) => change({ endUse })} />
          </Section>
          <Section number={5} title={checkText.sections.order}>
            <OrderFields value={draft} onValue={({ reference, orderId }) => change({ reference, orderId })} />
          </Section>
        </div>
        <Summary draft={draft} busy={busy} onTrial={() => void send(true)} onClear={clear} />
      </form>
    </Errors.Provider>
  );
}

/** Every error once, by the path of the form. */
function byPath(errors: RequestError[], formPath: (path: string) => string): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const { path, message } of errors) {
    const at = formPath(path);
    result.set(at, result.has(at) ? `${result.get(at)}; ${message}` : message);
  }
  return result;
}

function Section({ number, title, children }: { number: number; title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-labelledby={`section-${number}`}>
      <h2 id={`section-${number}`}><span class="step" aria-hidden="true">{number}</span>{title}</h2>
      {children}
    </section>
  );
}

/** All errors together, each with a link to its field; those of no field in words. It takes the focus. */
function ErrorSummary({ errors }: { errors: ReadonlyMap<string, string> }) {
  const place = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    setPlaces(new Map([...errors.keys()].map((path) => [path, fieldOf(path)] as const).filter((pair): pair is [string, string] => pair[1] !== null)));
    place.current?.focus();
  }, [errors]);
  return (
    <div class="notice bad error-summary" role="alert" tabIndex={-1} ref={place}>
      <Icon name="alert" />
      <div>
        <p class="notice-title">{failureText.invalid(errors.size)}</p>
        <p>{failureText.invalidText}</p>
        <ul>
          {[...errors].map(([path, message]) => {
            const id = places.get(path);
            return (
              <li key={path}>
                {id === undefined ? <code>{path || failureText.elsewhere}</code>
                  : <a href={`#${id}`} onClick={(event) => { event.preventDefault(); document.getElementById(id)?.focus(); }}>{labelOf(id) ?? path}</a>}
                {" "}{message}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** The id of the field that shows the error of a path: its own, or that of the nearest one that holds it. */
function fieldOf(path: string): string | null {
  for (let at = path; at !== ""; at = at.replace(/(\.\w+|\[\d+\]|^\w+)$/, "")) {
    if (document.getElementById(idOf(at)) !== null) {
      return idOf(at);
    }
  }
  return null;
}

function labelOf(id: string): string | undefined {
  const field = document.getElementById(id)?.closest("[data-path]");
  return (field?.querySelector("label, legend")?.textContent ?? undefined) || undefined;
}

function Summary({ draft, busy, onTrial, onClear }: { draft: Draft; busy: "record" | "trial" | null; onTrial: () => void; onClear: () => void }) {
  const words = checkText.summary;
  const lines = useMemo(() => [
    [checkText.sections.items, draft.items.filter((item) => item.kind !== "").map((item) => kindText[item.kind as keyof typeof kindText].name).join(", ")],
    [checkText.sections.destination, destinationOf(draft.destination.country)],
    [checkText.sections.parties, draft.parties.map((party) => party.name.trim()).filter((name) => name !== "").join(", ")],
  ], [draft]);
  return (
    <aside class="summary card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <dl>{lines.map(([title, value]) => <div key={title}><dt>{title}</dt><dd class={value ? "" : "soft"}>{value || words.nothing}</dd></div>)}</dl>
      <button type="submit" class="primary" disabled={busy !== null}>{busy === "record" ? words.busy : words.submit}</button>
      <button type="button" class="quiet" disabled={busy !== null} onClick={onTrial}>{busy === "trial" ? words.busy : words.trial}</button>
      <p class="why">{words.why} {words.draft}</p>
      <button type="button" class="link-button" onClick={onClear}>{words.clear}</button>
    </aside>
  );
}

function destinationOf(typed: string): string {
  const code = countryCode(typed);
  return /^[A-Z]{2}$/.test(code) ? countryName(code) : typed.trim();
}
