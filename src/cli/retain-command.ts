import { UsageError } from './usage-error.ts'
import { countFrom, type DatabaseOptions, withStore } from './with-store.ts'

export interface RetainOptions extends DatabaseOptions {
  days?: string
  dryRun?: boolean
  corrected?: boolean
}

/** `selon retain`: lets the texts of old reports go, and says how many. */
export async function retainCommand({
  days: given,
  dryRun = false,
  corrected = false,
  ...database
}: RetainOptions): Promise<number> {
  const days = countFrom('days', given)
  if (days === undefined) throw new UsageError('Say how many days a text is kept: --days 90.')
  return withStore(database, async (store) => {
    const retained = await store.retain(days, { dryRun, corrected })
    const texts = (count: number) => `${count} ${count === 1 ? 'text' : 'texts'}`
    process.stdout.write(
      `${dryRun ? `${texts(retained.reports)} would go` : `${texts(retained.reports)} let go`}, of reports taken in before ${retained.before.slice(0, 16).replace('T', ' ')} UTC\n`,
    )
    if (retained.corrected > 0)
      process.stdout.write(
        `${retained.corrected} kept, since people corrected or judged something there (--corrected lets them go too)\n`,
      )
    return 0
  })
}
