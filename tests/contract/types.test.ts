import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import * as analysis from '../../src/engine/analysis.ts'
import { missing, root, shared } from '../support.ts'

interface Schema {
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: string[]
  $ref?: string
  $defs?: Record<string, Schema>
  description?: string
}
const read = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8'))
const schema = read(`${root}contract/analysis.schema.json`)
const at = (path: string): Schema => {
  let node: Schema = schema
  for (const key of path.split('.').filter(Boolean)) node = (node as Record<string, Schema>)[key]
  return node
}

const interfaces: [name: string, path: string][] = [
  ['Analysis', ''],
  ['Report', 'properties.report'],
  ['Entity', 'properties.entities.items'],
  ['Mention', 'properties.entities.items.properties.mentions.items'],
  ['Attribution', 'properties.attributions.items'],
  ['Claim', 'properties.claims.items'],
  ['Holder', 'properties.claims.items.properties.chain.items'],
  ['Mark', 'properties.claims.items.properties.marks.items'],
  ['ReportedEvent', 'properties.events.items'],
  ['TimeExpression', 'properties.times.items'],
  ['Place', 'properties.places.items'],
  ['Quantity', 'properties.quantities.items'],
  ['Summary', 'properties.summary'],
  ['Participant', '$defs.participant'],
  ['Why', '$defs.why'],
]

const program = ts.createProgram([`${root}src/engine/analysis.ts`], {
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
})
const checker = program.getTypeChecker()
const source = program.getSourceFile(`${root}src/engine/analysis.ts`)
const declared = new Map<string, { properties: string[]; required: string[] }>()
source?.forEachChild((node) => {
  if (!ts.isInterfaceDeclaration(node)) return
  const properties = checker.getTypeAtLocation(node).getProperties()
  declared.set(node.name.text, {
    properties: properties.map((property) => property.name).sort(),
    required: properties
      .filter((property) => !(property.flags & ts.SymbolFlags.Optional))
      .map((property) => property.name)
      .sort(),
  })
})

describe('the types say the same as the schema', () => {
  it.each(interfaces)('%s', (name, path) => {
    const node = at(path)
    expect(declared.get(name)?.properties).toEqual(Object.keys(node.properties ?? {}).sort())
    expect(declared.get(name)?.required).toEqual([...(node.required ?? [])].sort())
  })

  it.each([
    ['entity types', analysis.entityTypes, 'properties.entities.items.properties.type'],
    ['source kinds', analysis.sourceKinds, 'properties.attributions.items.properties.sourceKind'],
    ['acts', analysis.acts, 'properties.attributions.items.properties.act'],
    ['factualities', analysis.factualities, 'properties.claims.items.properties.factuality'],
    ['mark kinds', analysis.markKinds, 'properties.claims.items.properties.marks.items.properties.kind'],
    ['probabilities', analysis.probabilities, 'properties.claims.items.properties.probability'],
    ['event types', analysis.eventTypes, 'properties.events.items.properties.type'],
    ['event statuses', analysis.eventStatuses, 'properties.events.items.properties.status'],
    ['languages', analysis.languages, 'properties.report.properties.language'],
  ] as const)('%s', (_, values, path) => {
    expect([...values]).toEqual(at(path).enum)
  })
})

const contract = shared('contract/analysis.schema.json')
describe.skipIf(missing('the shared contract', existsSync(contract)))('the schema keeps the contract', () => {
  it('has every field of the contract, unchanged, and may add to them', () => {
    const lost: string[] = []
    const compare = (old: unknown, now: unknown, path: string) => {
      if (old && typeof old === 'object' && !Array.isArray(old)) {
        for (const [key, value] of Object.entries(old))
          compare(value, (now as Record<string, unknown> | undefined)?.[key], `${path}/${key}`)
      } else if (JSON.stringify(old) !== JSON.stringify(now)) lost.push(path)
    }
    compare(read(contract), schema, '')
    expect(lost).toEqual([])
  })
})
