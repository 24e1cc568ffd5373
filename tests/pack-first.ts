import { pack } from '../scripts/pack.ts'

/** Runs once before the tests: an edited word list counts without anybody having to pack it. */
export async function setup(): Promise<void> {
  await pack()
}
