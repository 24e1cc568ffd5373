import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../src/contract/analysis.ts'
import { compacted, comparedBefore, locate } from '../../web/extension/locate.ts'

/** An article of paragraphs, each with its sentences. */
function articleOf(...paragraphs: string[]) {
  const text = paragraphs.join('\n')
  const spans: Span[] = []
  const sentences: Span[] = []
  let start = 0
  for (const paragraph of paragraphs) {
    spans.push([start, start + paragraph.length])
    for (const match of paragraph.matchAll(/[^.]+\.?\s*/g))
      sentences.push([start + match.index, start + match.index + match[0].trimEnd().length])
    start += paragraph.length + 1
  }
  return { text, paragraphs: spans, sentences }
}

/** What was found, as the words of the article and those of the page there. */
function foundIn(paragraphs: string[], page: string, isShown?: (start: number, end: number) => boolean) {
  const article = articleOf(...paragraphs)
  const words = compacted(page)
  const before = comparedBefore(article.text)
  return locate(article, words, isShown).map(({ start, end, at }) => {
    expect(words.slice(at, at + before[end] - before[start])).toBe(compacted(article.text.slice(start, end)))
    return { words: article.text.slice(start, end), at }
  })
}

const headline = 'The port of Velmar reopens after the storm'
const first = 'The port of Velmar reopened on Monday morning, the harbour master said in a statement.'
const second = 'Two ferries had waited outside since Saturday, according to their owners in Kessary.'
const short = 'Nobody was hurt.'

describe('an article on its page', () => {
  it.each<[string, string[], string, string[]]>([
    [
      'stands as it is',
      [headline, first, second],
      `${headline} ${first} ${second}`,
      [headline, first, second],
    ],
    [
      'is broken by white space and soft hyphens',
      [first, second],
      `${first.replaceAll(' ', '\n   ')}${second.replace('ferries', 'fer\u00adries')}`,
      [first, second],
    ],
    ['has others between', [first, second], `${first} Advertisement ${second}`, [first, second]],
    ['lacks a paragraph', [first, second], second, [second]],
    [
      'shows a short paragraph in its place',
      [first, short, second],
      `${short} Menu ${first}${short}${second}`,
      [first, short, second],
    ],
    [
      'shows a short paragraph elsewhere alone',
      [first, short, second],
      `${first}${second} ${short}`,
      [first, second],
    ],
    [
      'has a paragraph that is changed in a sentence',
      [first, `${second} The mayor thanked the crews of the port.`],
      `${first} ${second} The mayor, 54, thanked the crews of the port.`,
      [first, second],
    ],
    ['is not there', [first, second], 'Something else altogether stands here, and it is long enough.', []],
    ['is empty', [first], '', []],
  ])('%s', (_, paragraphs, page, found) => {
    expect(foundIn(paragraphs, page).map(({ words }) => words)).toEqual(found)
  })

  it('has its headline where it stands last before it, not in a list of links', () => {
    const page = `Most read: ${headline} Menu ${headline} ${first} ${second} Also: ${headline}`
    const [{ words, at }] = foundIn([headline, first, second], page)
    expect(words).toBe(headline)
    expect(at).toBe(compacted(page).indexOf(compacted(`${headline} ${first}`)))
  })
  it('is taken where it is shown', () => {
    const page = `${first} ${second} ${first} ${second}`
    const half = compacted(`${first}${second}`).length
    expect(foundIn([first, second], page, (start) => start >= half).map(({ at }) => at)).toEqual([
      half,
      half + compacted(first).length,
    ])
  })
  it('is found with its own words wherever it stands, whatever the page is', () => {
    const pieces = fc.array(fc.constantFrom(first, second, short, headline, 'x', ' ', '\n', 'é😀'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(pieces, pieces, (article, page) => {
        foundIn(
          article.filter((piece) => piece.trim() !== ''),
          page.join(''),
        )
      }),
    )
  })
  it('is given up where a page is made to be searched without end', () => {
    const paragraphs = Array.from({ length: 2000 }, (_, k) => `${'a'.repeat(60)}${k} b`)
    let searched = 0
    const page = {
      length: 200_000_000,
      indexOf: () => {
        searched++
        return -1
      },
      slice: () => '',
    } as unknown as string
    expect(locate(articleOf(...paragraphs), page)).toEqual([])
    expect(searched).toBeLessThan(5)
  })
})
