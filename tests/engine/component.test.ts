import { describe, expect, expectTypeOf, test } from 'vitest'
import { type Claim, type Entity, languages } from '../../src/contract/analysis.ts'
import { checkPipeline, defineComponent } from '../../src/engine/component.ts'
import { Document } from '../../src/engine/document.ts'
import type { Immutable, Layer, Reads } from '../../src/engine/layers.ts'
import { createPipeline } from '../../src/engine/pipeline.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'

const nothing = { name: 'a component', needs: [], gives: [] } as const
const entity: Entity = { id: 'e1', type: 'person', name: 'Léna Vauquier', mentions: [] }

// Each line under "@ts-expect-error" must not compile: `npm run check:types` fails where it does.
describe('what does not compile', () => {
  test('reading a layer that is not declared', () => {
    defineComponent({
      ...nothing,
      run: (document) => {
        expectTypeOf(document).toEqualTypeOf<Reads>()
        // @ts-expect-error entities are not among its needs
        document.entities
        // @ts-expect-error neither are tokens
        document.tokens
        return {}
      },
    })
  })
  test('reading a column of the tokens that is not declared', () => {
    defineComponent({
      ...nothing,
      needs: ['tokens', 'lemmas'],
      run: ({ tokens }) => {
        expectTypeOf(tokens.lemma).toEqualTypeOf<readonly string[]>()
        // @ts-expect-error tags are not among its needs
        tokens.tag
        // @ts-expect-error nor are dependencies
        tokens.children(0)
        return {}
      },
    })
  })
  test('writing into a layer that is only needed', () => {
    defineComponent({
      ...nothing,
      needs: ['claims', 'entities', 'tokens', 'dependencies'],
      run: (document) => {
        expectTypeOf(document.claims[0]).toEqualTypeOf<Immutable<Claim>>()
        if (document.claims.length > 0) {
          // @ts-expect-error a claim is read-only
          document.claims[0].event = 'ev1'
          // @ts-expect-error so are its marks
          document.claims[0].marks.length = 0
          // @ts-expect-error and the offsets of its span
          document.claims[0].span[0] = 0
        }
        // @ts-expect-error nothing is added to a layer that is only needed
        document.entities.push(entity)
        // @ts-expect-error nor is it replaced
        document.entities = []
        // @ts-expect-error nor are columns of the tokens written
        document.tokens.head[0] = 1
        return {}
      },
    })
  })
  test('replacing a layer that is refined', () => {
    defineComponent({
      ...nothing,
      refines: ['entities'],
      run: (document) => {
        expectTypeOf(document.entities).toEqualTypeOf<Entity[]>()
        document.entities.push(entity)
        // @ts-expect-error its members change, the layer stays the one that was given
        document.entities = []
        return {}
      },
    })
  })
  test('giving less or more than is declared', () => {
    // @ts-expect-error it gives no times
    defineComponent({ ...nothing, gives: ['times'], run: () => ({}) })
    // @ts-expect-error it gives places, which it does not declare
    defineComponent({ ...nothing, gives: ['times'], run: () => ({ times: [], places: [] }) })
    // @ts-expect-error there is no such layer
    defineComponent({ ...nothing, needs: ['moods'], run: () => ({}) })
  })
  test('a step that asks for more than the component declares', () => {
    // @ts-expect-error the whole document is more than it may see
    defineComponent({ ...nothing, run: (document: Document) => ({ ...document, entities: undefined }) && {} })
    const countClaims = (document: Reads<'claims'>) => document.claims.length
    // @ts-expect-error claims are not among its needs
    defineComponent({ ...nothing, needs: ['events'], run: (document) => countClaims(document) && {} })
  })
})

describe('a pipeline', () => {
  const gives = (
    name: string,
    layer: Layer,
    needs: readonly Layer[] = [],
    refines: readonly Layer[] = [],
  ) => ({
    name,
    needs,
    gives: [layer],
    refines,
    run: () => {},
  })
  test('is refused where a layer is needed or refined before it is given', () => {
    const times = gives('times', 'times')
    expect(() => checkPipeline([times, gives('events', 'events', ['times'])])).not.toThrow()
    expect(() => checkPipeline([gives('events', 'events', ['times']), times])).toThrow(
      /"events" needs "times"/,
    )
    expect(() => checkPipeline([gives('events', 'events', [], ['claims'])])).toThrow(
      /"events" needs "claims"/,
    )
  })
  test('is refused where two components give one layer or have one name', () => {
    expect(() => checkPipeline([gives('one', 'times'), gives('two', 'times')])).toThrow(
      /"one" and "two" both give "times"/,
    )
    expect(() => checkPipeline([gives('one', 'times'), gives('one', 'places')])).toThrow(
      /two components named "one"/,
    )
  })
})

/** The document, but a layer that is not among these throws when it is looked at. */
function onlyWith(document: Document, name: string, allowed: ReadonlySet<string>): Document {
  const layers = new Set(Object.keys(document).filter((key) => !toldKeys.has(key)))
  return new Proxy(document, {
    get(target, key) {
      if (typeof key === 'string' && layers.has(key) && !allowed.has(key))
        throw new Error(`${name} looks at "${key}", which it does not declare.`)
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
const toldKeys = new Set(['input', 'text', 'language', 'words', 'trail', 'explain'])
const reports = {
  fr: 'KESSARY (Meridia) - Selon des sources citées par NBC, la ministre Léna Vauquier aurait admis mardi que douze personnes ont été tuées à Paris. « Nous enquêtons », a-t-elle dit.',
  en: 'KESSARY (Meridia) - The minister, Lena Vauquier, told Reuters on Tuesday that 12 people had been killed in Paris. “We are investigating,” she said.',
  es: 'KESSARY (Meridia) - La ministra Lena Vauquier habría admitido el martes que doce personas murieron en Madrid, según fuentes citadas por NBC. Aseguró que investigan.',
}

test.each(languages)('the components of %s look at what they declare and nothing else', (language) => {
  const document = new Document(
    { text: reports[language], published: '2026-03-11', publisher: 'Le Phare' },
    packs[language],
    true,
  )
  for (const component of createPipeline(packs[language], folderResources())) {
    const { name, needs, refines } = component
    component.run(onlyWith(document, name, new Set<string>([...needs, ...refines])))
  }
  expect(document.claims.length).toBeGreaterThan(1)
  expect(document.events.length).toBeGreaterThan(0)
  expect(document.quantities[0]).toMatchObject({ low: 12, high: 12, event: expect.stringMatching(/^ev/) })
})
