/**
 * What it takes to bring a database of an older Selon to the newest schema: `npx tsx bench/migration.ts DATABASE`, a copy of one,
 * since it is changed. Prints seconds, CPU seconds of this process, its memory at most, and the size before and after (of a file).
 */
import { existsSync, statSync } from 'node:fs'
import { databaseState, openStore } from '../src/store/open-store.ts'
import { memoryOf } from './processes.ts'

const database = process.argv[2]
if (database === undefined) throw new Error('Name a copy of a database: npx tsx bench/migration.ts DATABASE')
const megabytes = () => (existsSync(database) ? Math.round(statSync(database).size / 1e6) : undefined)
const tenth = (figure: number) => Math.round(figure * 10) / 10

const { schema, newest } = await databaseState(database)
const before = megabytes()
const begun = performance.now()
const store = await openStore(database, { tell: (sentence) => console.error(sentence) })
const seconds = tenth((performance.now() - begun) / 1000)
const { user, system } = process.cpuUsage()
const { peak } = memoryOf(process.pid)
const { reports } = await store.counts()
await store.close()
console.log(
  JSON.stringify({
    from: schema,
    to: newest,
    reports,
    seconds,
    cpuSeconds: tenth((user + system) / 1e6),
    peakMegabytes: peak,
    megabytesBefore: before,
    megabytesAfter: megabytes(),
  }),
)
