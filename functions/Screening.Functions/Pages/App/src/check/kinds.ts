import type { Item, ItemClass } from "../api/types";

// Which fields matter for which kind of goods. The service decides by class, figures and codes; a kind is a way to a class that does
// not need the words of the Annex.

export type Kind =
  | "drone" | "sprayer" | "targetDrone" | "opv" | "cruiseMissile" | "ballisticMissile" | "launcher" | "soundingRocket" | "rocket"
  | "engine" | "guidance" | "component" | "material" | "machine" | "plant" | "software" | "technology" | "spacecraft" | "aircraft"
  | "electronics" | "classified" | "generic";

export type FieldName = Extract<
  keyof Item,
  | "performanceIsEnvelope" | "rangeAt500KgKm" | "payloadAt300KmKg" | "maxRangeKm" | "maxTrueAirspeedKmh" | "propulsion"
  | "aerosolCapacityL" | "autonomousOrBeyondVisualLine" | "totalImpulseNs" | "forUasBelow800Kmh" | "slvRelated" | "facilityComplete"
  | "jurisdiction" | "eccn" | "usml" | "annexItem" | "hsCode" | "humanitarian"
>;

export type Field =
  | { type: "number"; unit: string }
  | { type: "text"; placeholder?: string }
  | { type: "yes-no" }
  | { type: "choice"; options: readonly string[] };

const number = (unit: string): Field => ({ type: "number", unit });
const text: Field = { type: "text" };
const yesNo: Field = { type: "yes-no" };
const choice = (...options: string[]): Field => ({ type: "choice", options });

export const fields: Record<FieldName, Field> = {
  performanceIsEnvelope: yesNo,
  rangeAt500KgKm: number("km"),
  payloadAt300KmKg: number("kg"),
  maxRangeKm: number("km"),
  maxTrueAirspeedKmh: number("km/h"),
  propulsion: choice("electric", "piston", "turbojet", "turbofan", "turboprop", "turboshaft", "solid", "liquid", "hybrid", "other"),
  aerosolCapacityL: number("l"),
  autonomousOrBeyondVisualLine: yesNo,
  totalImpulseNs: number("N·s"),
  forUasBelow800Kmh: yesNo,
  slvRelated: yesNo,
  facilityComplete: yesNo,
  jurisdiction: choice("EAR", "ITAR"),
  eccn: text,
  usml: text,
  annexItem: text,
  hsCode: text,
  humanitarian: choice("none", "food", "medicine"),
};

interface Shape {
  class: ItemClass;
  /** Whether it is a complete system with pairs of range and payload. */
  flies: boolean;
  /** Fields that are shown at once. */
  first: FieldName[];
  /** Fields that are folded. */
  more: FieldName[];
  /**
   * Whether goods of this kind may be on the Annex or not. The class makes the answer ask for the code, and where a code is given it
   * is not sent: it would stand against a code such as EAR99.
   */
  isOpen?: boolean;
}

const tradeOff: FieldName[] = ["performanceIsEnvelope", "rangeAt500KgKm", "payloadAt300KmKg", "maxRangeKm"];

function system(itemClass: ItemClass, first: FieldName[] = [], more: FieldName[] = []): Shape {
  return { class: itemClass, flies: true, first, more: [...tradeOff, ...more] };
}

function goods(itemClass: ItemClass, ...first: FieldName[]): Shape {
  return { class: itemClass, flies: false, first, more: [] };
}

function open(itemClass: ItemClass, ...first: FieldName[]): Shape {
  return { ...goods(itemClass, ...first), isOpen: true };
}

export const kinds: Record<Kind, Shape> = {
  drone: system("UAS", ["autonomousOrBeyondVisualLine"], ["maxTrueAirspeedKmh", "propulsion"]),
  sprayer: system("UAS_AEROSOL", ["aerosolCapacityL", "autonomousOrBeyondVisualLine"], ["maxTrueAirspeedKmh", "propulsion"]),
  targetDrone: system("TARGET_DRONE", [], ["maxTrueAirspeedKmh", "propulsion"]),
  opv: system("OPV", [], ["maxTrueAirspeedKmh", "propulsion"]),
  cruiseMissile: system("CRUISE_MISSILE", [], ["maxTrueAirspeedKmh", "propulsion"]),
  ballisticMissile: system("BALLISTIC_MISSILE", [], ["propulsion"]),
  launcher: system("SLV", [], ["propulsion"]),
  soundingRocket: system("SOUNDING_ROCKET", [], ["propulsion"]),
  rocket: system("ROCKET", [], ["propulsion"]),
  engine: goods("SUBSYSTEM", "propulsion", "totalImpulseNs", "forUasBelow800Kmh", "slvRelated"),
  guidance: open("SUBSYSTEM", "forUasBelow800Kmh", "slvRelated"),
  component: open("SUBSYSTEM", "forUasBelow800Kmh", "slvRelated"),
  material: goods("MATERIAL", "forUasBelow800Kmh", "slvRelated"),
  machine: open("PRODUCTION_EQUIPMENT", "forUasBelow800Kmh"),
  plant: goods("PRODUCTION_FACILITY", "facilityComplete"),
  software: goods("SOFTWARE", "forUasBelow800Kmh"),
  technology: goods("TECHNOLOGY", "forUasBelow800Kmh"),
  spacecraft: goods("SPACECRAFT", "slvRelated"),
  aircraft: goods("MANNED_AIRCRAFT"),
  electronics: open("SUBSYSTEM", "forUasBelow800Kmh"),
  classified: goods("CAT_II_ITEM", "forUasBelow800Kmh"),
  generic: goods("GENERIC", "humanitarian"),
};

/** The same for every kind: what a code says stands above what the figures say. */
export const codeFields: FieldName[] = ["jurisdiction", "eccn", "annexItem", "usml", "hsCode"];

/** The members that classify an item by a code. */
export const classifyingCodes = ["eccn", "annexItem", "usml"] as const;

export const kindNames = Object.keys(kinds) as Kind[];
