import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { findParagraphs } from '../../src/engine/text/paragraphs.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { packs } from '../../src/languages/index.ts'
import { knownFailures } from '../known-failures.ts'

function tokenise(language: Language, text: string): Document {
  const document = new Document({ text }, packs[language], false)
  createTokeniser(packs[language]).run(document)
  return document
}

/** Text and its tokens parted by "|". */
const tables: Record<Language, [text: string, tokens: string][]> = {
  fr: [
    ['L’accord n’est qu’un début.', 'L’|accord|n’|est|qu’|un|début|.'],
    ["l'eau d'hier, s'il pleut", "l'|eau|d'|hier|,|s'|il|pleut"],
    ["aujourd'hui quelqu'un viendra", "aujourd'hui|quelqu'un|viendra"],
    ["jusqu'à lorsqu'elle puisqu'on", "jusqu'|à|lorsqu'|elle|puisqu'|on"],
    ["d'aujourd'hui", "d'|aujourd'hui"],
    ["c'est-à-dire peut-être", "c'est-à-dire|peut-être"],
    ['affirme-t-il, dit-elle', 'affirme|-t-il|,|dit|-elle'],
    ['Est-ce vrai ?', 'Est|-ce|vrai|?'],
    ["qu'est-ce que", "qu'|est|-ce|que"],
    ['donne-le-moi', 'donne|-le|-moi'],
    ['Allez-y !', 'Allez|-y|!'],
    ['un rendez-vous, celui-ci, cet homme-là', 'un|rendez-vous|,|celui-ci|,|cet|homme|-là'],
    ['Saint-Étienne, Jean-Pierre, vice-présidente', 'Saint-Étienne|,|Jean-Pierre|,|vice-présidente'],
    ['M. Dupré et Mme Roux', 'M.|Dupré|et|Mme|Roux'],
    ['le Dr. Blanc, etc.', 'le|Dr.|Blanc|,|etc.'],
    ['J.-C. Martin et J. Petit', 'J.-C.|Martin|et|J.|Petit'],
    ['1,5 million, 12.000 euros', '1,5|million|,|12.000|euros'],
    ['125 000 habitants et 3 200,50 euros', '125 000|habitants|et|3 200,50|euros'],
    ['en 2019 300 personnes', 'en|2019|300|personnes'],
    ['à 14h30 ou 9h', 'à|14|h|30|ou|9|h'],
    ['20% à -5 °C', '20|%|à|-5|°C'],
    ['« Oui », dit-il', '«|Oui|»|,|dit|-il'],
    ['«Non!»', '«|Non|!|»'],
    ['l\'"affaire"', 'l\'|"|affaire|"'],
    ['“Il a dit ‘non’”, dit-on.', '“|Il|a|dit|‘|non|’|”|,|dit|-on|.'],
    ['et/ou', 'et|/|ou'],
    ['le 1er, le XXe siècle', 'le|1er|,|le|XXe|siècle'],
    ['N’Golo et M’Bala', 'N’Golo|et|M’Bala'],
    ['vu sur https://exemple.fr/a-b?c=d, hier', 'vu|sur|https://exemple.fr/a-b?c=d|,|hier'],
    ['www.exemple.fr.', 'www.exemple.fr|.'],
    ['écrire à jean.roux@exemple.fr.', 'écrire|à|jean.roux@exemple.fr|.'],
    ['@ministere #budget n°5', '@ministere|#budget|n°|5'],
    ['bravo 👏🏽👏🏽 !', 'bravo|👏🏽|👏🏽|!'],
    ['Paris – Lyon — 3 h', 'Paris|–|Lyon|—|3|h'],
    ['arrivé(e)s (hier)', 'arrivé|(|e|)|s|(|hier|)'],
    ['les élu(e)s', 'les|élu|(|e|)|s'],
    ['salarié(e) absent', 'salarié(e)|absent'],
  ],
  en: [
    ['They don’t know the company’s plan.', 'They|don’t|know|the|company’s|plan|.'],
    ["it's the dogs' bowl", "it's|the|dogs|'|bowl"],
    ["the company 's plan is n't", "the|company|'s|plan|is|n't"],
    ['Mr. Hill and Dr. Reed', 'Mr.|Hill|and|Dr.|Reed'],
    ['in the U.S. at 5 p.m. today', 'in|the|U.S.|at|5|p.m.|today'],
    ['a well-known, non-profit co-founder', 'a|well|-|known|,|non-profit|co-founder'],
    ['an e-mail from J. K. Stone', 'an|e-mail|from|J.|K.|Stone'],
    ['$1.5 million, 20%', '$|1.5|million|,|20|%'],
    ['on 03/15/2021 at 7:30', 'on|03/15/2021|at|7:30'],
    ['7:30pm and 50km', '7:30|pm|and|50|km'],
    ['call 555-010-0199 or 555-0199', 'call|555-010-0199|or|555-0199'],
    ['from 1969-1970', 'from|1969|-|1970'],
    ['and/or he/she', 'and|/|or|he|/|she'],
    ['Wait... what?!', 'Wait|...|what|?!'],
    ['“He said ‘no,’” she said.', '“|He|said|‘|no|,|’|”|she|said|.'],
    ['see example.com, or a@b.org', 'see|example.com|,|or|a@b.org'],
    ['@user likes #topic :-)', '@user|likes|#topic|:-)'],
    ['rock ’n’ roll -- loud', 'rock|’|n|’|roll|--|loud'],
    ['A&E costs £5', 'A&E|costs|£|5'],
    ['the 1990s and the 21st', 'the|1990s|and|the|21st'],
  ],
  es: [
    ['¿Qué dijo? ¡Nada!', '¿|Qué|dijo|?|¡|Nada|!'],
    ['«Dámelo», dijo al llegar', '«|Dámelo|»|,|dijo|al|llegar'],
    ['del Sr. Gómez y la Dra. Ruiz', 'del|Sr.|Gómez|y|la|Dra.|Ruiz'],
    ['EE.UU. y EE. UU.', 'EE.UU.|y|EE.|UU.'],
    ['1.500 euros, 3,5 millones, 20%', '1.500|euros|,|3,5|millones|,|20|%'],
    ['25 000 personas', '25 000|personas'],
    ['franco-alemán, 2015-2016', 'franco|-|alemán|,|2015-2016'],
    ['a las 20:30 h.', 'a|las|20:30|h|.'],
    ['el art. 5 de la ley', 'el|art.|5|de|la|ley'],
    ['—No sé —dijo.', '—|No|sé|—|dijo|.'],
    ['pág. 3, núm. 4, etc.', 'pág.|3|,|núm.|4|,|etc.'],
  ],
}

const known = knownFailures(new URL('known-failures.json', import.meta.url))
const wrong: [Language, string, string][] = [
  // Two endings in a row: the plural behind the brackets should stay with its word.
  ['fr', 'les élu(e)s', 'les|élu(e)s'],
  ['en', 'rock ’n’ roll', 'rock|’n’|roll'],
]

describe.each(languages)('tokens of %s', (language) => {
  it.each(tables[language])('%s', (text, expected) => {
    expect(tokenise(language, text).tokens.form.join('|')).toBe(expected)
  })
})

describe('tokens that are known to come out wrong', () => {
  it.each(wrong)('%s: %s', (language, text, expected) => {
    known.held(text, () => expect(tokenise(language, text).tokens.form.join('|')).toBe(expected))
  })
})

/** Text with its sentences parted by "⟂". */
const sentenceTables: Record<Language, string[]> = {
  fr: [
    'M. Roux est venu. ⟂Il a parlé.',
    '« Nous partons. » ⟂Le maire a confirmé.',
    '« Partez ! », a-t-il crié. ⟂Personne n’a bougé.',
    '« Pourquoi ? » demande-t-elle.',
    'Le prix est de 3.5 euros. ⟂C’est cher.',
    'Il est né en 52 av. J.-C. à Rome.',
    'Pommes, poires, etc. ⟂Les fruits mûrissent.',
    'Il hésite... puis il part. ⟂Fin.',
    '(Tout est fermé.) ⟂Revenez demain.',
    'Vraiment ?! ⟂Oui.',
    'L’avocat Me. Blanc plaide. ⟂La cour écoute.',
    'Il fait 25 °C. ⟂Les plages sont pleines.',
    'PARIS (AFP) - Le ministre est parti. ⟂Son avion a décollé.',
  ],
  en: [
    'Dr. Reed left. ⟂She was tired.',
    'He lives in the U.S. and works. ⟂The pay is good.',
    'He moved to the U.S. ⟂The pay was good.',
    '"We are done." ⟂The mayor agreed.',
    '"Why now?" Stone asked. ⟂Nobody spoke.',
    '"Go!" she said.',
    'It cost $3.5 million. ⟂It was worth it.',
    'The firm, Hill Inc. of Ohio, closed.',
    'Wait... what? ⟂Yes.',
    'He met J. K. Stone. ⟂They talked.',
    'The meeting (at 5 p.m. today) is off. ⟂Go home.',
  ],
  es: [
    'El Sr. Gómez llegó. ⟂La reunión empezó.',
    '¿Quién fue? ⟂Nadie lo sabe.',
    '«Nos vamos.» ⟂El alcalde asintió.',
    'Vive en EE.UU. desde 1990. ⟂Trabaja allí.',
    'Es el art. 5 de la ley. ⟂No hay más.',
    '«¡Basta!», gritó. ⟂Nadie respondió.',
  ],
}

describe.each(languages)('sentences of %s', (language) => {
  it.each(sentenceTables[language])('%s', (marked) => {
    const text = marked.replaceAll('⟂', '')
    const document = tokenise(language, text)
    expect(document.sentences.map(({ span }) => document.slice(span))).toEqual(
      marked.split('⟂').map((sentence) => sentence.trim()),
    )
  })

  it('ends a sentence at every line break', () => {
    const document = tokenise(language, 'Un titre\r\nParis, 3 mars\n\n  Une phrase.  \u2028Autre')
    expect(document.sentences.map(({ span }) => document.slice(span))).toEqual([
      'Un titre',
      'Paris, 3 mars',
      'Une phrase.',
      'Autre',
    ])
    expect(document.paragraphs.map((span) => document.slice(span))).toEqual([
      'Un titre',
      'Paris, 3 mars',
      'Une phrase.',
      'Autre',
    ])
  })
})

/** What must hold of any string: offsets in order, every visible unit in one token, sentences over all tokens. */
function checkSound(language: Language, text: string): void {
  const { tokens, sentences, paragraphs } = tokenise(language, text)
  const faults: string[] = []
  const must = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what)
  }
  const visible = /[\p{L}\p{N}.,]/u
  let last = 0
  for (let i = 0; i < tokens.length; i++) {
    must(tokens.start[i] >= last, `token ${i} begins before the last ends`)
    must(tokens.end[i] > tokens.start[i], `token ${i} is empty`)
    must(tokens.form[i] === text.slice(tokens.start[i], tokens.end[i]), `token ${i} has another form`)
    if (tokens.start[i] > last)
      must(!visible.test(text.slice(last, tokens.start[i])), `words lost before token ${i}`)
    last = tokens.end[i]
  }
  must(!visible.test(text.slice(last)), 'words lost at the end')
  let next = 0
  sentences.forEach((sentence, s) => {
    must(sentence.first === next && sentence.last > sentence.first, `sentence ${s} leaves tokens out`)
    must(sentence.span[0] === tokens.start[sentence.first], `sentence ${s} begins elsewhere`)
    must(sentence.span[1] === tokens.end[sentence.last - 1], `sentence ${s} ends elsewhere`)
    const [from, to] = paragraphs[sentence.paragraph]
    must(sentence.span[0] >= from && sentence.span[1] <= to, `sentence ${s} leaves its paragraph`)
    for (let i = sentence.first; i < sentence.last; i++)
      must(tokens.sentence[i] === s, `token ${i} in another sentence`)
    next = sentence.last
  })
  must(next === tokens.length, 'tokens behind the last sentence')
  expect(faults).toEqual([])
}

const pieces = fc.constantFrom(
  ...[
    "l'",
    '’',
    '"',
    '«',
    '»',
    '.',
    '...',
    '?',
    '!',
    ' ',
    '\n',
    '\u00a0',
    '-',
    '--',
    '/',
    '@',
    '#',
    ':',
    ',',
  ],
  ...[
    'M.',
    'U.S.',
    'a',
    'Été',
    '12',
    '000',
    '3,5',
    'http://',
    'www.',
    '-t-il',
    '(',
    ')',
    '\ud83d',
    '\udc4f',
    '👏',
    '°C',
  ],
  ...['é\u0301', '\u200d', '\ufe0f', '\u202e', 'x@y.fr', '日本', 'мир', '\u0000', '½', '_', '&', "'s"],
)

describe.each(languages)('any string in %s', (language) => {
  it('has sound offsets: random units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => checkSound(language, text)),
      { numRuns: 300 },
    )
  })

  it('has sound offsets: pieces of news typography', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => checkSound(language, parts.join(''))),
      { numRuns: 500 },
    )
  })

  it.each([
    ['no spaces', 'a'.repeat(30000)],
    ['only punctuation', '.,;:!?"«»()-–—…'.repeat(2000)],
    ['hyphens', 'a-'.repeat(20000)],
    ['elisions', "l'".repeat(20000)],
    ['clitics', 'va-t-il'.repeat(5000)],
    ['domains', 'a.'.repeat(20000)],
    ['addresses', 'www.'.repeat(10000)],
    ['at signs', 'a@'.repeat(20000)],
    ['digits', '1 234 '.repeat(8000)],
    ['lone surrogates', '\ud800\udc00\ud800'.repeat(5000)],
    ['ten thousand words', 'mot '.repeat(10000)],
  ])('comes through: %s', (_, text) => checkSound(language, text))
})

/** Paragraphs of texts broken to a width, parted by "|", their line breaks shown as "/". */
const wrapped: [text: string, paragraphs: string][] = [
  [
    'The minister told reporters on Monday that the\nbridge would stay closed.',
    'The minister told reporters on Monday that the/bridge would stay closed.',
  ],
  [
    'BRIDGE CLOSED\nThe interior minister told Ina\nCole that the bridge would stay\nclosed. She promised help.\n\nNext day.',
    'BRIDGE CLOSED|The interior minister told Ina/Cole that the bridge would stay/closed. She promised help.|Next day.',
  ],
  ['Eggs and flour\nmilk\nbread', 'Eggs and flour|milk|bread'],
  ['The bridge is closed.\nThe mayor is away.', 'The bridge is closed.|The mayor is away.'],
  ['A headline of some words\nThe mayor is away.', 'A headline of some words|The mayor is away.'],
  [
    'The mayor of the town said that the\r\nbridge was closed.',
    'The mayor of the town said that the/bridge was closed.',
  ],
]

it.each(wrapped)('joins lines that are broken to a width: %j', (text, paragraphs) => {
  const found = findParagraphs(text).map(([from, to]) => text.slice(from, to).replace(/\r?\n/g, '/'))
  expect(found.join('|')).toBe(paragraphs)
})
