import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Where `npm start` speaks to: a terminal with colours and a spinner, or a pipe with plain lines. */
export interface Console {
  readonly isTerminal: boolean;
  line(text?: string): void;
  paint(style: Style, text: string): string;
  /** Cuts a text so that it ends on the terminal's line, `indent` columns from its left; a pipe gets it whole. */
  cut(text: string, indent: number): string;
  /** Shows that `work` takes its time, then what came of it. */
  progress<T>(text: string, work: () => Promise<T>, outcome: (result: T) => string): Promise<T>;
}

/** The standard output of this process. A reader that goes away (`npm start | head`) is not an error. */
export function openConsole(stream: NodeJS.WriteStream = process.stdout): Console {
  const isTerminal = stream.isTTY === true;
  const coloured = isTerminal && !process.env['NO_COLOR'];
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const line = (text = '') => void stream.write(`${text}\n`);
  return {
    isTerminal,
    line,
    paint: (style, text) => (coloured ? styleText(style, text) : text),
    cut(text, indent) {
      const room = isTerminal ? (stream.columns ?? 0) - indent : 0;
      return room > 1 && text.length > room ? `${text.slice(0, room - 1)}…` : text;
    },
    async progress(text, work, outcome) {
      const spinner = isTerminal ? await spin(text, stream) : undefined;
      if (!spinner) line(text);
      try {
        const result = await work();
        if (spinner) spinner.succeed(outcome(result));
        else line(outcome(result));
        return result;
      } catch (error) {
        spinner?.fail();
        throw error;
      }
    },
  };
}

async function spin(text: string, stream: NodeJS.WriteStream) {
  const { default: ora } = await import('ora'); // an ES module: jest on Node 20 could not load it
  return ora({ text, stream, discardStdin: false }).start();
}
