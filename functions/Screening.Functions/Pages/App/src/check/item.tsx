import { useContext } from "preact/hooks";
import { ChoiceField, Errors, errorOf, TextField, YesNoField } from "../parts/fields";
import { Fold } from "../parts/fold";
import { Icon } from "../parts/icons";
import { checkText, fieldText, optionText } from "../text";
import { emptyPoint, type ItemDraft } from "./draft";
import { KindPicker } from "./kind-picker";
import { codeFields, fields, kinds, type FieldName } from "./kinds";

interface Props {
  index: number;
  item: ItemDraft;
  onItem: (item: ItemDraft) => void;
  onRemove: (() => void) | null;
}

export function ItemFields({ index, item, onItem, onRemove }: Props) {
  const errors = useContext(Errors);
  const path = `items[${index}]`;
  const shape = item.kind === "" ? null : kinds[item.kind];
  const set = (name: FieldName, value: string) => onItem({ ...item, values: { ...item.values, [name]: value } });
  const field = (name: FieldName) => <ItemField key={name} name={name} path={`${path}.${name}`} value={item.values[name] ?? ""} onValue={(value) => set(name, value)} />;
  const needsLook = (names: FieldName[]) => names.some((name) => errors.has(`${path}.${name}`) || (item.values[name] ?? "") !== "");
  return (
    <fieldset class="row-card">
      <legend class="unseen">{checkText.item(index)}</legend>
      {onRemove && <RemoveButton label={checkText.removeItem(index)} onRemove={onRemove} />}
      <KindPicker path={`${path}.class`} value={item.kind} onValue={(kind) => onItem({ ...item, kind })} />
      {shape !== null && (
        <>
          <TextField path={`${path}.description`} label={checkText.description} value={item.description} onValue={(description) => onItem({ ...item, description })} />
          {shape.flies && <Points path={`${path}.performance`} item={item} onItem={onItem} />}
          {shape.first.length > 0 && <div class="grid">{shape.first.map(field)}</div>}
          {shape.more.length > 0 && (
            <Fold title={checkText.moreFigures} isNeeded={needsLook(shape.more)}>
              <div class="grid">{shape.more.map(field)}</div>
            </Fold>
          )}
          <Fold title={checkText.codes} isNeeded={needsLook(codeFields) || !shape.flies}>
            <p class="why">{checkText.codesWhy}</p>
            <div class="grid">{codeFields.map(field)}</div>
          </Fold>
        </>
      )}
    </fieldset>
  );
}

function ItemField({ name, path, value, onValue }: { name: FieldName; path: string; value: string; onValue: (value: string) => void }) {
  const field = fields[name];
  const common = { path, value, onValue, label: fieldText[name].label, why: fieldText[name].why };
  switch (field.type) {
    case "number":
      return <TextField {...common} unit={field.unit} decimal />;
    case "text":
      return <TextField {...common} />;
    case "yes-no":
      return <YesNoField {...common} />;
    case "choice":
      return <ChoiceField {...common} options={field.options.map((option) => ({ value: option, label: optionText[option] ?? option }))} />;
  }
}

/** Pairs of range and payload, which the system reaches at the same time. */
function Points({ path, item, onItem }: { path: string; item: ItemDraft; onItem: (item: ItemDraft) => void }) {
  const errors = useContext(Errors);
  const whole = errorOf(errors, path, false);
  const set = (at: number, part: Partial<ItemDraft["points"][number]>) =>
    onItem({ ...item, points: item.points.map((point, index) => (index === at ? { ...point, ...part } : point)) });
  return (
    <fieldset class="points" data-path={path}>
      <legend>{checkText.figures}</legend>
      <p class="why">{checkText.figuresWhy}</p>
      {whole && <p class="field-error">{whole}</p>}
      {item.points.map((point, index) => (
        <div class="point" key={index}>
          <TextField path={`${path}[${index}].rangeKm`} label={checkText.rangeKm} unit="km" decimal value={point.rangeKm} onValue={(rangeKm) => set(index, { rangeKm })} />
          <TextField path={`${path}[${index}].payloadKg`} label={checkText.payloadKg} unit="kg" decimal value={point.payloadKg} onValue={(payloadKg) => set(index, { payloadKg })} />
          {item.points.length > 1 && (
            <RemoveButton label={checkText.removePoint(index)} onRemove={() => onItem({ ...item, points: item.points.filter((_, at) => at !== index) })} />
          )}
        </div>
      ))}
      <button type="button" class="quiet small-button" onClick={() => onItem({ ...item, points: [...item.points, emptyPoint] })}>
        <Icon name="plus" />{checkText.addPoint}
      </button>
    </fieldset>
  );
}

export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" class="remove" aria-label={label} title={label} onClick={onRemove}><Icon name="trash" /></button>
  );
}
