import type { Attachable } from './attachable.ts';
import { el } from './el.ts';
import type { ScreenshotProps } from './screenshot/screenshot-panel.ts';

/** Where a visitor takes a picture, or chooses one. */
export interface ScreenshotPanel {
  readonly element: HTMLElement;
  focus(): void;
  /** The picture, which is gone from the form with that. */
  take(): Attachable | undefined;
}

/** Brings the file that takes pictures. */
export type LoadScreenshot = () => Promise<{
  screenshotPanel(props: ScreenshotProps): ScreenshotPanel;
}>;

export interface ScreenshotSlot {
  readonly element: HTMLElement;
  take: ScreenshotPanel['take'];
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
  return { element, take: () => panel?.take() };
}
