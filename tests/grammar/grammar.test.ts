import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { readConllu, writeConllu } from '../../src/engine/grammar/conllu.ts'
import { createGrammar, loadGrammar, parseTokens } from '../../src/engine/grammar/grammar.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { universalTags } from '../../src/engine/tokens.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'
import { knownFailures } from '../known-failures.ts'

const resources = folderResources()
const pipelines = Object.fromEntries(
  languages.map((language) => [
    language,
    [createTokeniser(packs[language]), createGrammar(packs[language], resources)],
  ]),
)

function read(language: Language, text: string): Document {
  const document = new Document({ text }, packs[language], false)
  for (const component of pipelines[language]) component.run(document)
  return document
}

/** Relation of each word to its head: "word relation head". */
function arcs(document: Document): string[] {
  const { tokens } = document
  return tokens.form.map((form, i) =>
    tokens.head[i] < 0 ? `${form} root` : `${form} ${tokens.relation[i]} ${tokens.form[tokens.head[i]]}`,
  )
}

/** Every sentence must be a tree over its own tokens, with one root that alone is called "root". */
function checkTrees(document: Document): void {
  const { tokens, sentences } = document
  const faults: string[] = []
  for (const { first, last } of sentences) {
    let roots = 0
    const depth = new Int32Array(last - first).fill(-1)
    for (let i = first; i < last; i++) {
      const head = tokens.head[i]
      if (head < 0) roots++
      else if (head < first || head >= last) faults.push(`head of ${i} outside its sentence`)
      if (head < 0 !== (tokens.relation[i] === 'root'))
        faults.push(`relation of ${i} is ${tokens.relation[i]}`)
      if (!universalTags.includes(tokens.tag[i])) faults.push(`tag of ${i}`)
      if (tokens.lemma[i] === '') faults.push(`lemma of ${i} is empty`)
      if (!Object.isFrozen(tokens.features[i])) faults.push(`features of ${i} may be changed`)
    }
    if (roots !== 1) faults.push(`${roots} roots`)
    // No cycles: following heads from anywhere comes to the root.
    for (let i = first; i < last; i++) {
      const path: number[] = []
      let k = i
      while (k >= 0 && depth[k - first] < 0 && path.length <= last - first) {
        path.push(k)
        depth[k - first] = 0
        k = tokens.head[k]
        if (path.includes(k) && path.length < 50) faults.push(`a cycle at ${k}`)
      }
      if (path.length > last - first) faults.push('a cycle')
    }
  }
  expect(faults).toEqual([])
}

describe('trees of plain sentences', () => {
  it.each<[Language, string, string[]]>([
    [
      'fr',
      'Le maire a fermé la piscine.',
      ['maire nsubj fermé', 'a aux fermé', 'fermé root', 'piscine obj fermé'],
    ],
    ['fr', 'Selon la police, deux hommes ont fui.', ['hommes nsubj fui', 'Selon case police', 'fui root']],
    [
      'fr',
      'La directrice affirme que le train partira.',
      ['directrice nsubj affirme', 'partira ccomp affirme'],
    ],
    ['fr', 'La route a été fermée par la police.', ['route nsubj:pass fermée', 'police obl:agent fermée']],
    ['en', 'The mayor closed the pool.', ['mayor nsubj closed', 'closed root', 'pool obj closed']],
    ['en', 'The company said it would sell the plant.', ['said root', 'sell ccomp said', 'it nsubj sell']],
    ['en', 'The road was closed by police.', ['road nsubj:pass closed', 'police obl:agent closed']],
    ['es', 'El alcalde cerró la piscina.', ['alcalde nsubj cerró', 'cerró root', 'piscina obj cerró']],
    ['es', 'La directora dijo que el tren saldrá.', ['directora nsubj dijo', 'saldrá ccomp dijo']],
  ])('%s: %s', (language, text, expected) => {
    expect(arcs(read(language, text))).toEqual(expect.arrayContaining(expected))
  })
})

const known = knownFailures(new URL('known-failures.json', import.meta.url))

describe('the verb of a short sentence is its root', () => {
  it.each<[Language, string, string]>([
    ['en', 'The ferry sank.', 'sank'],
    ['en', 'The bridge collapsed.', 'collapsed'],
    ['en', 'Kestria severed ties.', 'severed'],
    ['en', 'Police arrested two suspects.', 'arrested'],
    ['en', 'The man was sentenced to five years.', 'sentenced'],
    ['en', 'He was jailed for fraud.', 'jailed'],
    ['en', 'Rebels seized the town.', 'seized'],
    ['en', 'Workers struck on Monday.', 'struck'],
    ['en', 'The bank cut rates.', 'cut'],
    ['en', 'The minister quit.', 'quit'],
    ['en', 'The mayor doubts that the port will open.', 'doubts'],
    ['en', 'Two fishermen drowned.', 'drowned'],
    ['en', 'Protesters blocked the bridge.', 'blocked'],
    ['fr', 'Le maire doute que le port rouvre.', 'doute'],
    ['fr', 'La police enquête sur le vol.', 'enquête'],
    ['fr', 'La route est fermée par la police.', 'fermée'],
    ['fr', 'Le ferry a coulé.', 'coulé'],
    ['fr', 'Le ministre démissionne.', 'démissionne'],
    ['fr', 'La banque baisse ses taux.', 'baisse'],
    ['fr', 'Les secours fouillent les décombres.', 'fouillent'],
    ['fr', 'Les électeurs votent dimanche.', 'votent'],
    ['fr', 'Le maire dément.', 'dément'],
    ['fr', 'La grève cesse.', 'cesse'],
    ['es', 'El ferry se hundió.', 'hundió'],
    ['es', 'La policía detuvo a dos sospechosos.', 'detuvo'],
    ['es', 'El alcalde duda que abra el puerto.', 'duda'],
    ['es', 'La carretera fue cerrada por la policía.', 'cerrada'],
    ['es', 'El ministro dimite.', 'dimite'],
    ['es', 'El banco baja los tipos.', 'baja'],
    ['es', 'La huelga cesa.', 'cesa'],
    ['es', 'El alcalde niega los hechos.', 'niega'],
    ['es', 'Los vecinos protestan.', 'protestan'],
  ])('%s: %s', (language, text, verb) => {
    const { tokens } = read(language, text)
    const root = tokens.head.indexOf(-1)
    const found = `${tokens.form[root]} ${tokens.tag[root]}`
    known.held(text, () => expect(found).toBe(`${verb} VERB`))
  })

  it.each<[Language, string, string]>([
    ['en', 'The sentence was short.', 'sentence'],
    ['en', 'Police questioned the suspects.', 'suspects'],
    ['en', 'The cut in rates surprised markets.', 'cut'],
    ['en', 'Doubts about the deal remain.', 'Doubts'],
    ['fr', 'Le doute subsiste.', 'doute'],
    ['fr', "L'enquête continue.", 'enquête'],
    ['fr', 'La baisse des taux inquiète.', 'baisse'],
    ['es', 'La duda persiste.', 'duda'],
    ['es', 'La baja del médico terminó.', 'baja'],
    ['es', 'La marcha terminó.', 'marcha'],
  ])('and a noun of the same form is none: %s: %s', (language, text, noun) => {
    const { tokens } = read(language, text)
    const found = tokens.tag[tokens.form.indexOf(noun)]
    known.held(text, () => expect(found).toBe('NOUN'))
  })
})

const pieces = fc.constantFrom(
  ...[
    'le',
    'The',
    'que',
    'dijo',
    'x',
    '.',
    '?',
    '«',
    '»',
    ',',
    '\n',
    'M.',
    'U.S.',
    '12',
    '👏',
    '\ud83d',
    '日本',
    '-t-il',
  ],
  ...['serait', 'PARIS', "l'", '-', '(', ')', 'http://a.b', '\u0000', 'é\u0301'],
)

describe.each(languages)('any string in %s', (language) => {
  it('gives trees: random units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => checkTrees(read(language, text))),
      { numRuns: 150 },
    )
  })

  it('gives trees: pieces of text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) =>
        checkTrees(read(language, parts.join(' '))),
      ),
      { numRuns: 150 },
    )
  })

  it.each([
    ['a sentence of ten thousand words', 'mot de la casa '.repeat(2500)],
    ['only punctuation', ', ; " ( '.repeat(1000)],
    ['no spaces', 'a'.repeat(20000)],
    ['lone surrogates', '\ud800 \udc00 '.repeat(500)],
    ['verbs only', 'serait dijo said '.repeat(1000)],
  ])('gives trees: %s', (_, text) => checkTrees(read(language, text)))

  it('gives the same twice', () => {
    const text = 'Paris, 3 mars. Le maire said que no. '.repeat(3)
    const a = read(language, text).tokens
    const b = read(language, text).tokens
    expect([a.tag, a.lemma, [...a.head], a.relation]).toEqual([b.tag, b.lemma, [...b.head], b.relation])
  })
})

describe('given tokens', () => {
  const given = [
    '# sent_id = 1',
    '1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_',
    '1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_',
    '2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_',
    '3\tpain\tpain\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No',
    '',
    '1\tOui',
    '',
  ].join('\n')

  it('reads multiword tokens as written and short lines', () => {
    const sentences = readConllu(given)
    expect(sentences.map(({ rows }) => rows.map((row) => row[1]))).toEqual([['du', 'pain'], ['Oui']])
    expect(sentences[0].rows[0].slice(6, 8)).toEqual(['2', 'case'])
    expect(sentences[0].comments).toEqual(['# sent_id = 1'])
  })

  it('parses them without tokenising again and writes them back', () => {
    const sentences = readConllu(given)
    const grammar = loadGrammar(packs.fr, resources)
    const parsed = parseTokens(
      grammar,
      sentences.map(({ rows }) => rows.map((row) => row[1])),
    )
    const lines = writeConllu(parsed, sentences).split('\n')
    expect(lines[0]).toBe('# sent_id = 1')
    expect(lines[1].split('\t')).toHaveLength(10)
    expect(lines[2]).toMatch(/^2\tpain\tpain\tNOUN\t_\t.*\t0\troot\t_\tSpaceAfter=No$/)
    expect(lines[3]).toBe('')
    expect(lines[4]).toMatch(/^1\tOui\toui\t/)
    expect(grammar.parse([])).toEqual([])
  })

  it('names the line that has no form', () => {
    expect(() => readConllu('1\tun\n2')).toThrow(/Line 2 .* has no form/)
  })
})
