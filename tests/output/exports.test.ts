import { readFileSync } from 'node:fs'
import { check } from '@placemarkio/check-geojson'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { DirectedGraph, MultiDirectedGraph } from 'graphology'
import { parse as parseGexf } from 'graphology-gexf'
import { parse as parseGraphMl } from 'graphology-graphml'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { actorNetwork } from '../../src/output/actor-network.ts'
import { renderGeoJson } from '../../src/output/geojson.ts'
import { renderGexf, renderGraphMl } from '../../src/output/graph-xml.ts'
import { renderProvenance } from '../../src/output/provenance.ts'
import { reportNames } from '../../src/output/report-names.ts'
import { renderWebAnnotations } from '../../src/output/web-annotation.ts'
import { root, testEngine } from '../support.ts'

const analyse = (name: string): Analysis =>
  testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8')))
/** Three actors and two deeds by hand, so that the formats do not hang on what the engine finds. */
const acted = (): Analysis => {
  const text = 'Alba a attaqué Belo. Belo a menacé Cora.'
  const span = (words: string, from = 0): [number, number] => {
    const start = text.indexOf(words, from)
    return [start, start + words.length]
  }
  const entity = (id: string, name: string) => ({
    id,
    type: 'organization' as const,
    name,
    mentions: [{ span: span(name), kind: 'name' as const }],
  })
  const deed = (id: string, trigger: string, from: number, actor: string, recipient: string) => ({
    id,
    trigger: span(trigger),
    type: 'ASSAULT' as const,
    status: 'occurred' as const,
    actors: [{ span: span(actor, from), entity: actor }],
    recipients: [{ span: span(recipient, from), entity: recipient }],
    claims: [],
  })
  return {
    ...testEngine().analyse({ id: 'acted', text, language: 'fr' }),
    entities: ['Alba', 'Belo', 'Cora'].map((name) => entity(name, name)),
    attributions: [],
    events: [deed('e1', 'attaqué', 0, 'Alba', 'Belo'), deed('e2', 'menacé', 20, 'Belo', 'Cora')],
  }
}
const all = [
  '01-meridia-dispatch.fr',
  '06-faro-figures.es',
  '07-observer-independent.en',
  '09-signature.fr',
].map(analyse)
const nasty: Analysis = {
  ...acted(),
  entities: acted().entities.map((entity) => ({ ...entity, name: `<&"'\u0001\ud800 ${entity.name}` })),
}
const validator = new Ajv2020({ allErrors: true, strict: false })

describe('GeoJSON', () => {
  it('is valid RFC 7946 and has the places that were located', () => {
    const collection = renderGeoJson(all)
    expect(() => check(JSON.stringify(collection))).not.toThrow()
    const located = all.flatMap((analysis) => analysis.places.filter((place) => place.latitude !== undefined))
    expect(collection.features.filter((item) => item.properties?.of === 'place').length).toBe(located.length)
    expect(located.length).toBeGreaterThan(0)
  })
})

describe('graphs', () => {
  const reports = [...all, acted()]
  const network = actorNetwork(reports)
  it('have a node for each actor and an edge for each deed', () => {
    const { nodes, edges } = actorNetwork([acted()])
    expect(nodes.map(({ label, type }) => [label, type])).toEqual([
      ['Alba', 'organization'],
      ['Belo', 'organization'],
      ['Cora', 'organization'],
    ])
    expect(edges.map(({ source, target, label }) => [source, label, target])).toEqual([
      ['n0', 'attaqué', 'n1'],
      ['n1', 'menacé', 'n2'],
    ])
  })
  it('GEXF is read back by graphology with every node and edge', () => {
    const graph = parseGexf(MultiDirectedGraph, renderGexf(reports))
    expect(graph.order).toBe(network.nodes.length)
    expect(graph.size).toBe(network.edges.length)
    expect(graph.getNodeAttribute('n0', 'label')).toBe(network.nodes[0].label)
  })
  it('GraphML is read back by graphology with every node and edge, and has only declared keys', () => {
    const xml = renderGraphMl(reports)
    const graph = parseGraphMl(MultiDirectedGraph, xml)
    expect(graph.order).toBe(network.nodes.length)
    expect(graph.size).toBe(network.edges.length)
    expect(graph.getNodeAttributes('n0')).toMatchObject({
      label: network.nodes[0].label,
      type: network.nodes[0].type,
    })
    const { type, status, start } = network.edges[0]
    expect(graph.getEdgeAttributes('e0')).toMatchObject({ type, status, start })
    const { document } = parseHTML(xml)
    const keys = new Set([...document.querySelectorAll('key')].map((key) => key.getAttribute('id')))
    for (const data of document.querySelectorAll('data')) expect(keys).toContain(data.getAttribute('key'))
  })
  it('stay well-formed whatever a name holds', () => {
    expect(() =>
      parseGexf(DirectedGraph, renderGexf([nasty]), { allowMultiEdges: true } as never),
    ).not.toThrow()
    for (const xml of [renderGexf([nasty]), renderGraphMl([nasty])]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
      expect(xml.isWellFormed()).toBe(true)
      expect(xml).toContain('&lt;&amp;&quot;&#39;\ufffd\ufffd Alba')
    }
  })
})

describe('Web Annotation', () => {
  // The classes of the Web Annotation Data Model (W3C Recommendation, 2017) that are used here.
  const schema = {
    type: 'object',
    required: ['@context', 'id', 'type', 'items'],
    properties: {
      '@context': { const: 'http://www.w3.org/ns/anno.jsonld' },
      type: { const: 'AnnotationPage' },
      items: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['id', 'type', 'body', 'target'],
          properties: {
            id: { type: 'string', pattern: '^urn:' },
            type: { const: 'Annotation' },
            motivation: { enum: ['identifying', 'classifying'] },
            body: {
              type: 'object',
              required: ['type', 'value'],
              properties: { type: { const: 'TextualBody' } },
            },
            target: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                required: ['source', 'selector'],
                properties: {
                  selector: {
                    type: 'array',
                    prefixItems: [
                      {
                        type: 'object',
                        required: ['exact'],
                        properties: {
                          type: { const: 'TextQuoteSelector' },
                          exact: { type: 'string', minLength: 1 },
                        },
                      },
                      {
                        type: 'object',
                        required: ['start', 'end'],
                        properties: {
                          type: { const: 'TextPositionSelector' },
                          start: { type: 'integer', minimum: 0 },
                          end: { type: 'integer', minimum: 1 },
                        },
                      },
                    ],
                    minItems: 2,
                    maxItems: 2,
                  },
                },
              },
            },
          },
        },
      },
    },
  }
  it('keeps the model, and both selectors find the same words', () => {
    const page = renderWebAnnotations(all) as {
      items: { target: { selector: [{ exact: string }, { start: number; end: number }] }[] }[]
    }
    validator.validate(schema, page)
    expect(validator.errors ?? []).toEqual([])
    const texts = all.map((analysis) => [...analysis.report.text])
    const perReport = all.map((analysis) => analysis.attributions.length + analysis.claims.length)
    let report = 0
    let left = perReport[0]
    for (const item of page.items) {
      while (left === 0) left = perReport[++report]
      left--
      for (const { selector } of item.target)
        expect(texts[report].slice(selector[1].start, selector[1].end).join('')).toBe(selector[0].exact)
    }
  })
})

describe('reports with the same id', () => {
  const twins = [acted(), acted(), { ...acted(), report: { ...acted().report, id: 'acted~2' } }]
  it('are told apart in one export', () => {
    expect(reportNames(twins)).toEqual(['acted', 'acted~3', 'acted~2'])
    const ids = (renderWebAnnotations(twins) as { items: { id: string }[] }).items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const { entity } = renderProvenance(twins) as { entity: Record<string, unknown> }
    const claims = twins.flatMap((analysis) => analysis.claims)
    const hops = claims.reduce((sum, claim) => sum + claim.chain.length, 0)
    expect(Object.keys(entity).length).toBe(twins.length + hops)
  })
})

describe('PROV', () => {
  const names = { type: 'object', additionalProperties: { type: 'object' } }
  const relation = (from: string, to: string) => ({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: [from, to],
      properties: { [from]: { type: 'string' }, [to]: { type: 'string' } },
    },
  })
  // PROV-JSON (W3C Member Submission, 2013), the parts that are used here.
  const schema = {
    type: 'object',
    required: ['prefix', 'entity', 'agent', 'wasAttributedTo', 'wasDerivedFrom'],
    additionalProperties: false,
    properties: {
      prefix: { type: 'object', additionalProperties: { type: 'string' } },
      entity: names,
      agent: names,
      wasAttributedTo: relation('prov:entity', 'prov:agent'),
      wasDerivedFrom: relation('prov:generatedEntity', 'prov:usedEntity'),
    },
  }
  it('keeps PROV-JSON, and every relation joins what is declared', () => {
    const document = renderProvenance(all) as Record<string, Record<string, Record<string, string>>>
    validator.validate(schema, document)
    expect(validator.errors ?? []).toEqual([])
    for (const { 'prov:entity': entity, 'prov:agent': agent } of Object.values(document.wasAttributedTo)) {
      expect(document.entity).toHaveProperty([entity])
      expect(document.agent).toHaveProperty([agent])
    }
    for (const { 'prov:generatedEntity': made, 'prov:usedEntity': used } of Object.values(
      document.wasDerivedFrom,
    )) {
      expect(document.entity).toHaveProperty([made])
      expect(document.entity).toHaveProperty([used])
    }
    const hops = all
      .flatMap((analysis) => analysis.claims)
      .reduce((sum, claim) => sum + claim.chain.length, 0)
    expect(Object.keys(document.wasDerivedFrom).length).toBe(hops)
  })
})
