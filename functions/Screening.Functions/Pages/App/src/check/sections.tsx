import { useContext } from "preact/hooks";
import { ChoiceField, Errors, TextField, YesNoField } from "../parts/fields";
import { Fold } from "../parts/fold";
import { Icon } from "../parts/icons";
import { checkText, optionText } from "../text";
import { emptyParty, type Draft, type PartyDraft } from "./draft";
import { RemoveButton } from "./item";

const countryList = "countries";

function options(...values: string[]) {
  return values.map((value) => ({ value, label: optionText[value] ?? value }));
}

const movements = options(
  "EXPORT", "REEXPORT", "TRANSFER_IN_COUNTRY", "RETRANSFER", "TEMPORARY_IMPORT", "DEFENSE_SERVICE", "BROKERING", "DEEMED_EXPORT", "DEEMED_REEXPORT");
const roles = options(
  "END_USER", "ULTIMATE_CONSIGNEE", "PURCHASER", "INTERMEDIATE_CONSIGNEE", "FREIGHT_FORWARDER", "BANK", "BROKER", "EXPORTER", "OTHER");
const partyKinds = options("organization", "person", "government", "vessel", "aircraft");
const military = options("no", "yes", "military_intelligence");
const endUses = options(
  "agriculture", "civil_aviation", "civil_industry", "civil_space_launch", "civil_uas", "commercial_space_launch", "co_production",
  "employment", "independent_production", "intl_space_program", "isr_surveillance", "military_defense", "production",
  "repair_parts_manned_aircraft", "resale", "rocket_or_uav_ge300_program", "rocket_or_uav_unknown_range", "satellite_operations",
  "scientific_research", "target_practice", "us_launch_from_partner_spaceport", "other");

interface Section<T> {
  value: T;
  onValue: (value: T) => void;
}

export function DestinationFields({ value, onValue }: Section<Draft["destination"]>) {
  const words = checkText.destination;
  const set = (part: Partial<Draft["destination"]>) => onValue({ ...value, ...part });
  return (
    <div class="grid">
      <TextField path="destination.country" label={words.country} why={words.countryWhy} list={countryList} value={value.country} onValue={(country) => set({ country })} />
      <TextField path="destination.region" label={words.region} why={words.regionWhy} value={value.region} onValue={(region) => set({ region })} />
      <TextField path="from" label={words.from} why={words.fromWhy} list={countryList} value={value.from} onValue={(from) => set({ from })} />
      <TextField path="destination.transit" holdsList label={words.transit} why={words.transitWhy} value={value.transit} onValue={(transit) => set({ transit })} />
      <ChoiceField path="movement" label={words.movement} why={words.movementWhy} options={movements} value={value.movement} onValue={(movement) => set({ movement })} />
    </div>
  );
}

export function PartiesFields({ value, onValue }: Section<PartyDraft[]>) {
  const words = checkText.parties;
  const set = (at: number, part: Partial<PartyDraft>) => onValue(value.map((party, index) => (index === at ? { ...party, ...part } : party)));
  return (
    <>
      <p class="why">{words.lead}</p>
      {value.map((party, index) => (
        <PartyFields key={index} index={index} party={party} onParty={(part) => set(index, part)}
          onRemove={value.length > 1 ? () => onValue(value.filter((_, at) => at !== index)) : null} />
      ))}
      <button type="button" class="quiet small-button" onClick={() => onValue([...value, emptyParty])}><Icon name="plus" />{words.add}</button>
    </>
  );
}

function PartyFields({ index, party, onParty, onRemove }: {
  index: number; party: PartyDraft; onParty: (part: Partial<PartyDraft>) => void; onRemove: (() => void) | null;
}) {
  const words = checkText.parties;
  const path = `parties[${index}]`;
  const errors = useContext(Errors);
  const folded = ["address", "aliases", "owners", "birthDate", "military"] as const;
  const needsLook = folded.some((name) => party[name] !== "" || [...errors.keys()].some((key) => key.startsWith(`${path}.${name}`)));
  return (
    <fieldset class="row-card">
      <legend class="row-title">{words.legend(index)}</legend>
      {onRemove && <RemoveButton label={words.remove(index)} onRemove={onRemove} />}
      <div class="grid">
        <TextField path={`${path}.name`} className="wide" label={words.name} why={words.nameWhy} value={party.name} onValue={(name) => onParty({ name })} />
        <ChoiceField path={`${path}.role`} label={words.role} options={roles} value={party.role} onValue={(role) => onParty({ role })} />
        <TextField path={`${path}.country`} label={words.country} list={countryList} value={party.country} onValue={(country) => onParty({ country })} />
        <ChoiceField path={`${path}.kind`} label={words.kind} options={partyKinds} value={party.kind} onValue={(kind) => onParty({ kind })} />
      </div>
      <Fold title={words.more} isNeeded={needsLook}>
        <div class="grid">
          <TextField path={`${path}.address`} className="wide" label={words.address} why={words.addressWhy} value={party.address} onValue={(address) => onParty({ address })} />
          <TextField path={`${path}.owners`} holdsList lines={2} label={words.owners} why={words.ownersWhy} value={party.owners} onValue={(owners) => onParty({ owners })} />
          <TextField path={`${path}.aliases`} holdsList lines={2} label={words.aliases} why={words.aliasesWhy} value={party.aliases} onValue={(aliases) => onParty({ aliases })} />
          {party.kind === "person" && (
            <TextField path={`${path}.birthDate`} type="date" label={words.birthDate} why={words.birthDateWhy} value={party.birthDate} onValue={(birthDate) => onParty({ birthDate })} />
          )}
          <ChoiceField path={`${path}.military`} label={words.military} why={words.militaryWhy} options={military} value={party.military} onValue={(value) => onParty({ military: value })} />
        </div>
      </Fold>
    </fieldset>
  );
}

export function EndUseFields({ value, onValue }: Section<Draft["endUse"]>) {
  const words = checkText.endUse;
  const set = (part: Partial<Draft["endUse"]>) => onValue({ ...value, ...part });
  return (
    <div class="grid">
      <ChoiceField path="endUse.code" label={words.code} why={words.codeWhy} options={endUses} value={value.code} onValue={(code) => set({ code })} />
      <ChoiceField path="endUse.military" label={words.military} why={words.militaryWhy} options={military} value={value.military} onValue={(one) => set({ military: one })} />
      <YesNoField path="endUse.wmdDelivery" className="wide" label={words.wmd} why={words.wmdWhy} value={value.wmdDelivery} onValue={(wmdDelivery) => set({ wmdDelivery })} />
      <TextField path="endUse.description" lines={2} label={words.description} why={words.descriptionWhy} value={value.description} onValue={(description) => set({ description })} />
      <TextField path="endUse.statements" holdsList lines={2} label={words.statements} why={words.statementsWhy} value={value.statements} onValue={(statements) => set({ statements })} />
    </div>
  );
}

export function OrderFields({ value, onValue }: Section<{ reference: string; orderId: string }>) {
  const words = checkText.order;
  return (
    <div class="grid">
      <TextField path="reference" label={words.reference} why={words.referenceWhy} value={value.reference} onValue={(reference) => onValue({ ...value, reference })} />
      <TextField path="orderId" label={words.orderId} why={words.orderIdWhy} value={value.orderId} onValue={(orderId) => onValue({ ...value, orderId })} />
    </div>
  );
}
