import type { SingleBar } from 'cli-progress'

/** What a long run shows on a terminal, and nothing elsewhere. */
export interface Progress {
  /** Bytes read of an input; `total` undefined where nobody knows. */
  bytes(done: number, total: number | undefined): void
  /** One more report analysed, of that many UTF-16 units. */
  report(length: number): void
  /** Makes room for a line on the terminal. */
  clear(): void
  stop(): void
}

/** A bar on standard error, shown from the second half-second on so that a short run stays quiet. */
export async function createProgress(shown: boolean): Promise<Progress> {
  if (!shown) return { bytes: () => {}, report: () => {}, clear: () => {}, stop: () => {} }
  const library = await import('cli-progress')
  const started = Date.now()
  let bar: SingleBar | undefined
  let reports = 0
  let done = 0
  let total: number | undefined
  const draw = () => {
    if (!bar) {
      if (Date.now() - started < 500) return
      bar = new library.SingleBar(
        {
          format: '{bar} {percentage} % · reports: {reports}',
          clearOnComplete: true,
          hideCursor: true,
          stream: process.stderr,
        },
        library.Presets.rect,
      )
      bar.start(total ?? 1, 0, { reports })
    }
    bar.setTotal(total ?? Math.max(done * 2, 1))
    bar.update(done, { reports })
  }
  return {
    bytes: (read, all) => {
      done = read
      total = all
      draw()
    },
    report: () => {
      reports++
      draw()
    },
    clear: () => {
      if (bar) process.stderr.write('\r\u001b[K')
    },
    stop: () => {
      bar?.stop()
      bar = undefined
    },
  }
}
