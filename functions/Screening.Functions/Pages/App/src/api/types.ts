import type { components } from "./schema";

type Schemas = components["schemas"];

export type ScreeningRequest = Schemas["ScreeningRequest"];
export type ScreeningAnswer = Schemas["ScreeningAnswer"];
export type ScreeningRecord = Schemas["ScreeningRecord"];
export type Decision = Schemas["Decision"];
export type Disposition = Decision["disposition"];
export type Outcome = Decision["outcome"];
export type Finding = Schemas["Finding"];
export type Item = Schemas["Item"];
export type ItemClass = NonNullable<Item["class"]>;
export type ItemDecision = Schemas["ItemDecision"];
export type Match = Schemas["PartyMatch"];
export type MustAnswer = Schemas["MustAnswer"];
export type Party = Schemas["Party"];
export type Problem = Schemas["Problem"];
export type RecordPage = Schemas["RecordPage"];
export type RequestError = Schemas["RequestError"];
export type Replay = Schemas["ReplayResult"];
export type Status = Schemas["Status"];
