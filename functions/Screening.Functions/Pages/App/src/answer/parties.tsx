import type { ComponentChildren } from "preact";
import type { Match, Party } from "../api/types";
import { onDay, quantity, share } from "../lib/format";
import { answerText } from "../text";
import type { Shown } from "./kept";

const words = answerText.parties;

/** Who was compared with what, and each listed entry that was found, with the parts that match marked. */
export function Parties({ shown }: { shown: Shown }) {
  const { decision, request } = shown;
  const parties = request.parties ?? [];
  const compared = decision.compared;
  const nameOf = (id: string) => (shown.isWhole ? (parties.find((party) => party.id === id)?.name ?? id) : id);
  return (
    <section class="card" aria-labelledby="parties">
      <h2 id="parties">{words.title}</h2>
      {compared && compared.parties.length > 0
        ? <p>{words.compared(compared.parties.length, quantity(compared.entries))}{decision.matches.length === 0 && ` ${words.none}`}</p>
        : <p>{words.noParty}</p>}
      {!shown.isWhole && parties.length > 0 && <p class="why">{words.hidden}</p>}
      {decision.matches.map((match, index) => (
        <MatchCard key={index} match={match} party={parties.find((one) => one.id === match.party)} isWhole={shown.isWhole} />
      ))}
      {compared && compared.notFound.length > 0 && decision.matches.length > 0 && <p>{words.notFound} {compared.notFound.map(nameOf).join(", ")}.</p>}
      {compared && compared.lists.length > 0 && (
        <details class="fold">
          <summary>{words.lists}</summary>
          <table>
            <thead><tr><th scope="col">{words.list}</th><th scope="col">{words.date}</th><th scope="col" class="number">{words.entries}</th></tr></thead>
            <tbody>{compared.lists.map((list) => <tr key={list.list}><th scope="row">{list.list}</th><td>{onDay(list.date)}</td><td class="number">{quantity(list.entries)}</td></tr>)}</tbody>
          </table>
        </details>
      )}
    </section>
  );
}

interface Pair {
  asked: string;
  listed: string;
  isExact: boolean;
}

/** The pairs of words that were found to agree, from the lines of the explanation: `hemat` ~ `hemmat`: spelt differently, 0.867. */
export function pairsOf(explanation: string[]): Pair[] {
  return explanation.flatMap((line) => {
    const found = /^`([^`]+)` (=|~) `([^`]+)`/.exec(line);
    return found === null ? [] : [{ asked: found[1]!, listed: found[3]!, isExact: found[2] === "=" }];
  });
}

function Marked({ name, side, pairs }: { name: string; side: "asked" | "listed"; pairs: Pair[] }) {
  const classOf = new Map(pairs.flatMap((pair) => pair[side].split(" ").map((word) => [word.toLocaleLowerCase(), pair.isExact ? "same" : "similar"] as const)));
  const parts: ComponentChildren[] = name.split(/([\s,.()/-]+)/).map((part, index) => {
    const kind = classOf.get(part.toLocaleLowerCase());
    return kind === undefined ? part : <mark key={index} class={kind}>{part}</mark>;
  });
  return <>{parts}</>;
}

function MatchCard({ match, party, isWhole }: { match: Match; party: Party | undefined; isWhole: boolean }) {
  const pairs = pairsOf(match.explanation);
  const asked = match.owner ?? party?.name;
  return (
    <article class={`match ${match.strength}`}>
      <p class="tags">
        <span class={`tag ${match.strength === "strong" ? "bad" : "warn"}`}>{match.strength === "strong" ? words.strong : words.possible}</span>
        <span class="tag">{match.list}</span>
        <span class="tag plain">{words.score} {share(match.score)}</span>
      </p>
      <dl class="names">
        {isWhole && asked && (
          <div><dt>{match.owner ? words.owner("") : words.asked}</dt><dd><Marked name={asked} side="asked" pairs={pairs} />{match.share != null && ` · ${words.share(share(match.share / 100))}`}</dd></div>
        )}
        <div><dt>{words.listed}</dt><dd><Marked name={match.name} side="listed" pairs={pairs} /></dd></div>
      </dl>
      <dl class="entry">
        <div><dt>{words.entry}</dt><dd><code>{match.entry}</code></dd></div>
        {match.startDate && <div><dt>{words.since}</dt><dd>{onDay(match.startDate)}</dd></div>}
        {match.restricts && <div class="wide"><dt>{words.means}</dt><dd>{match.restricts}</dd></div>}
        {(match.relations?.length ?? 0) > 0 && <div class="wide"><dt>{words.relations}</dt><dd>{match.relations!.join("; ")}</dd></div>}
      </dl>
      {isWhole && match.explanation.length > 0 && (
        <details class="fold">
          <summary>{words.how}</summary>
          <ul>{match.explanation.map((line, index) => <li key={index}>{line.replaceAll("`", "“").replace(/“([^“]*)“/g, "“$1”")}</li>)}</ul>
        </details>
      )}
    </article>
  );
}
