import { describe, expect, it } from 'vitest'
import { sourceLexicon } from '../../src/engine/attribution/source-lexicon.ts'
import { leadingLetters, NameBeginnings } from '../../src/engine/name-beginnings.ts'
import { outletNames, plainName } from '../../src/engine/names/institutions.ts'
import { packs } from '../../src/languages/index.ts'

describe('the letters that a text begins with', () => {
  it.each([
    ['', ''],
    ['Monde', 'Monde'],
    ['ministre-président', 'ministre'],
    ["l'Élysée", 'l'],
    ['Élysée', 'Élysée'],
    ['añil 3', 'añil'],
    ['20 Minutes', ''],
    ['«', ''],
    ['Ирина', 'Ирина'],
  ])('of "%s" are "%s"', (text, letters) => {
    expect(leadingLetters(text)).toBe(letters)
  })
})

describe('names by the word that they may begin with', () => {
  const beginnings = new NameBeginnings(['vice-président', 'Señal 5', 'the Herald'])
  it.each([
    ['a first word', 'vice', true],
    ['it with a capital', 'Vice', true],
    ['it with more behind a hyphen', 'vice-présidente', true],
    ['accents', 'señal', true],
    ['an article of the name', 'the', true],
    ['a later word', 'Herald', false],
    ['a part of a first word', 'vic', false],
    ['a figure, which tells nothing', '5', true],
  ])('%s', (_, word, may) => {
    expect(beginnings.mayBegin(`${word} …`, word.length, word)).toBe(may)
  })

  it('says yes of a word that goes on in the next token', () => {
    expect(beginnings.mayBegin('vicente', 3, 'vic')).toBe(true)
  })
})

describe.each(Object.values(packs))('no outlet is missed in $name', (pack) => {
  const sources = sourceLexicon(pack)
  const known = outletNames().filter((name) => sources.isOutlet(name))
  it('by its first word, with an article before it or without', () => {
    expect(known.length).toBeGreaterThan(100)
    const missed = known
      .flatMap((name) => [
        name,
        ...['The', 'Le', "L'", 'El', 'Du', 'Au', 'Des', 'Del'].map((one) => `${one} ${name}`),
      ])
      .filter((name) => sources.isOutlet(name))
      .filter((name) => {
        const word = /^[^\s'’]+['’]?/.exec(name)?.[0] ?? ''
        return !sources.outletBeginnings.mayBegin(name, word.length, word)
      })
    expect(missed).toEqual([])
  })
})

describe('one spelling of names', () => {
  it.each([
    ['', ''],
    ['Le Monde', 'Le Monde'],
    ['  Le  Monde\n', 'Le Monde'],
    ['l’Élysée', "l'Élysée"],
    ['Agence\u00a0France\u2011Presse', 'Agence France-Presse'],
    ['a\tb', 'a b'],
    ['Ирина', 'Ирина'],
    [' ', ''],
  ])('of "%s" is "%s"', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })
})
