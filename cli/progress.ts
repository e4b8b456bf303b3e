/** Milliseconds before a bar appears: shorter work needs none. */
const delay = 500;
const width = 30;

/** A progress bar on one line. Prints nothing if the stream is not a terminal, or if the work is short. */
export interface ProgressBar {
  readonly show: (done: number, total: number) => void;
  /** Removes the bar. */
  readonly end: () => void;
}

export function progressBar(label: string, stream: NodeJS.WriteStream): ProgressBar {
  const began = performance.now();
  let isShown = false;
  return {
    show(done, total) {
      if (!stream.isTTY || performance.now() - began < delay) return;
      const part = total === 0 ? 1 : done / total;
      const filled = Math.round(part * width);
      stream.write(
        `\r${label} [${'='.repeat(filled)}${' '.repeat(width - filled)}] ${Math.round(part * 100)} %`,
      );
      isShown = true;
    },
    end() {
      if (isShown) stream.write(`\r${' '.repeat(label.length + width + 10)}\r`);
    },
  };
}
