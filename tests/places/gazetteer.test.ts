import { describe, expect, it } from 'vitest'
import { Gazetteer } from '../../src/engine/places/gazetteer.ts'
import { placeKey } from '../../src/engine/places/place-key.ts'
import { folderResources } from '../../src/node-resources.ts'

const gazetteer = new Gazetteer(folderResources())
const first = (name: string, language?: 'fr' | 'en' | 'es'): string => {
  const [best] = gazetteer.lookup(name, language)
  return best ? `${best.name}/${best.kind}/${best.country}` : ''
}

describe('the key of a place name', () => {
  const cases: [name: string, key: string][] = [
    ['Saint-Étienne', 'saint etienne'],
    ['St. Louis', 'saint louis'],
    ['L’Aquila', 'laquila'],
    ["L'Aquila", 'laquila'],
    ['São Tomé', 'sao tome'],
    ['Łódź', 'lodz'],
    ['Tromsø', 'tromso'],
    ['La.', 'la.'],
    ['La', 'la'],
    ['U.S.', 'us.'],
    ['Viêt Nam', 'viet nam'],
    ['  Port-au-Prince ', 'port au prince'],
    ['Москва', ''],
    ['', ''],
    ['…', ''],
    ['\ud800', ''],
  ]
  it.each(cases)('%s is %s', (name, key) => {
    expect(placeKey(name)).toBe(key)
  })
})

describe('the gazetteer', () => {
  const cases: [name: string, first: string][] = [
    ['Londres', 'London/city/GB'],
    ['Pékin', 'Beijing/city/CN'],
    ['Moscou', 'Moscow/city/RU'],
    ['Estambul', 'Istanbul/city/TR'],
    ['Bruselas', 'Brussels/city/BE'],
    ['Nueva Orleans', 'New Orleans/city/US'],
    ['Levallois', 'Levallois-Perret/city/FR'],
    ['Etats-Unis', 'United States/country/US'],
    ['EE.UU.', 'United States/country/US'],
    ['EEUU', 'United States/country/US'],
    ['R.-U.', 'United Kingdom/country/GB'],
    ['Royaume-Uni', 'United Kingdom/country/GB'],
    ['Siria', 'Syria/country/SY'],
    ['Hauts-de-Seine', 'Hauts-de-Seine/region/FR'],
    ['Nouvelle-Aquitaine', 'Nouvelle-Aquitaine/region/FR'],
    ['Baviera', 'Bavaria/region/DE'],
    ['Calif.', 'California/region/US'],
    ['Licking County', 'Licking County/region/US'],
    ['Cisjordanie', 'West Bank/area/PS'],
    ['Franja de Gaza', 'Gaza Strip/area/PS'],
    ['détroit d’Ormuz', 'Strait of Hormuz/water/'],
    ['mer Rouge', 'Red Sea/water/'],
    ['Kiev', 'Kyiv/city/UA'],
    ['Casa Blanca', 'White House/facility/US'],
  ]
  it.each(cases)('knows %s as %s', (name, expected) => {
    expect(first(name)).toBe(expected)
  })

  it('has names that hold in one language only', () => {
    expect(first('Amérique', 'fr')).toBe('United States/country/US')
    expect(first('América', 'es')).toBe('Latin America/area/')
  })

  it('marks acronyms, which are to be believed in capitals alone', () => {
    expect(gazetteer.lookup('US').find((place) => place.kind === 'country')?.acronym).toBe(true)
    expect(gazetteer.lookup('France')[0].acronym).toBe(false)
  })

  it('gives the many towns of one name by weight', () => {
    const towns = gazetteer
      .lookup('Springfield')
      .filter((place) => place.kind === 'city' && place.main && place.country === 'US')
    expect(towns.length).toBeGreaterThan(5)
    for (let i = 1; i < towns.length; i++)
      expect(towns[i].population).toBeLessThanOrEqual(towns[i - 1].population)
  })

  it('knows nothing of what is no place', () => {
    for (const name of ['', 'Zzyzxlandia', 'Qwertyuiop', '12', '…', 'a'.repeat(500), '\ud800\udc00\ud800'])
      expect(gazetteer.lookup(name)).toEqual([])
  })

  it('gives coordinates on the globe and a GeoNames id for each town', () => {
    for (const name of ['Paris', 'Quito', 'Suva', 'Ushuaia', 'Tromsø', 'Anadyr'])
      for (const place of gazetteer.lookup(name)) {
        expect(Math.abs(place.latitude)).toBeLessThanOrEqual(90)
        expect(Math.abs(place.longitude)).toBeLessThanOrEqual(180)
        expect(place.country).toMatch(/^([A-Z]{2})?$/)
        if (place.kind === 'city') expect(place.geonames).toBeGreaterThan(0)
      }
    expect(gazetteer.lookup('Paris')[0].geonames).toBe(2988507)
  })

  it('asks for its bytes at the first lookup only, and says so when they are damaged', () => {
    let asked = 0
    const lazy = new Gazetteer({
      bytes: () => {
        asked++
        return new Uint8Array(100)
      },
      hash: () => '',
    })
    expect(asked).toBe(0)
    expect(() => lazy.lookup('Paris')).toThrow(/damaged/)
    expect(asked).toBe(1)
  })
})
