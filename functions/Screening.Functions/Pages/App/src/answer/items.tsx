import type { Decision, Item, ItemDecision, ScreeningRequest } from "../api/types";
import { answerText } from "../text";
import { PerformanceChart } from "./chart";

const words = answerText.items;

/** How each item was classified, with its figures on the chart where it has some. */
export function Items({ decision, request }: { decision: Decision; request: ScreeningRequest }) {
  return (
    <section class="card" aria-labelledby="items">
      <h2 id="items">{words.title}</h2>
      {decision.items.map((item) => <OneItem key={item.id} decided={item} asked={request.items.find((one) => one.id === item.id)} />)}
    </section>
  );
}

function categoryOf(item: ItemDecision): string {
  return item.category !== null
    ? (words.category[item.category] ?? item.category)
    : words.either(item.possibleCategories.map((category) => words.category[category] ?? category).join(" / "));
}

function OneItem({ decided, asked }: { decided: ItemDecision; asked: Item | undefined }) {
  const points = (asked?.performance ?? []).filter((point) => point.rangeKm != null && point.payloadKg != null);
  const title = asked?.description && asked.description !== "***" ? `${decided.id} · ${asked.description}` : decided.id;
  return (
    <article class="item">
      <div>
        <h3>{title}</h3>
        <p class="tags">
          <span class="tag strong">{categoryOf(decided)}</span>
          {decided.annexItem && <span class="tag">{words.annex(decided.annexItem)}</span>}
          {asked?.eccn && <span class="tag plain">{asked.eccn}</span>}
          {asked?.usml && <span class="tag plain">USML {asked.usml}</span>}
        </p>
        <p>{decided.explanation}</p>
      </div>
      {asked && points.length > 0 && (
        <PerformanceChart points={points.map((point) => ({ rangeKm: point.rangeKm!, payloadKg: point.payloadKg! }))}
          decisive={decided.decisivePoint} isEnvelope={asked.performanceIsEnvelope === true} />
      )}
    </article>
  );
}
