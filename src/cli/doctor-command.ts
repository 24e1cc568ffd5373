import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { longestReport } from '../api/limits.ts'
import { carefulModels } from '../engine/careful-models.ts'
import { version } from '../engine/version.ts'
import { fileOfResource, hashOfResource } from '../node-resources.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { carefulReaderMissing } from '../server/reader-choice.ts'
import { type DatabaseState, databaseState, defaultDatabase } from '../store/open-store.ts'
import { unpackedModel } from '../unpacked-model.ts'
import { oneOf } from './analyse-inputs.ts'
import type { CommandOutline } from './command-outline.ts'
import { isQuiet } from './notes.ts'
import { findSettings, ownSettings, readSettings, type Settings, settingsFor } from './settings.ts'

export interface DoctorOptions {
  database?: string
  format?: string
}

/** One thing that was looked at. */
export interface Finding {
  about: 'version' | 'settings' | 'models' | 'reader' | 'database' | 'disk' | 'limits' | 'not needed'
  /** `wrong` is to be mended; `note` is good to know. */
  state: 'well' | 'note' | 'wrong'
  sentence: string
}

/** Below this a database and its log may soon have no room. */
const leastRoom = 512 * 1024 * 1024
/** What reading carefully and serving take at most, over a few thousand reports. */
const leastMemory = 1024 * 1024 * 1024
const oldestNode = [20, 19] as const

const well = (about: Finding['about'], sentence: string): Finding => ({ about, state: 'well', sentence })
const noted = (about: Finding['about'], sentence: string): Finding => ({ about, state: 'note', sentence })
const wrong = (about: Finding['about'], sentence: string): Finding => ({ about, state: 'wrong', sentence })
const amount = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`

/** Whether this Node is one that Selon runs on. */
export function versionFinding(node: string): Finding {
  const [major, minor] = node.split('.').map(Number)
  const here = `Selon ${version} on Node ${node}, ${process.platform} ${process.arch}`
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
    ? well('version', `${here}.`)
    : wrong('version', `${here}: it needs Node ${oldestNode.join('.')} or newer.`)
}

/**
 * Whether each model is there and what it was when it was made, by the hashes of manifest.json.
 * @param folder of the models, absolute; the package's own by default
 */
export function modelFindings(
  folder: string = fileURLToPath(new URL('../models/', import.meta.url)),
): Finding[] {
  let manifest: Record<string, string>
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch {
    return [
      wrong(
        'models',
        `The list of models (${join(folder, 'manifest.json')}) cannot be read: install Selon again.`,
      ),
    ]
  }
  const faults: Finding[] = []
  let bytes = 0
  for (const [name, hash] of Object.entries(manifest)) {
    const file = fileOfResource(name, folder)
    if (!existsSync(file)) {
      const needed = carefulModels.includes(name) ? '; without it the fast reader alone reads' : ''
      faults.push(wrong('models', `The model "${name}" (${file}) is missing${needed}: install Selon again.`))
      continue
    }
    try {
      const stored = readFileSync(file)
      bytes += stored.length
      // The list tells of what an unpacked one was made of, which may stand beside it.
      const packed = file.endsWith('.gz') ? file : `${file}.gz`
      const made = existsSync(packed) ? gunzipSync(readFileSync(packed)) : stored
      if (
        hashOfResource(made) === hash &&
        (file === packed || made === stored || stored.equals(unpackedModel(name, made)))
      )
        continue
      faults.push(wrong('models', `The model "${name}" (${file}) is not what it was: install Selon again.`))
    } catch {
      faults.push(wrong('models', `The model "${name}" (${file}) is damaged: install Selon again.`))
    }
  }
  const count = Object.keys(manifest).length
  return faults.length > 0
    ? faults
    : [well('models', `All ${count} models are there and whole (${amount(bytes)} on the disk).`)]
}

/** What the settings are, and the findings on them. */
function settingsFindings(commands: readonly CommandOutline[]): { findings: Finding[]; settings?: Settings } {
  try {
    const { file, isOwn, passedOver } = findSettings()
    const notes = passedOver === undefined ? [] : [noted('settings', passedOver)]
    if (file === undefined)
      return {
        findings: [...notes, well('settings', `No file of settings; yours would be ${ownSettings()}.`)],
      }
    const settings = readSettings({ file, isOwn }, commands)
    return { findings: [...notes, well('settings', `Settings come from ${file}.`)], settings }
  } catch (error) {
    return { findings: [wrong('settings', error instanceof Error ? error.message : String(error))] }
  }
}

/** What the state of a database means. */
export function databaseFinding({ place, schema, newest }: DatabaseState): Finding {
  if (schema === undefined)
    return noted('database', `There is no database at ${place} yet: selon ingest FILE makes one.`)
  if (schema > newest)
    return wrong(
      'database',
      `The database ${place} was made by a newer Selon (its schema is ${schema}, this Selon knows ${newest}): update Selon.`,
    )
  if (schema < newest)
    return noted(
      'database',
      `The database ${place} has schema ${schema}; the next command that may write to it brings it to ${newest}. Make a copy before: selon backup FILE.`,
    )
  return well('database', `The database ${place} answers, and its schema (${schema}) is this Selon's.`)
}

async function databaseFindings(database: string): Promise<Finding[]> {
  let state: DatabaseState
  try {
    state = await databaseState(database)
  } catch (error) {
    return [wrong('database', error instanceof Error ? error.message : String(error))]
  }
  const finding = databaseFinding(state)
  if (state.kind !== 'sqlite') return [finding]
  let folder = dirname(state.place)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  const room = bavail * bsize
  const size = statSync(state.place, { throwIfNoEntry: false })?.size ?? 0
  const free = `${amount(room)} are free where the database lies${size > 0 ? ` (it has ${amount(size)})` : ''}`
  return [
    finding,
    room < leastRoom
      ? wrong('disk', `Only ${free}: make room before you take in more.`)
      : well('disk', `${free}.`),
  ]
}

function limitFindings(): Finding[] {
  const reader = carefulReaderMissing()
  // A container may have less than its machine; Node knows it as of 20.13.
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return [
    reader === undefined
      ? well('reader', 'Both readers can read here.')
      : wrong('reader', `${reader}: the fast reader alone reads.`),
    memory < leastMemory
      ? noted(
          'limits',
          `There is ${amount(memory)} of memory: the careful reader and a large database want 1 GB or more; --reader fast takes less.`,
        )
      : well(
          'limits',
          `${amount(memory)} of memory (${amount(freemem())} free), ${availableParallelism()} processors.`,
        ),
    well('limits', `A report has at most ${longestReport.toLocaleString('en')} characters, and two minutes.`),
    well(
      'not needed',
      'No network, no PostgreSQL (unless --database is a postgres:// address) and no Chromium (any browser shows the desk).',
    ),
  ]
}

const glyphs = { well: '✓', note: '!', wrong: '✗' } as const

/**
 * `selon doctor`: looks at version, settings, models, database, disk and limits; changes nothing, asks no network but the
 * database's.
 * @returns the exit code: 0, or 1 where something is to be mended
 */
export async function doctorCommand(
  options: DoctorOptions,
  commands: readonly CommandOutline[],
): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const { findings, settings } = settingsFindings(commands)
  const own = commands.find(({ name }) => name === 'doctor')
  const set = settings && own ? settingsFor(own, settings).get('database') : undefined
  const database =
    options.database ??
    (process.env['SELON_DATABASE'] || undefined) ??
    (set === undefined ? defaultDatabase() : `${set}`)
  const all = [
    versionFinding(process.versions.node),
    ...findings,
    ...modelFindings(),
    ...(await databaseFindings(database)),
    ...limitFindings(),
  ]
  const isWell = !all.some(({ state }) => state === 'wrong')
  if (format === 'json')
    process.stdout.write(`${forJson(JSON.stringify({ well: isWell, findings: all }, null, 2))}\n`)
  else {
    const shown = isQuiet() ? all.filter(({ state }) => state === 'wrong') : all
    for (const { state, about, sentence } of shown)
      process.stdout.write(`${glyphs[state]} ${about.padEnd(10)}  ${forTerminal(sentence)}\n`)
  }
  return isWell ? 0 : 1
}
