import type { SingleBar } from 'cli-progress'
import { isQuiet } from './notes.ts'

/** What a long run shows on a terminal, and nothing elsewhere. Shares go from 0 to 1. */
export interface Progress {
  /** One more report analysed; `share` of all inputs that is behind it, undefined where nobody knows. */
  report(share: number | undefined): void
  /** What failed is behind, too. */
  failed(share: number | undefined): void
  /** The reports that were read are being compared, and `share` of that is done. */
  comparing(share: number): void
  /** Makes room for a line on the terminal. */
  clear(): void
  stop(): void
}

/** What is under way, as it is shown. `share` never falls while the stage is the same. */
export interface ProgressState {
  stage: 'reading' | 'comparing'
  reports: number
  share: number | undefined
}

const nothing = () => {}

/**
 * A bar on standard error (none with --quiet), shown from the second half-second on so that a short run stays quiet.
 * @param draw shows a state, by default as a bar
 */
export async function createProgress(
  shown: boolean,
  draw?: (state: ProgressState) => void,
): Promise<Progress> {
  if (!shown || isQuiet())
    return { report: nothing, failed: nothing, comparing: nothing, clear: nothing, stop: nothing }
  const bar = draw ? undefined : await createBar()
  const show = draw ?? ((state: ProgressState) => bar?.draw(state))
  let state: ProgressState = { stage: 'reading', reports: 0, share: undefined }
  const move = (stage: ProgressState['stage'], reports: number, share: number | undefined) => {
    const before = stage === state.stage ? (state.share ?? 0) : 0
    state = { stage, reports, share: share === undefined ? undefined : Math.min(1, Math.max(before, share)) }
    show(state)
  }
  return {
    report: (share) => move('reading', state.reports + 1, share),
    failed: (share) => move('reading', state.reports, share),
    comparing: (share) => move('comparing', state.reports, share),
    clear: () => bar?.clear(),
    stop: () => bar?.stop(),
  }
}

/** The line of a state, without the bar before it. */
export function progressWords({ stage, reports, share }: ProgressState): string {
  const percent = share === undefined ? '' : `${Math.floor(share * 100)} % · `
  return `${percent}${stage === 'comparing' ? 'comparing reports' : 'reports'}: ${reports}`
}

async function createBar() {
  const library = await import('cli-progress')
  const started = Date.now()
  let bar: SingleBar | undefined
  return {
    draw(state: ProgressState): void {
      if (!bar) {
        if (Date.now() - started < 500) return
        bar = new library.SingleBar(
          {
            format: (options, { progress }, { state }: { state: ProgressState }) => {
              const full = Math.round(progress * 40)
              const drawn =
                state.share === undefined
                  ? ''
                  : `${options.barCompleteString?.slice(0, full) ?? ''}${options.barIncompleteString?.slice(full, 40) ?? ''} `
              return drawn + progressWords(state)
            },
            barsize: 40,
            clearOnComplete: true,
            hideCursor: true,
            stream: process.stderr,
          },
          library.Presets.rect,
        )
        bar.start(1, state.share ?? 0, { state })
      }
      bar.update(state.share ?? 0, { state })
    },
    clear(): void {
      if (bar) process.stderr.write('\r\u001b[K')
    },
    stop(): void {
      bar?.stop()
      bar = undefined
    },
  }
}
