/** What Chromium knows besides: the tab itself is offered first. */
interface TabOptions extends DisplayMediaStreamOptions {
  readonly preferCurrentTab: boolean;
  readonly selfBrowserSurface: 'include';
}

const OPTIONS: TabOptions = { video: true, preferCurrentTab: true, selfBrowserSurface: 'include' };

/** Until what has just changed in the page, the hidden widget, has changed in the stream. */
const SETTLED_MS = 250;

/** Telephones cannot. */
export function canCapture(): boolean {
  return 'getDisplayMedia' in (navigator.mediaDevices ?? {});
}

/** A picture of what the visitor allows, without the widget. Rejects where nothing is allowed. */
export async function captureTab(host: Element): Promise<ImageBitmap> {
  host.toggleAttribute('capturing', true);
  try {
    return await firstPictureOf(await navigator.mediaDevices.getDisplayMedia(OPTIONS));
  } finally {
    host.toggleAttribute('capturing', false);
  }
}

async function firstPictureOf(stream: MediaStream): Promise<ImageBitmap> {
  try {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    return await createImageBitmap(video);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
