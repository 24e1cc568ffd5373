/** What the environment says of a terminal. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Columns where nobody says how many there are. */
const usualWidth = 100

/**
 * Columns that lines may take: COLUMNS where it is a number (a person may set it, also where output goes to a file), else
 * what the terminal has, else 100.
 */
export function terminalWidth(
  environment: Environment = process.env,
  ofTerminal: number | undefined = process.stdout.columns,
): number {
  const set = environment['COLUMNS'] ?? ''
  if (/^[1-9]\d{0,4}$/.test(set)) return Number(set)
  return ofTerminal !== undefined && ofTerminal > 0 ? ofTerminal : usualWidth
}

/**
 * Whether to write in colours. The option decides; then FORCE_COLOR (0 and false: none), then NO_COLOR and TERM=dumb (none),
 * as Node has them; else a terminal has colours and a file has none.
 * @param option false with --no-color
 * @param toTerminal whether a person sees it at once
 */
export function wantsColour(
  option: boolean | undefined,
  toTerminal: boolean,
  environment: Environment = process.env,
): boolean {
  if (option === false) return false
  const forced = environment['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (environment['NO_COLOR'] || environment['TERM'] === 'dumb') return false
  return toTerminal
}
