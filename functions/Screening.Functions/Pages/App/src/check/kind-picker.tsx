import { useContext, useRef, useState } from "preact/hooks";
import { Errors, errorOf, idOf } from "../parts/fields";
import { Icon } from "../parts/icons";
import { checkText, kindText } from "../text";
import { kindNames, type Kind } from "./kinds";

/** The kinds whose name, scope or words have every word that was typed. */
export function matching(typed: string): Kind[] {
  const words = typed.toLocaleLowerCase().split(/[\s,]+/).filter((word) => word !== "");
  return kindNames.filter((kind) => {
    const { name, covers, words: known } = kindText[kind];
    const text = `${name} ${covers} ${known}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What it is, in the words of its maker: a search over kinds, which are radio buttons, so that keyboard and reader know them. */
export function KindPicker({ path, value, onValue }: { path: string; value: Kind | ""; onValue: (kind: Kind) => void }) {
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(value === "");
  // A press chooses and closes; the arrow keys choose as they pass, so only Enter closes.
  const isPressed = useRef(false);
  const error = errorOf(useContext(Errors), path, false);
  const id = idOf(path);
  if (!isOpen && value !== "") {
    return (
      <div class="kind-chosen" data-path={path}>
        <div><strong>{kindText[value].name}</strong><p class="why">{kindText[value].covers}</p></div>
        <button type="button" class="quiet" id={id} onClick={() => setOpen(true)}>
          {checkText.kindChange}<span class="unseen"> {kindText[value].name}</span>
        </button>
        {error && <p class="field-error">{error}</p>}
      </div>
    );
  }
  const found = matching(typed);
  return (
    <div class="kind-picker" data-path={path}>
      <label for={id}>{checkText.kindSearch}</label>
      <span class="search-box">
        <Icon name="search" />
        <input id={id} type="search" value={typed} placeholder={checkText.kindHint} autocomplete="off" spellcheck={false}
          aria-describedby={error ? `${id}-error` : undefined} aria-invalid={error ? "true" : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              if (found.length === 1) {
                onValue(found[0]!);
                setOpen(false);
              }
            }
          }} />
      </span>
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
      <p class="unseen" role="status">{checkText.kindCount(found.length)}</p>
      {found.length === 0 && <p class="why">{checkText.kindNone}</p>}
      <fieldset class="kinds">
        <legend class="unseen">{checkText.kindLegend}</legend>
        {(found.length === 0 ? (["component", "generic"] as Kind[]) : found).map((kind) => (
          <label key={kind} class="kind" onPointerDown={() => { isPressed.current = true; }}>
            <input type="radio" name={`${id}-kind`} value={kind} checked={value === kind}
              onChange={() => onValue(kind)}
              onClick={() => {
                if (isPressed.current) {
                  isPressed.current = false;
                  onValue(kind);
                  setOpen(false);
                }
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") {
                  event.preventDefault();
                  onValue(kind);
                  setOpen(false);
                }
              }} />
            <span class="kind-name">{kindText[kind].name}</span>
            <span class="kind-covers">{kindText[kind].covers}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
