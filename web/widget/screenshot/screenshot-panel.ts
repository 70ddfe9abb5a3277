import { el } from '../el.ts';
import type { Locales } from '../locales.ts';
import type { FollowLetter, ScreenshotPanel } from '../screenshot-slot.ts';
import type { Attachable } from './attachable.ts';
import { canCapture, captureTab } from './capture-tab.ts';
import { PictureInTow } from './picture-in-tow.ts';
import { SCREENSHOT_STYLE } from './screenshot-style.ts';
import { type ScreenshotTexts, screenshotTexts } from './screenshot-texts.ts';
import { type Picture, shrinkPicture } from './shrink-picture.ts';
import { uploadPicture } from './upload-picture.ts';

/** What the dialog's file gives to this one, which shares no module with it. */
export interface ScreenshotProps {
  readonly host: HTMLElement;
  readonly language: string;
  readonly locales: Locales;
}

/** Builds what takes the place of the button: a picture of this page or of a file, to be seen and removed again. */
export function screenshotPanel({ host, language, locales }: ScreenshotProps): ScreenshotPanel {
  const texts = screenshotTexts(language, locales);
  const capture = el('button', { type: 'button', hidden: !canCapture() }, texts.capture);
  const pick = el('input', { type: 'file', accept: 'image/png,image/jpeg,image/webp' });
  const remove = el('button', { type: 'button' }, texts.remove);
  const choices = el('div', {}, capture, el('label', {}, texts.pick, ' ', pick));
  const preview = el('div', { hidden: true });
  const note = el('p', { role: 'status', class: 'hint' });
  let picture: Picture | undefined;

  const show = (next?: Picture) => {
    picture = next;
    next?.canvas.setAttribute('aria-label', texts.preview);
    preview.replaceChildren(...(next ? [next.canvas, remove] : []));
    preview.hidden = !next;
    choices.hidden = Boolean(next);
    pick.value = '';
    note.textContent = next ? texts.check : '';
  };
  const focus = () => (capture.hidden ? pick : capture).focus();
  const take = async (source: Promise<ImageBitmap>) => {
    try {
      show(await shrinkPicture(await source));
      remove.focus();
    } catch (error) {
      show();
      if (!isChangeOfMind(error)) note.textContent = texts.unreadable;
    }
  };

  capture.addEventListener('click', () => {
    if (!host.hasAttribute('capturing')) take(captureTab(host));
  });
  pick.addEventListener('change', () => {
    const [file] = pick.files ?? [];
    if (file) take(createImageBitmap(file));
  });
  remove.addEventListener('click', () => {
    show();
    focus();
  });
  wear(host);
  return {
    element: el('div', { class: 'screenshot' }, choices, preview, note),
    focus,
    follow: follower(() => picture && attachableOf(picture, texts), show),
  };
}

/** @param followed - called when the letter that was just written is done with: until then its picture is to be seen */
function follower(current: () => Attachable | undefined, followed: () => void): FollowLetter {
  const tow = new PictureInTow();
  return async (said, key, outcome, takes) => {
    if (takes) tow.take(key, current());
    const allSaid = await tow.follow(said, key, outcome);
    if (takes) followed();
    return allSaid;
  };
}

function attachableOf({ file }: Picture, { lost, waits }: ScreenshotTexts): Attachable {
  return { waits, upload: async (url) => ((await uploadPicture(file, url)) ? '' : lost) };
}

/** The visitor was asked, and said no. */
function isChangeOfMind(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}

/** Not a `<style>`: the page's Content-Security-Policy may forbid one. */
function wear({ shadowRoot }: HTMLElement): void {
  const style = new CSSStyleSheet();
  style.replaceSync(SCREENSHOT_STYLE);
  shadowRoot?.adoptedStyleSheets.push(style);
}
