import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { checkText } from "../text";

// Fields with their label, their why, and the error that the service names for their path.

export const Errors = createContext<ReadonlyMap<string, string>>(new Map());

export function idOf(path: string): string {
  return `f-${path.replace(/[^\w]+/g, "-")}`;
}

/** The error of a path, or of one of its elements when the field holds a list. */
export function errorOf(errors: ReadonlyMap<string, string>, path: string, holdsList: boolean): string | undefined {
  const exact = errors.get(path);
  if (exact !== undefined || !holdsList) {
    return exact;
  }
  const inner = [...errors].filter(([key]) => key.startsWith(`${path}[`) || key.startsWith(`${path}.`));
  return inner.length === 0 ? undefined : inner.map(([, message]) => message).join("; ");
}

export interface Common {
  path: string;
  label: string;
  why?: string | undefined;
  unit?: string | undefined;
  holdsList?: boolean | undefined;
  className?: string | undefined;
}

interface Described {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: "true";
}

function useField({ path, why, holdsList = false }: Common): { error: string | undefined; described: Described } {
  const error = errorOf(useContext(Errors), path, holdsList);
  const id = idOf(path);
  const by = [error && `${id}-error`, why && `${id}-why`].filter(Boolean).join(" ");
  return { error, described: { id, ...(by && { "aria-describedby": by }), ...(error && { "aria-invalid": "true" as const }) } };
}

function Frame({ common, error, children }: { common: Common; error: string | undefined; children: ComponentChildren }) {
  const id = idOf(common.path);
  return (
    <div class={`field ${common.className ?? ""}`} data-path={common.path}>
      <label for={id}>{common.label}</label>
      {common.unit === undefined ? children : <span class="with-unit">{children}<span class="unit">{common.unit}</span></span>}
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
      {common.why && <p class="why" id={`${id}-why`}>{common.why}</p>}
    </div>
  );
}

interface TextProps extends Common {
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "date";
  list?: string;
  decimal?: boolean;
  lines?: number;
  placeholder?: string;
}

export function TextField({ value, onValue, type = "text", list, decimal = false, lines, placeholder, ...common }: TextProps) {
  const { error, described } = useField(common);
  return (
    <Frame common={common} error={error}>
      {lines === undefined
        ? <input {...described} type={type} value={value} list={list} placeholder={placeholder} autocomplete="off" spellcheck={false}
            inputMode={decimal ? "decimal" : "text"} onInput={(event) => onValue(event.currentTarget.value)} />
        : <textarea {...described} rows={lines} value={value} spellcheck={false} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Frame>
  );
}

interface ChoiceProps extends Common {
  value: string;
  onValue: (value: string) => void;
  options: readonly { value: string; label: string }[];
  /** What stands for no choice; without it one must be made. */
  none?: string;
}

export function ChoiceField({ value, onValue, options, none = checkText.notSaid, ...common }: ChoiceProps) {
  const { error, described } = useField(common);
  return (
    <Frame common={common} error={error}>
      <select {...described} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{none}</option>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </Frame>
  );
}

/** Yes, no, or not said: three things, because what is not said is unknown and not no. */
export function YesNoField({ value, onValue, ...common }: Common & { value: string; onValue: (value: string) => void }) {
  const { error, described } = useField(common);
  const { id, ...rest } = described;
  return (
    <fieldset class={`field yes-no ${common.className ?? ""}`} data-path={common.path} {...rest} aria-invalid={undefined}>
      <legend>{common.label}</legend>
      <div class="segments">
        {[["yes", checkText.yes], ["no", checkText.no], ["", checkText.notSaid]].map(([option, label], index) => (
          <label key={option}>
            <input type="radio" name={id} id={index === 0 ? id : undefined} value={option} checked={value === option} onChange={() => onValue(option!)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
      {common.why && <p class="why" id={`${id}-why`}>{common.why}</p>}
    </fieldset>
  );
}
