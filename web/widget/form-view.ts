import type { Faults } from './compose.ts';
import type { Dictionary } from './dictionary.ts';
import { el } from './el.ts';
import { fillClock } from './fill-clock.ts';
import { type FormValues, KINDS, type Kind, SCALES, type Scale } from './form-values.ts';

/** The form as its dialog sees it. */
export interface FormView {
  readonly form: HTMLFormElement;
  /** Says what goes along. */
  readonly hint: HTMLElement;
  values(): FormValues;
  /** Says what is to be mended, each beside its field, and goes to the first. */
  show(faults: Faults): void;
  /** Puts words back that came to nothing, unless others stand there by now. */
  restore(message: string): void;
}

/** By which buttons that stand outside belong to it. */
export const FORM = 'form';

/** What a machine likes to tell, and no browser fills in by itself. */
const TRAP = 'website';

/** A field with a label, and a place for what is wrong with it. */
interface Field {
  readonly parts: readonly Node[];
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  say(fault: string): void;
}

/**
 * @param scale - which question is asked besides; none by default
 * @param asksBeta - whether the visitor may want to be a beta tester
 */
export function formView(texts: Dictionary, scale: Scale | undefined, asksBeta: boolean): FormView {
  const fields = {
    message: field(
      texts.message,
      el('textarea', { id: 'message', rows: 4, 'aria-required': 'true' }),
    ),
    email: field(texts.email, el('input', { id: 'email', type: 'email', autocomplete: 'email' })),
    consent: checkbox('consent', texts.consent),
  };
  const { message, email, consent } = fields;
  const beta = asksBeta ? checkbox('beta', texts.beta).parts : [];
  const hint = el('p', { class: 'hint' });
  const form = el(
    'form',
    { id: FORM, novalidate: true },
    choice(
      texts.kind,
      'kind',
      KINDS.map((kind) => [kind, texts[kind]]),
      'bug',
    ),
    el('div', {}, ...message.parts),
    ...(scale ? [choice(texts[scale], 'rating', valuesOf(scale, texts))] : []),
    el('div', {}, ...email.parts, ...consent.parts, ...beta),
    trap(),
    hint,
  );
  const openMs = fillClock(form);
  return {
    form,
    hint,
    values: () => ({ ...valuesIn(form, scale), timeToFillMs: openMs() }),
    show(faults) {
      for (const [name, { say }] of Object.entries(fields)) {
        const fault = faults[name as keyof Faults];
        say(fault ? texts[fault] : '');
      }
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    },
    restore(words) {
      message.input.value ||= words;
    },
  };
}

function field(label: string, input: Field['input']): Field {
  const { id, type } = input;
  const error = el('p', { class: 'error', id: `${id}-error` });
  input.name = id;
  input.setAttribute('aria-describedby', error.id);
  const name =
    type === 'checkbox'
      ? el('label', { class: 'choice' }, input, label)
      : el('label', { for: id }, label);
  const say = (fault: string) => {
    error.textContent = fault;
    input.ariaInvalid = fault ? 'true' : null;
  };
  input.addEventListener('input', () => say(''));
  return { parts: type === 'checkbox' ? [name, error] : [name, input, error], input, say };
}

function checkbox(id: string, label: string): Field {
  return field(label, el('input', { id, type: 'checkbox' }));
}

/** For machines, which fill in whatever there is. People never get to it, nor do screen readers. */
function trap(): HTMLElement {
  const input = el('input', { name: TRAP, tabindex: -1, autocomplete: 'off' });
  return el('p', { class: 'trap', 'aria-hidden': 'true' }, input);
}

type Option = readonly [value: string | number, label: string];

function choice(question: string, name: string, options: readonly Option[], chosen?: string) {
  const radios = options.map(([value, label]) =>
    el(
      'label',
      { class: 'choice' },
      el('input', { type: 'radio', name, value, checked: value === chosen }),
      label,
    ),
  );
  return el('fieldset', {}, el('legend', {}, question), ...radios);
}

function valuesOf(scale: Scale, { down, up }: Dictionary): Option[] {
  return SCALES[scale].map((value) => [
    value,
    scale === 'thumb' ? (value ? up : down) : String(value),
  ]);
}

function valuesIn(
  form: HTMLFormElement,
  scale: Scale | undefined,
): Omit<FormValues, 'timeToFillMs'> {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '');
  const rating = text('rating');
  return {
    kind: text('kind') as Kind,
    message: text('message'),
    rating: scale && rating ? { scale, value: Number(rating) } : undefined,
    email: text('email'),
    consent: data.has('consent'),
    beta: data.has('beta'),
    trap: text(TRAP),
  };
}
