import { el } from './el.ts';
import type { Outcome } from './outcome.ts';
import type { ScreenshotProps } from './screenshot/screenshot-panel.ts';

/**
 * Sends a picture after its letter, once that got through; answers what is to be said, `said` included.
 *
 * @param takes - the letter was just written here: it is the one that the picture belongs to
 */
export type FollowLetter = (
  said: string,
  key: string,
  outcome: Outcome,
  takes: boolean,
) => Promise<string>;

/** Where a visitor takes a picture, or chooses one. */
export interface ScreenshotPanel {
  readonly element: HTMLElement;
  focus(): void;
  readonly follow: FollowLetter;
}

/** Brings the file that takes pictures. */
export type LoadScreenshot = () => Promise<{
  screenshotPanel(props: ScreenshotProps): ScreenshotPanel;
}>;

export interface ScreenshotSlot {
  readonly element: HTMLElement;
  readonly follow: FollowLetter;
}

/**
 * A button, until it is pressed: only then is the file loaded that takes pictures.
 *
 * @param build - answers undefined where the file could not be loaded: the next click tries again
 */
export function screenshotSlot(
  label: string,
  build: () => Promise<ScreenshotPanel | undefined>,
): ScreenshotSlot {
  let panel: ScreenshotPanel | undefined;
  let isLoading = false;
  const button = el('button', { type: 'button' }, label);
  const element = el('div', {}, button);
  button.addEventListener('click', async () => {
    if (isLoading) return;
    isLoading = true;
    panel = await build();
    isLoading = false;
    if (!panel) return;
    element.replaceChildren(panel.element);
    panel.focus();
  });
  return {
    element,
    follow: async (said, ...letter) => (panel ? panel.follow(said, ...letter) : said),
  };
}
