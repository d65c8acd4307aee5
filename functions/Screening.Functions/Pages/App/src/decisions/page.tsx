import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Failure, type Result } from "../api/client";
import type { Disposition, Outcome, RecordPage } from "../api/types";
import { atInstant } from "../lib/format";
import { Link, useRouter } from "../lib/router";
import { ChoiceField, TextField } from "../parts/fields";
import { dispositionIcon, Icon } from "../parts/icons";
import { FailureNotice, Loading, Notice } from "../parts/notices";
import { decisionsText as words, dispositionText, outcomeText } from "../text";

const PAGE_SIZE = 50;

interface Search {
  reference: string;
  orderId: string;
  listEntry: string;
  disposition: string;
  from: string;
  to: string;
  party: string;
}

const nothing: Search = { reference: "", orderId: "", listEntry: "", disposition: "", from: "", to: "", party: "" };

/** What is in the address: everything but the party, because names do not belong in addresses. */
const addressed = ["reference", "orderId", "listEntry", "disposition", "from", "to"] as const;

function find(search: Search, cursor: string | null): Promise<Result<RecordPage>> {
  if (search.party.trim() !== "") {
    return call("post", "/api/v1/screenings/search", {
      body: { party: search.party.trim(), from: search.from || null, to: search.to || null, limit: PAGE_SIZE, cursor },
    });
  }
  const { party: _, disposition, ...rest } = search;
  return call("get", "/api/v1/screenings", {
    query: { ...rest, disposition: disposition === "" ? undefined : (disposition as Disposition), limit: PAGE_SIZE, cursor: cursor ?? undefined },
  });
}

export function DecisionsPage() {
  const { query, go } = useRouter();
  const [search, setSearch] = useState<Search>(() => addressed.reduce((made, name) => ({ ...made, [name]: query.get(name) ?? "" }), nothing));
  const [page, setPage] = useState<RecordPage | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = useRef(0);

  const load = async (cursor: string | null) => {
    const mine = ++attempt.current;
    setBusy(true);
    setFailure(null);
    const result = await find(search, cursor);
    if (mine !== attempt.current) {
      return;
    }
    setBusy(false);
    if (result.ok) {
      setPage(cursor === null || page === null ? result.value : { ...result.value, records: [...page.records, ...result.value.records] });
    } else {
      setFailure(result.failure);
    }
  };
  useEffect(() => void load(null), []);

  const submit = () => {
    const kept = new URLSearchParams(addressed.filter((name) => search[name] !== "").map((name) => [name, search[name]]));
    go(kept.size === 0 ? "decisions" : `decisions?${kept}`, true);
    void load(null);
  };
  const set = (part: Partial<Search>) => setSearch({ ...search, ...part });
  const dispositions = (Object.keys(dispositionText) as Disposition[]).map((value) => ({ value, label: dispositionText[value].title }));
  return (
    <>
      <div class="page-head"><h1>{words.title}</h1><p class="lead">{words.lead}</p></div>
      <form class="card" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div class="grid three">
          <TextField path="reference" label={words.reference} value={search.reference} onValue={(reference) => set({ reference })} />
          <TextField path="orderId" label={words.order} value={search.orderId} onValue={(orderId) => set({ orderId })} />
          <TextField path="listEntry" label={words.listEntry} value={search.listEntry} onValue={(listEntry) => set({ listEntry })} />
          <ChoiceField path="disposition" label={words.disposition} none={words.anyDisposition} options={dispositions} value={search.disposition} onValue={(disposition) => set({ disposition })} />
          <TextField path="from" type="date" label={words.from} value={search.from} onValue={(from) => set({ from })} />
          <TextField path="to" type="date" label={words.to} value={search.to} onValue={(to) => set({ to })} />
          <TextField path="party" className="wide" label={words.party} why={words.partyWhy} value={search.party} onValue={(party) => set({ party })} />
        </div>
        <button type="submit" class="primary" disabled={isBusy}><Icon name="search" />{words.search}</button>
      </form>
      {failure && <FailureNotice failure={failure} onRetry={() => void load(null)} />}
      {isBusy && page === null && <Loading text="…" />}
      {page !== null && <Found page={page} isBusy={isBusy} onMore={() => void load(page.nextCursor)} />}
    </>
  );
}

function Found({ page, isBusy, onMore }: { page: RecordPage; isBusy: boolean; onMore: () => void }) {
  return (
    <section class="card" aria-label={words.title}>
      <p role="status">{page.records.length === 0 ? words.none : words.count(page.records.length, page.nextCursor !== null)}</p>
      {page.damaged.length > 0 && <Notice tone="bad" title={words.damaged(page.damaged.map((one) => one.id).join(", "))} />}
      {page.records.length > 0 && (
        <table class="records">
          <thead>
            <tr><th scope="col">{words.columns.reference}</th><th scope="col">{words.columns.result}</th><th scope="col">{words.columns.at}</th><th scope="col">{words.columns.by}</th></tr>
          </thead>
          <tbody>
            {page.records.map((record) => (
              <tr key={record.id}>
                <th scope="row"><Link to={`answer/${record.id}`}>{record.reference ?? record.orderId ?? words.noReference}</Link><br /><code>{record.id}</code></th>
                <td><Result disposition={record.disposition as Disposition | null} outcome={record.outcome as Outcome | null} /></td>
                <td>{atInstant(record.recordedAt)}</td>
                <td>{record.client}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.nextCursor !== null && <button type="button" class="quiet" disabled={isBusy} onClick={onMore}>{words.more}</button>}
    </section>
  );
}

function Result({ disposition, outcome }: { disposition: Disposition | null; outcome: Outcome | null }) {
  if (disposition === null) {
    return <>–</>;
  }
  return (
    <span class={`result tone-${disposition}`}>
      <Icon name={dispositionIcon[disposition]} />
      <span><strong>{dispositionText[disposition].title}</strong>{outcome && <><br />{outcomeText[outcome]}</>}</span>
    </span>
  );
}
