import type { Item, Party, ScreeningRequest } from "../api/types";
import { countryCode } from "../lib/countries";
import { numberOf } from "../lib/format";
import { classifyingCodes, codeFields, fields, kindNames, kinds, type FieldName, type Kind } from "./kinds";

// What was typed, as text, and the request that it makes. Nothing is judged here: the service says what is wrong, with the path.

export interface Point {
  rangeKm: string;
  payloadKg: string;
}

export interface ItemDraft {
  kind: Kind | "";
  description: string;
  points: Point[];
  values: Partial<Record<FieldName, string>>;
}

export interface PartyDraft {
  name: string;
  role: string;
  kind: string;
  country: string;
  address: string;
  aliases: string;
  owners: string;
  birthDate: string;
  military: string;
}

export interface Draft {
  items: ItemDraft[];
  destination: { country: string; region: string; from: string; transit: string; movement: string };
  parties: PartyDraft[];
  endUse: { code: string; military: string; wmdDelivery: string; description: string; statements: string };
  reference: string;
  orderId: string;
}

export const emptyPoint: Point = { rangeKm: "", payloadKg: "" };
export const emptyItem: ItemDraft = { kind: "", description: "", points: [emptyPoint], values: {} };
export const emptyParty: PartyDraft = {
  name: "", role: "", kind: "organization", country: "", address: "", aliases: "", owners: "", birthDate: "", military: "",
};

export const emptyDraft: Draft = {
  items: [emptyItem],
  destination: { country: "", region: "", from: "US", transit: "", movement: "EXPORT" },
  parties: [{ ...emptyParty, role: "END_USER" }],
  endUse: { code: "", military: "", wmdDelivery: "", description: "", statements: "" },
  reference: "",
  orderId: "",
};

export interface Built {
  request: ScreeningRequest;
  /** The path in the form of a path in the request: rows that are empty are not sent, which moves the ones behind them. */
  formPath: (path: string) => string;
}

export function toRequest(draft: Draft): Built {
  const parties = draft.parties.map((party, index) => ({ party, index })).filter(({ party }) => isFilled(party));
  const points = draft.items.map((item) =>
    isFlying(item) ? item.points.flatMap((point, index) => (isFilledPoint(point) ? [index] : [])) : []);
  const { destination, endUse } = draft;
  // What is typed is sent as it is, also where the types of the API say that it will be refused: that refusal names the field.
  const request = {
    reference: text(draft.reference),
    orderId: text(draft.orderId),
    movement: text(destination.movement),
    from: country(destination.from),
    items: draft.items.map((item, index) => toItem(item, index, points[index]!)),
    destination: {
      country: country(destination.country),
      region: text(destination.region),
      transit: list(destination.transit, /[,;\n]/)?.map(countryCode),
    },
    parties: parties.length === 0 ? undefined : parties.map(({ party }, index) => toParty(party, index)),
    endUse: {
      code: text(endUse.code),
      military: text(endUse.military),
      wmdDelivery: yesNo(endUse.wmdDelivery),
      description: text(endUse.description),
      statements: list(endUse.statements, /\n/),
    },
  } as unknown as ScreeningRequest;
  return {
    request: JSON.parse(JSON.stringify(request)) as ScreeningRequest,
    formPath: (path) =>
      path
        .replace(/^parties\[(\d+)\]/, (_, index: string) => `parties[${parties[Number(index)]?.index ?? index}]`)
        .replace(/^items\[(\d+)\]\.performance\[(\d+)\]/, (_, item: string, point: string) =>
          `items[${item}].performance[${points[Number(item)]?.[Number(point)] ?? point}]`),
  };
}

function toItem(item: ItemDraft, index: number, filled: number[]): object {
  const shape = item.kind === "" ? null : kinds[item.kind];
  const shown = new Set<FieldName>([...(shape?.first ?? []), ...(shape?.more ?? []), ...codeFields]);
  const result: Record<string, unknown> = {
    id: String((index + 1) * 10),
    description: text(item.description),
    class: shape?.isOpen && classifyingCodes.some((code) => text(item.values[code] ?? "") !== undefined) ? undefined : shape?.class,
    performance: filled.length === 0 ? undefined : filled.map((at) => ({
      rangeKm: numberOf(item.points[at]!.rangeKm),
      payloadKg: numberOf(item.points[at]!.payloadKg),
    })),
  };
  for (const name of shown) {
    const value = item.values[name] ?? "";
    const field = fields[name];
    result[name] = field.type === "number" ? numberOf(value) : field.type === "yes-no" ? yesNo(value) : text(value);
  }
  return result;
}

function toParty(party: PartyDraft, index: number): object {
  return {
    id: `P${index + 1}`,
    role: text(party.role),
    kind: text(party.kind),
    name: text(party.name),
    country: country(party.country),
    address: text(party.address),
    aliases: list(party.aliases, /\n/),
    owners: list(party.owners, /\n/)?.map(owner),
    birthDate: party.kind === "person" ? text(party.birthDate) : undefined,
    military: text(party.military),
  };
}

/** A line such as "Rift Holdings 60%". */
function owner(line: string): { name: string; percent?: number } {
  const match = /^(.*\S)\s+(\d+(?:[.,]\d+)?)\s*%$/.exec(line);
  return match === null ? { name: line } : { name: match[1]!, percent: Number(match[2]!.replace(",", ".")) };
}

function text(value: string): string | undefined {
  return value.trim() === "" ? undefined : value.trim();
}

function yesNo(value: string): boolean | undefined {
  return value === "" ? undefined : value === "yes";
}

function country(value: string): string | undefined {
  return value.trim() === "" ? undefined : countryCode(value);
}

function list(value: string, between: RegExp): string[] | undefined {
  const lines = value.split(between).map((line) => line.trim()).filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines;
}

function isFlying(item: ItemDraft): boolean {
  return item.kind !== "" && kinds[item.kind].flies;
}

function isFilledPoint(point: Point): boolean {
  return point.rangeKm.trim() !== "" || point.payloadKg.trim() !== "";
}

/** A row with a role and a kind alone was never begun. */
function isFilled(party: PartyDraft): boolean {
  return [party.name, party.country, party.address, party.aliases, party.owners, party.birthDate, party.military].some((value) => value.trim() !== "");
}

/** The draft that makes a request, for changing it. The kinds are kept where the class still says the same. */
export function fromRequest(request: ScreeningRequest, before: Draft | null): Draft {
  const { destination, endUse } = request;
  return {
    items: request.items.map((item, index) => fromItem(item, before?.items[index])),
    destination: {
      country: destination.country, region: destination.region ?? "", from: request.from ?? "",
      transit: (destination.transit ?? []).join(", "), movement: request.movement ?? "",
    },
    parties: (request.parties ?? []).length === 0 ? emptyDraft.parties : request.parties!.map(fromParty),
    endUse: {
      code: endUse?.code ?? "", military: endUse?.military ?? "", wmdDelivery: said(endUse?.wmdDelivery),
      description: endUse?.description ?? "", statements: (endUse?.statements ?? []).join("\n"),
    },
    reference: request.reference ?? "",
    orderId: request.orderId ?? "",
  };
}

function fromItem(item: Item, before: ItemDraft | undefined): ItemDraft {
  const isSame = before !== undefined && before.kind !== "" && (kinds[before.kind].class === item.class || (item.class == null && kinds[before.kind].isOpen === true));
  const values: Partial<Record<FieldName, string>> = {};
  for (const name of Object.keys(fields) as FieldName[]) {
    const value = item[name];
    if (value != null) {
      values[name] = typeof value === "boolean" ? said(value) : String(value);
    }
  }
  const points = (item.performance ?? []).map((point) => ({ rangeKm: shown(point.rangeKm), payloadKg: shown(point.payloadKg) }));
  return {
    kind: isSame ? before.kind : (kindNames.find((kind) => kinds[kind].class === item.class) ?? ""),
    description: item.description ?? "",
    points: points.length === 0 ? [emptyPoint] : points,
    values,
  };
}

function fromParty(party: Party): PartyDraft {
  return {
    name: party.name, role: party.role, kind: party.kind ?? "", country: party.country ?? "", address: party.address ?? "",
    aliases: (party.aliases ?? []).join("\n"),
    owners: (party.owners ?? []).map((one) => (one.percent == null ? one.name : `${one.name} ${one.percent}%`)).join("\n"),
    birthDate: party.birthDate ?? "", military: party.military ?? "",
  };
}

function said(value: boolean | null | undefined): string {
  return value == null ? "" : value ? "yes" : "no";
}

function shown(value: number | null | undefined): string {
  return value == null ? "" : String(value);
}
