import type { Locales } from '../locales.ts';

/** What is said about screenshots, in one language. */
export interface ScreenshotTexts {
  readonly capture: string;
  /** Beside the field for a file. */
  readonly pick: string;
  /** What the picture is, for who does not see it. */
  readonly preview: string;
  readonly check: string;
  readonly remove: string;
  readonly unreadable: string;
  /** The words got through, and it did not. */
  readonly lost: string;
  /** The words wait, and it waits with them. */
  readonly waits: string;
}

const ENGLISH: ScreenshotTexts = {
  capture: 'Take a picture of this page',
  pick: 'Or choose a picture',
  preview: 'Your screenshot',
  check: 'It is sent along. Please look whether it shows anything private.',
  remove: 'Remove the screenshot',
  unreadable: 'This picture cannot be read. PNG, JPEG and WebP can.',
  lost: 'But the screenshot did not get through.',
  waits: 'The screenshot goes along while this page stays open.',
};

const GERMAN: ScreenshotTexts = {
  capture: 'Ein Bild dieser Seite aufnehmen',
  pick: 'Oder ein Bild auswählen',
  preview: 'Ihr Bildschirmfoto',
  check: 'Es wird mitgesendet. Bitte sehen Sie nach, ob es etwas Privates zeigt.',
  remove: 'Bildschirmfoto entfernen',
  unreadable: 'Dieses Bild lässt sich nicht lesen. PNG, JPEG und WebP gehen.',
  lost: 'Nur das Bildschirmfoto kam nicht an.',
  waits: 'Das Bildschirmfoto geht mit, solange diese Seite offen bleibt.',
};

/** In the language of the dialog, the page's own words before ours. */
export function screenshotTexts(language: string, locales: Locales): ScreenshotTexts {
  const whole = language.toLowerCase();
  const [first = ''] = whole.split('-');
  const ours = first === 'de' ? GERMAN : ENGLISH;
  return { ...ours, ...locales.get(first), ...locales.get(whole) };
}
