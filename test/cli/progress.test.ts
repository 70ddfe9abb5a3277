import { Progress } from '../../cli/progress.ts';

function started(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const write = (text: string | Uint8Array) => {
    written.push(String(text));
    return true;
  };
  const progress = new Progress({ isTTY, write } as never, () => now);
  const at = (ms: number, text: string) => {
    now = ms;
    progress.tell(text);
  };
  return { progress, written, at };
}

test('says nothing for two seconds, then a line that is written over, and takes it away', () => {
  const { progress, written, at } = started(true);
  at(1_999, 'early');
  at(2_000, 'one');
  at(2_100, 'too soon');
  at(2_200, 'two');
  progress.end();
  expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Ktwo', '\r\u001b[K']);
});

test('short work leaves no trace', () => {
  const { progress, written, at } = started(true);
  at(100, 'one');
  progress.end();
  expect(written).toEqual([]);
});

test('says nothing where no terminal is: a script reads the standard error', () => {
  const { progress, written, at } = started(false);
  at(9_000, 'one');
  progress.end();
  expect(written).toEqual([]);
});
