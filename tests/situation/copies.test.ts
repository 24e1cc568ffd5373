import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align } from '../../src/situation/origins/alignment.ts'
import { findCopies } from '../../src/situation/origins/copies.ts'
import { minHash, NearTexts, shinglesOf } from '../../src/situation/origins/min-hash.ts'
import { wordsOf } from '../../src/situation/words/words.ts'
import { bareAnalysis } from './bare-analysis.ts'

const dispatch = `La digue de Port-Brenn a cédé dans la nuit de lundi à mardi sur une longueur de quarante mètres, a indiqué la préfecture.

Les eaux ont envahi la vieille ville et obligé deux cents habitants à quitter leur maison avant l'aube.

Le maire, Yann Kerouel, a demandé l'aide de l'armée pour poser des sacs de sable le long du chenal. Il a promis que les écoles rouvriraient dès que les pompes auraient vidé les caves.

Une enquête a été ouverte sur l'entretien de l'ouvrage, dont les fissures avaient été signalées il y a trois ans.`
const cut = dispatch.split('\n\n').slice(0, 3).join('\n\n')
const rewrite = `À Port-Brenn, l'heure est au nettoyage. Les commerçants de la place comptent leurs pertes et les assureurs arrivent par dizaines.

Dans la nuit, les eaux ont envahi la vieille ville et obligé deux cents habitants à quitter leur maison avant l'aube.

Personne ne sait quand le marché reprendra, et le port de pêche restera fermé jusqu'à la fin du mois.`
const other = `Le championnat de voile de Brenn s'ouvrira samedi avec soixante équipages venus de neuf pays.

Les organisateurs attendent dix mille spectateurs sur les quais, et la météo annonce un vent modéré pendant toute la semaine.`
const quotation =
  '« Nous n’avons jamais vu une chose pareille de toute notre vie et nous ne voulons plus jamais la revoir dans cette ville »'

const kinds = (texts: string[], published?: (string | undefined)[]) =>
  findCopies(
    texts.map((text, k) =>
      bareAnalysis({ id: `r${k}`, text, ...(published?.[k] ? { published: published[k] } : {}) }),
    ),
  ).copies.map(({ kind, original, copy, ordered }) => `${kind} ${original} ${copy}${ordered ? '' : ' ?'}`)

describe('copies', () => {
  it.each([
    ['the same text', [dispatch, dispatch], ['exact r0 r1 ?']],
    [
      'the same but for case and a word',
      [dispatch, dispatch.replace('lundi', 'LUNDI').replace('dès', 'quand')],
      ['exact r0 r1 ?'],
    ],
    ['a reprint with a cut', [dispatch, cut], ['cut r0 r1 ?']],
    ['a paragraph taken over', [dispatch, rewrite], ['rewrite r0 r1 ?']],
    ['nothing in common', [dispatch, other], []],
    [
      'a quotation in common, each in its own report',
      [
        `${other} ${quotation}, a dit le maire.`,
        `Le conseil se réunira jeudi au sujet du marché couvert et de ses toits. ${quotation}, a dit un pêcheur.`,
      ],
      [],
    ],
    ['too short to tell', ['La digue a cédé.', 'La digue a cédé, dit-on.'], []],
    ['no words at all', ['… !!! …', '… !!! …'], []],
  ])('%s', (_, texts, expected) => {
    expect(kinds(texts)).toEqual(expected)
  })

  it('puts the earlier report first, in whatever order they are given and wherever they were published', () => {
    expect(kinds([cut, dispatch], ['2026-02-04T07:00:00+01:00', '2026-02-04T05:30:00Z'])).toEqual([
      'cut r1 r0',
    ])
  })

  it('believes a credit more than a date', () => {
    const { copies } = findCopies([
      bareAnalysis({ id: 'paper', text: cut, authors: ['Le Quai avec Litora'], published: '2026-02-03' }),
      bareAnalysis({ id: 'wire', text: dispatch, publisher: 'Agence Litora', published: '2026-02-04' }),
    ])
    expect(copies.map(({ original, copy }) => [original, copy])).toEqual([['wire', 'paper']])
  })

  it('leaves titles aside: a headline in common makes no copy', () => {
    const title =
      'Port-Brenn sous les eaux : ce que l’on sait de la nuit où la digue a cédé sans prévenir personne'
    const { copies } = findCopies([
      bareAnalysis({ id: 'a', title, text: `${title}\n\n${other}` }),
      bareAnalysis({ id: 'b', title, text: `${title}\n\n${rewrite}` }),
    ])
    expect(copies).toEqual([])
  })

  it('shows words that stand in both texts', () => {
    const [copy] = findCopies([
      bareAnalysis({ id: 'a', text: dispatch }),
      bareAnalysis({ id: 'b', text: rewrite }),
    ]).copies
    expect(copy.passages.length).toBeGreaterThan(0)
    for (const { original, copy: copied } of copy.passages)
      expect(wordsOf(dispatch.slice(...original)).map((word) => word.folded)).toEqual(
        wordsOf(rewrite.slice(...copied)).map((word) => word.folded),
      )
    expect(copy.ofOriginal).toBeGreaterThan(0)
    expect(copy.ofCopy).toBeLessThan(1)
  })

  it('finds a reprint among many reports that share a stock phrase', () => {
    const noise = Array.from({ length: 60 }, (_, k) => {
      const word = (n: number) => `mot${k}x${n}`
      return `Selon une source proche du dossier citée par la presse, ${Array.from({ length: 80 }, (_, n) => word(n)).join(' ')}.`
    })
    expect(kinds([...noise, dispatch, cut])).toEqual(['cut r60 r61 ?'])
  })
})

describe('alignment', () => {
  it('keeps its offsets on any text', () => {
    const piece = fc.constantFrom(
      'un',
      'deux',
      'trois',
      'quatre',
      'cinq',
      'six',
      '«',
      '. ',
      '\ud800',
      '🙂',
      'É',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.array(piece, { maxLength: 60 }), (a, b) => {
        const one = a.join(' ')
        const two = b.join(' ')
        const { passages, inFirst, inSecond } = align(wordsOf(one), wordsOf(two))
        for (const { first, second, words } of passages) {
          expect(first[0] >= 0 && first[0] < first[1] && first[1] <= one.length).toBe(true)
          expect(second[0] >= 0 && second[0] < second[1] && second[1] <= two.length).toBe(true)
          expect(words).toBeGreaterThanOrEqual(5)
        }
        expect(inFirst.some(Boolean)).toBe(passages.length > 0)
        expect(inSecond.some(Boolean)).toBe(passages.length > 0)
      }),
    )
  })

  it('stays cheap on a text that repeats one word', () => {
    const words = wordsOf('oui '.repeat(20_000))
    expect(align(words, words).passages).toHaveLength(1)
  })
})

describe('MinHash', () => {
  it('estimates the share of shingles in common', () => {
    const text = (from: number, to: number) =>
      wordsOf(Array.from({ length: to - from }, (_, k) => `w${from + k}`).join(' '))
    const one = minHash(shinglesOf(text(0, 300)))
    const two = minHash(shinglesOf(text(100, 400)))
    const equal = one.filter((hash, k) => hash === two[k]).length / one.length
    // 196 shingles of 396 are common.
    expect(equal).toBeGreaterThan(0.4)
    expect(equal).toBeLessThan(0.6)
  })

  it('gives no candidate for texts without shingles', () => {
    const near = new NearTexts()
    expect(near.add(minHash(shinglesOf(wordsOf('trop court'))))).toEqual([])
    expect(near.add(minHash(shinglesOf(wordsOf('trop court'))))).toEqual([])
  })
})
