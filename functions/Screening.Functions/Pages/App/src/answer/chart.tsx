import { quantity } from "../lib/format";
import { answerText } from "../text";

// Range and payload on logarithmic axes, so that a drone of 10 km and a missile of 10,000 km are on the same page. The limits of
// Category I are 300 km and 500 kg (MTCR Annex, item 1). Trading range for payload keeps their product, which is a straight line here.

interface Point {
  rangeKm: number;
  payloadKg: number;
}

const width = 360;
const height = 260;
const left = 50;
const bottom = 44;
const top = 14;
const right = 24;
const decades = [1, 10, 100, 1_000, 10_000];
const LIMIT_KM = 300;
const LIMIT_KG = 500;

function along(value: number): number {
  return Math.min(1, Math.max(0, Math.log10(Math.max(value, 1)) / 4));
}

function x(rangeKm: number): number {
  return left + along(rangeKm) * (width - left - right);
}

function y(payloadKg: number): number {
  return height - bottom - along(payloadKg) * (height - bottom - top);
}

/** The part of the line of a constant product that is on the chart, from its lowest range to its highest. */
function tradeOffLine(product: number): string | null {
  const from = Math.max(1, product / 10_000);
  const to = Math.min(10_000, product);
  return product < 1 || from >= to ? null : `M${x(from)} ${y(product / from)}L${x(to)} ${y(product / to)}`;
}

function isSame(point: Point, other: { rangeKm: number | null; payloadKg: number | null } | null): boolean {
  return other !== null && point.rangeKm === other.rangeKm && point.payloadKg === other.payloadKg;
}

export function PerformanceChart({ points, decisive, isEnvelope }: {
  points: Point[]; decisive: { rangeKm: number | null; payloadKg: number | null } | null; isEnvelope: boolean;
}) {
  const words = answerText.chart;
  const said = points.map((point) => words.point(quantity(point.rangeKm), quantity(point.payloadKg))).join("; ");
  const product = Math.max(...points.map((point) => point.rangeKm * point.payloadKg));
  const line = isEnvelope ? null : tradeOffLine(product);
  return (
    <figure class="chart">
      <figcaption>{words.title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.describe(said)}>
        <rect class="category-one" x={x(LIMIT_KM)} y={y(10_000)} width={x(10_000) - x(LIMIT_KM)} height={y(LIMIT_KG) - y(10_000)} />
        <text class="area" x={(x(LIMIT_KM) + x(10_000)) / 2} y={y(10_000) + 18}>{words.categoryOne}</text>
        {decades.map((value) => (
          <g key={value} class="axis">
            <line x1={x(value)} x2={x(value)} y1={y(1)} y2={y(10_000)} />
            <line x1={x(1)} x2={x(10_000)} y1={y(value)} y2={y(value)} />
            <text x={x(value)} y={height - bottom + 15} class="middle">{quantity(value)}</text>
            <text x={left - 6} y={y(value) + 4} class="end">{quantity(value)}</text>
          </g>
        ))}
        <g class="limit">
          <line x1={x(LIMIT_KM)} x2={x(LIMIT_KM)} y1={y(1)} y2={y(10_000)} />
          <line x1={x(1)} x2={x(10_000)} y1={y(LIMIT_KG)} y2={y(LIMIT_KG)} />
          <text x={x(LIMIT_KM) + 4} y={y(1) - 6}>300 km</text>
          <text x={x(1) + 4} y={y(LIMIT_KG) - 5}>500 kg</text>
        </g>
        {line !== null && <path class="trade-off" d={line} />}
        {points.map((point, index) => (
          <circle key={index} class={isSame(point, decisive) ? "decisive" : "declared"} cx={x(point.rangeKm)} cy={y(point.payloadKg)} r={isSame(point, decisive) ? 7 : 5}>
            <title>{words.point(quantity(point.rangeKm), quantity(point.payloadKg))}</title>
          </circle>
        ))}
        <text class="middle" x={(left + width - right) / 2} y={height - 8}>{words.range}</text>
        <text class="middle" transform={`translate(12 ${(top + height - bottom) / 2}) rotate(-90)`}>{words.payload}</text>
      </svg>
      <ul class="legend">
        <li><span class="dot declared" aria-hidden="true" />{words.declared}: {said}</li>
        {points.some((point) => isSame(point, decisive)) && <li><span class="dot decisive" aria-hidden="true" />{words.decisive}</li>}
        {line !== null && <li><span class="dash" aria-hidden="true" />{words.tradeOff}</li>}
      </ul>
    </figure>
  );
}
