import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Language } from '../contract/analysis.ts'
import type { LedgerRow } from '../contract/api.ts'
import type { TextTarget } from './formats.ts'
import { labelsFor } from './labels.ts'
import { ledgerColumns } from './ledger-export.ts'

/** Rows of one group: so many stand in memory. */
const rowsOfGroup = 10_000

type ColumnKind = 'STRING' | 'INT32' | 'DOUBLE'
type Cell = (row: LedgerRow) => string | number | undefined

const numbers: Readonly<Record<string, ColumnKind>> = {
  latitude: 'DOUBLE',
  longitude: 'DOUBLE',
  origins: 'INT32',
  reports: 'INT32',
  start: 'INT32',
  end: 'INT32',
}

/** The columns of the table, each code with its words behind it. */
function columnsIn(language: Language): Readonly<Record<string, Cell>> {
  const labels = labelsFor(language)
  const words: Readonly<Record<string, Cell>> = {
    speaker_kind: ({ speaker }) => labels.voices[speaker.kind],
    factuality: ({ factuality }) => labels.factuality[factuality],
    outlet_factuality: ({ outletFactuality }) => labels.factuality[outletFactuality],
    status: ({ status }) => status && labels.status[status],
    event: ({ event }) => event && labels.eventTypes[event],
    language: (row) => labels.languageNames[row.language],
  }
  return Object.fromEntries(
    Object.entries(ledgerColumns).flatMap(([name, cell]): [string, Cell][] =>
      words[name]
        ? [
            [name, cell],
            [`${name}_words`, words[name]],
          ]
        : [[name, cell]],
    ),
  )
}

function schemaOf(names: readonly string[]): SchemaElement[] {
  return [
    { name: 'root', num_children: names.length },
    ...names.map((name): SchemaElement => {
      const type = numbers[name]
      return type === undefined || type === 'STRING'
        ? { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
        : { name, type, repetition_type: 'OPTIONAL' }
    }),
  ]
}

/**
 * Writes rows of the ledger as an Apache Parquet file, in groups of ten thousand, so that memory does not grow with them.
 * @param language of the words that stand beside codes
 */
export class LedgerParquet {
  readonly #target: TextTarget
  readonly #bytes = new ByteWriter()
  readonly #columns: Readonly<Record<string, Cell>>
  readonly #writer: ParquetWriter
  #rows: LedgerRow[] = []

  constructor(target: TextTarget, language: Language) {
    this.#target = target
    this.#columns = columnsIn(language)
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(Object.keys(this.#columns)),
      createdBy: 'Selon',
    })
  }

  async add(row: LedgerRow): Promise<void> {
    this.#rows.push(row)
    if (this.#rows.length >= rowsOfGroup) await this.#writeGroup()
  }

  async end(): Promise<void> {
    if (this.#rows.length > 0) await this.#writeGroup()
    await this.#writer.finish()
    await this.#handOver()
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    await this.#writer.write({
      columnData: Object.entries(this.#columns).map(([name, cell]) => ({
        name,
        data: rows.map((row) => cell(row) ?? null),
        type: numbers[name] ?? 'STRING',
      })),
      rowGroupSize: rowsOfGroup,
    })
    await this.#handOver()
  }

  /** Gives on what was written so far; where the file goes on is counted apart from it. */
  async #handOver(): Promise<void> {
    const written = this.#bytes.getBytes().slice()
    this.#bytes.index = 0
    if (written.length > 0) await this.#target.write(written)
  }
}
