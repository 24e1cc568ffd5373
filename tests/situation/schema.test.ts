import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { copyKinds } from '../../src/situation/copies.ts'
import { collapseReasons } from '../../src/situation/origins.ts'
import * as statement from '../../src/situation/statement.ts'
import { creditPlaces } from '../../src/situation/wire-credits.ts'
import { root } from '../support.ts'

interface Schema {
  properties?: Record<string, Schema>
  required?: string[]
  enum?: string[]
}
const schema: Schema = JSON.parse(readFileSync(`${root}contract/situation.schema.json`, 'utf8'))
const at = (path: string): Schema => {
  let node: Schema = schema
  for (const key of path.split('.').filter(Boolean)) node = (node as Record<string, Schema>)[key]
  return node
}

const interfaces: [name: string, path: string][] = [
  ['Situation', ''],
  ['SituationCounts', 'properties.counts'],
  ['Passage', '$defs.passage'],
  ['SituationReport', '$defs.report'],
  ['Unread', '$defs.unread'],
  ['SituationStory', '$defs.story'],
  ['SituationOrigin', '$defs.origin'],
  ['SituationCollapse', '$defs.collapse'],
  ['SituationCopy', '$defs.copy'],
  ['SituationRelay', '$defs.relay'],
  ['SituationLostHedge', 'properties.lostHedges.items'],
  ['SituationStatement', '$defs.statement'],
  ['StatementClaim', '$defs.statementClaim'],
  ['StatementCollapse', '$defs.statementCollapse'],
  ['StatementMoment', '$defs.statementMoment'],
  ['StatementRelation', '$defs.relation'],
  ['RelatedClaim', '$defs.relatedClaim'],
  ['SituationFigure', '$defs.figure'],
  ['FigureValue', '$defs.figureValue'],
  ['SituationDifference', '$defs.difference'],
  ['ReportAgainstRest', '$defs.reportAgainstRest'],
  ['SurerClaim', '$defs.surerClaim'],
]

const files = ['situation', 'statement'].map((name) => `${root}src/situation/${name}.ts`)
const program = ts.createProgram(files, { strict: true, noEmit: true, allowImportingTsExtensions: true })
const checker = program.getTypeChecker()
const declared = new Map<string, { properties: string[]; required: string[] }>()
for (const file of files)
  program.getSourceFile(file)?.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node)) return
    const properties = checker.getTypeAtLocation(node).getProperties()
    declared.set(node.name.text, {
      properties: properties.map(({ name }) => name).sort(),
      required: properties
        .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
        .map(({ name }) => name)
        .sort(),
    })
  })

describe('the types of a Situation say the same as its schema', () => {
  it.each(interfaces)('%s', (name, path) => {
    const node = at(path)
    expect(declared.get(name)?.properties).toEqual(Object.keys(node.properties ?? {}).sort())
    expect(declared.get(name)?.required).toEqual([...(node.required ?? [])].sort())
  })

  it('every interface has its place in the schema', () => {
    expect([...declared.keys()].sort()).toEqual(interfaces.map(([name]) => name).sort())
  })

  it.each([
    ['polarities', statement.polarities, '$defs.statement.properties.polarity'],
    ['relation kinds', statement.relationKinds, '$defs.relation.properties.kind'],
    ['relation aspects', statement.relationAspects, '$defs.relation.properties.aspect'],
    ['difference kinds', statement.differenceKinds, '$defs.difference.properties.kind'],
    ['statement collapses', statement.statementCollapseReasons, '$defs.statementCollapse.properties.reason'],
    ['collapses', collapseReasons, '$defs.collapse.properties.reason'],
    ['copy kinds', copyKinds, '$defs.copy.properties.kind'],
    ['credit places', creditPlaces, '$defs.report.properties.credits.items.properties.where'],
  ] as const)('%s', (_, values, path) => {
    expect([...values]).toEqual(at(path).enum)
  })
})
