import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeAs } from '../../src/intake/decode-text.ts'
import { repairMojibake } from '../../src/intake/mojibake.ts'

/** UTF-8 read in another encoding. */
const wrongly = (text: string, encoding: string) => decodeAs(Buffer.from(text, 'utf8'), encoding)

const texts = {
  fr: 'Le préfet a déclaré : « l’été a été chaud à Ronvaux », où l’œuvre coûte 5 €. À l’hôtel, ça va… Écoutez-le.',
  en: 'The minister – “Zoë” Reeve – didn’t say who paid £5 for the café’s piñata; it’s naïve…',
  es: '¿Quién avisó a la señora Peñalba? «Nadie», aseguró el jueves el alcalde Andrés Órgaz: ¡había más de 5 €!',
}

describe.each(Object.entries(texts))('a text in %s', (_, text) => {
  test.each(['windows-1252', 'macintosh'])('read in %s is put right', async (encoding) => {
    const wrong = await wrongly(text, encoding)
    expect(wrong).not.toBe(text)
    expect((await repairMojibake(wrong))?.text).toBe(text)
  })
  test('read wrongly twice is put right', async () => {
    expect(
      (await repairMojibake(await wrongly(await wrongly(text, 'windows-1252'), 'windows-1252')))?.text,
    ).toBe(text)
  })
  test('that is right stays as it is', async () => {
    expect(await repairMojibake(text)).toBeUndefined()
    expect(await repairMojibake(text.toUpperCase())).toBeUndefined()
    expect(await repairMojibake(text.normalize('NFD'))).toBeUndefined()
  })
})

test.each([
  ['Le prÃ©fet a parlÃ©.', 'Le préfet a parlé.'],
  ['Le prÃ©fet a parlé.', 'Le préfet a parlé.'],
  ['Il a Ã©tÃ© Ã la gare.', 'Il a été à la gare.'],
  ['Il a Ã©tÃ© Ã\u00a0 la gare.', 'Il a été à la gare.'],
  ['He didnâ€™t say â€œnoâ€.', 'He didn’t say “no”.'],
  ['La seÃ±ora avisÃ³.', 'La señora avisó.'],
])('%s', async (wrong, right) => {
  expect((await repairMojibake(wrong))?.text).toBe(right)
})

test.each([
  'UTF-8 lu comme du Latin-1 donne « Ã© » au lieu de « é ».',
  'SÃO PAULO. Ações da Petrobras, disse o prefeito de São João.',
  'Le CAFÉ» a fermé, « SÍ», «PARÍ», Â» et âme.',
  '√2 est irrationnel ; ¬A ∨ B, ≈ 3 %, ƒ(x) = x².',
  'Škoda, Ångström, Ærø, İstanbul, Łódź, Dvořák.',
])('%s stays as it is', async (text) => {
  expect(await repairMojibake(text)).toBeUndefined()
})

test('it says how many, and shows one', async () => {
  expect(await repairMojibake('Le prÃ©fet a parlÃ©.')).toMatchObject({
    count: 2,
    example: ['prÃ©fet', 'préfet'],
  })
})

test('any text of Latin letters read in windows-1252 comes back, or is left', async () => {
  const letters = fc.constantFrom(...'abcdeéèàçñóúüœ’«»“”…–€ \n.É'.split(''))
  await fc.assert(
    fc.asyncProperty(fc.array(letters, { maxLength: 60 }), async (units) => {
      const text = `aéa${units.join('')}`
      const wrong = await wrongly(text, 'windows-1252')
      const repaired = await repairMojibake(wrong)
      expect(repaired?.text.replace(/\u00a0/g, ' ')).toBe(text)
    }),
  )
})
