import type { Candidate } from './gazetteer.ts'
import { placeKey } from './place-key.ts'
import type { PlaceMention } from './place-mentions.ts'
import { liesIn, squaredKilometres } from './place-relations.ts'

/** What is known of a report besides its words. */
export interface Surroundings {
  /** Points for a country before anything is read: the outlet's own, and those where the language is spoken. */
  prior: ReadonlyMap<string, number>
  /** Countries where the report's language is spoken: their towns have no names in translation. */
  homes: Readonly<Record<string, number>>
  /** For each mention, the index of the mention that names what it lies in ("Paris, Texas"), or -1. */
  containers: readonly number[]
  /** Points for the kind of each mention's candidates, from the words before it ("en" + country, "à" + town). */
  leaning: readonly ('town' | 'area' | undefined)[]
}

/** One name of the report, with all mentions that are to have the same reading. */
interface Group {
  mentions: number[]
  candidates: readonly Candidate[]
  /** Without the context of the other names. */
  base: number[]
  score: number[]
  /** 2^-(distance from the best score), summing to 1: how the reading is shared before the next round. */
  share: number[]
  best: number
}

/** Weights set by hand, with an eye on LGL and on names that great towns share with small ones. */
const weights = {
  /** Off a town whose name is an alias, in a country where the report's language is spoken. */
  alias: 7,
  /** Off any other alias. */
  foreignAlias: 4.5,
  /** For a town known beyond its country, and for one known the world over. */
  known: 1,
  famous: 2,
  /** How much a metropolis or a capital, and a country, say of the country that the report is from. */
  greatTown: 0.4,
  country: 0.7,
  /** How much a metropolis says of its region. */
  greatTownDivision: 0.4,
  /** A country beside a region of the same name with more inhabitants, where the language is spoken. */
  rivalCountry: 26,
  /** Off a small town where great ones of the world are named side by side. */
  smallInTheWorld: 3,
  /** For a country, another one near it. */
  neighbour: 1,
}

/** A reading whose share is below this is not sure enough to be told, unless it is so far above each other one. */
const sure = 0.5
const clear = 2

/** Inhabitants below which a town needs a tie to be told, and a town that goes by an alias. */
const hamlet = 5000
const smallTown = 50000

const considered = 40
const rounds = 3

/** Number of binary digits of `n`, with the fraction of the next one: a logarithm by exact steps. */
export function magnitude(n: number): number {
  let digits = 0
  let value = n + 1
  while (value >= 2) {
    value /= 2
    digits++
  }
  return digits + (value - 1)
}

/** Whether a name is the beginning of a longer one, word by word. */
function isShortFor(text: string, name: string): boolean {
  const key = placeKey(text)
  const whole = placeKey(name)
  return whole.length > key.length && whole.startsWith(`${key} `)
}

/** Whether a name that is not a town's own is likely its name in another language ("Geneva"), not an odd alias. */
function isExonym(candidate: Candidate, homes: Readonly<Record<string, number>>): boolean {
  if (Object.hasOwn(homes, candidate.country)) return false
  return (
    candidate.population > 1000000 ||
    candidate.seat === 3 ||
    (candidate.seat === 2 && candidate.population >= 50000)
  )
}

/** What speaks for a reading of a name by itself. */
function baseScore(
  candidate: Candidate,
  first: boolean,
  short: boolean,
  homes: Readonly<Record<string, number>>,
): number {
  let score = magnitude(candidate.population)
  if (candidate.kind === 'country') score = 36
  else if (candidate.kind === 'region')
    score = candidate.district !== 0 ? 14 : candidate.division !== 0 ? 25 : 22
  else if (candidate.kind === 'area' || candidate.kind === 'water') score = 25
  else if (candidate.kind === 'facility') score = 25
  else {
    if (candidate.seat === 3) score += 6
    else if (candidate.seat === 2) score += 2
    else if (candidate.seat === 1) score += 0.7
    // A short form ("Frankfurt" for "Frankfurt am Main") or an exonym of a great town is no odd alias.
    const exonym = !candidate.main && isExonym(candidate, homes)
    if (!candidate.main && !exonym)
      score -= short ? 1 : Object.hasOwn(homes, candidate.country) ? weights.alias : weights.foreignAlias
    else score += fame(candidate, exonym)
    if (candidate.quarter) score -= 4
  }
  return first ? score + 0.01 : score
}

/** What speaks for a town that is known beyond its country. */
function fame(candidate: Candidate, exonym: boolean): number {
  if (candidate.quarter) return 0
  if (candidate.population >= 300000 || (exonym && candidate.population >= 50000)) return weights.famous
  return candidate.population >= 100000 ? weights.known : 0
}

/**
 * Chooses a reading for each mention: by what holds the place ("Paris, Texas"), by the other names of the report (the
 * same region or country, small distance), by inhabitants and by where the outlet is; one name has one reading in a report
 * unless the text itself says otherwise.
 * @returns for each mention the place meant, or undefined where nothing is known or sure enough
 */
export function resolvePlaces(
  mentions: readonly PlaceMention[],
  { prior, homes, containers, leaning }: Surroundings,
): (Candidate | undefined)[] {
  const groups = new Map<string, Group>()
  const groupOf: (Group | undefined)[] = mentions.map(() => undefined)
  /** The explicit container by name: a bare later mention follows it. */
  const containedNames = new Map<string, string>()
  const nameOf = (mention: PlaceMention): string => mention.candidates.map((c) => c.index).join(' ')
  mentions.forEach((mention, m) => {
    if (mention.candidates.length === 0) return
    const container = containers[m]
    if (container >= 0) {
      const key = nameOf(mention)
      if (!containedNames.has(key)) containedNames.set(key, nameOf(mentions[container]))
    }
  })
  mentions.forEach((mention, m) => {
    if (mention.candidates.length === 0) return
    const name = nameOf(mention)
    const container = containers[m]
    const within = container >= 0 ? nameOf(mentions[container]) : (containedNames.get(name) ?? '')
    const lean = within === '' ? (leaning[m] ?? '') : ''
    const key = `${name}|${within}|${ambiguousInKind(mention.candidates) ? lean : ''}`
    let group = groups.get(key)
    if (!group) {
      const candidates = mention.candidates.slice(0, considered)
      group = {
        mentions: [],
        candidates,
        base: candidates.map(
          (candidate, k) =>
            baseScore(candidate, k === 0, isShortFor(mention.text, candidate.name), homes) +
            (prior.get(candidate.country) ?? 0),
        ),
        score: [],
        share: [],
        best: 0,
      }
      groups.set(key, group)
    }
    group.mentions.push(m)
    groupOf[m] = group
  })
  const heldBy = new Map<number, number[]>()
  containers.forEach((container, inner) => {
    if (container >= 0) heldBy.set(container, [...(heldBy.get(container) ?? []), inner])
  })
  const all = [...groups.values()]
  if (isWorldly(all, homes))
    // The world's news, told by nobody in particular: where the language is spoken says nothing of small towns.
    for (const group of all)
      group.candidates.forEach((candidate, k) => {
        if (candidate.kind !== 'city') return
        if (Object.hasOwn(homes, candidate.country)) group.base[k] -= homes[candidate.country]
        if (candidate.population < 50000 && candidate.seat < 2) group.base[k] -= weights.smallInTheWorld
      })
  else if (all.some(({ candidates }) => isHomeRegion(candidates, homes)))
    // Of a state, a county or a département: fame elsewhere says little there.
    for (const group of all)
      group.candidates.forEach((candidate, k) => {
        const exonym = !candidate.main && isExonym(candidate, homes)
        if (candidate.kind === 'city' && (candidate.main || exonym)) group.base[k] -= fame(candidate, exonym)
      })
  for (const group of all) {
    // A metropolis comes before the state of its name: New York, Washington.
    const metropolis = group.candidates.findIndex(
      (c) => c.kind === 'city' && c.main && c.population >= 500000,
    )
    if (group.candidates[0].kind === 'region' && metropolis > 0)
      group.base[metropolis] = Math.max(group.base[metropolis], group.base[0] + 1)
    // A country that fewer people live in than in its namesake is not taken for granted: Grenada and Granada, Georgia twice.
    const namesake = group.candidates.find(
      (c) =>
        c.main &&
        ((c.kind === 'city' && c.population >= 50000) ||
          (c.kind === 'region' && c.district === 0 && Object.hasOwn(homes, c.country))),
    )
    if (
      group.candidates[0].kind === 'country' &&
      namesake &&
      namesake.population > group.candidates[0].population * 0.8
    )
      group.base[0] =
        namesake.kind === 'city' ? magnitude(group.candidates[0].population) : weights.rivalCountry
    // What the words around say holds for the name wherever it stands.
    const split = ambiguousInKind(group.candidates)
    group.candidates.forEach((candidate, k) => {
      let town = 0
      let area = 0
      let held = false
      let asked = false
      for (const m of group.mentions) {
        if (leaning[m] === 'town') town++
        if (leaning[m] === 'area') area++
        const container = containers[m]
        if (container >= 0) {
          asked = true
          if (mentions[container].candidates.some((outer) => liesIn(candidate, outer))) held = true
        }
      }
      if (split && town > area && candidate.kind === 'city') group.base[k] += 12
      if (split && area > town && candidate.kind !== 'city') group.base[k] += 6
      if (held) group.base[k] += 30
      else if (asked) group.base[k] -= 6
    })
    // A name that holds another one is a country or region that does hold it.
    group.candidates.forEach((candidate, k) => {
      const holds = group.mentions.some((m) =>
        heldBy
          .get(m)
          ?.some((inner) =>
            mentions[inner].candidates.slice(0, considered).some((c) => liesIn(c, candidate)),
          ),
      )
      if (holds) group.base[k] += 15
    })
    group.score = [...group.base]
    share(group)
  }
  for (let round = 0; round < rounds; round++) {
    const divisions = new Map<number, number>()
    const districts = new Map<number, number>()
    const countries = new Map<string, number>()
    const add = <K>(map: Map<K, number>, key: K, weight: number): void => {
      map.set(key, (map.get(key) ?? 0) + weight)
    }
    const weightOf = (group: Group): number =>
      group.mentions.length >= 3 ? 1.6 : group.mentions.length === 2 ? 1.3 : 1
    for (const group of all) {
      const weight = weightOf(group)
      group.candidates.forEach((candidate, k) => {
        const part = weight * group.share[k]
        if (candidate.division !== 0) add(divisions, candidate.division, part * spread(candidate))
        if (candidate.district !== 0) add(districts, candidate.district, part)
        if (candidate.country !== '') add(countries, candidate.country, part * localness(candidate))
      })
    }
    const anchors = all.map((group) => group.candidates[group.best])
    for (let g = 0; g < all.length; g++) {
      const group = all[g]
      const weight = weightOf(group)
      group.score = group.candidates.map((candidate, k) => {
        let score = group.base[k]
        // The group's own readings do not support themselves.
        let sameDivision = 0
        let sameDistrict = 0
        let sameCountry = 0
        group.candidates.forEach((other, o) => {
          const part = weight * group.share[o]
          if (other.division === candidate.division) sameDivision += part * spread(other)
          if (other.district === candidate.district) sameDistrict += part
          if (other.country === candidate.country) sameCountry += part * localness(other)
        })
        const division =
          candidate.division === 0 ? 0 : (divisions.get(candidate.division) ?? 0) - sameDivision
        const district =
          candidate.district === 0 ? 0 : (districts.get(candidate.district) ?? 0) - sameDistrict
        const country = candidate.country === '' ? 0 : (countries.get(candidate.country) ?? 0) - sameCountry
        if (candidate.kind === 'city' || candidate.kind === 'region') {
          score += (9 * division) / (division + 0.7)
          score += (4 * district) / (district + 0.5)
        }
        score += (6 * country) / (country + 1)
        let near = 0
        for (let o = 0; o < all.length && o < 60; o++) {
          if (o === g) continue
          const anchor = anchors[o]
          const squared = squaredKilometres(candidate, anchor)
          const certain = all[o].share[all[o].best]
          // "Georgia and Armenia": countries are named with their neighbours.
          if (anchor.kind === 'country' && candidate.kind === 'country' && squared < 1200 * 1200)
            near += weights.neighbour * certain
          if (anchor.kind !== 'city' && !(anchor.kind === 'region' && anchor.district !== 0)) continue
          if (squared < 60 * 60) near += 1.5 * certain
          else if (squared < 200 * 200) near += 0.5 * certain
        }
        score += (6 * near) / (near + 1.5)
        return score
      })
    }
    for (const group of all) share(group)
  }
  /** How many sure names each country has. */
  const named = new Map<string, number>()
  for (const group of all) {
    const { country } = group.candidates[group.best]
    if (isSure(group)) named.set(country, (named.get(country) ?? 0) + 1)
  }
  return mentions.map((mention, m) => {
    const group = groupOf[m]
    if (!group || mention.candidates.length === 0) return undefined
    if (!isSure(group)) return undefined
    const found = group.candidates[group.best]
    // A hamlet, or the odd alias of a small town, is told only where something else of its country is named.
    const small =
      found.kind === 'city' && found.seat < 2 && found.population < (found.main ? hamlet : smallTown)
    if (!small || containers[m] >= 0 || isShortFor(mention.text, found.name)) return found
    return (named.get(found.country) ?? 0) > 1 ? found : undefined
  })
}

/** Whether a name is first of all a region's where the report's language is spoken, and no metropolis shares it. */
function isHomeRegion(candidates: readonly Candidate[], homes: Readonly<Record<string, number>>): boolean {
  return (
    candidates[0].kind === 'region' &&
    Object.hasOwn(homes, candidates[0].country) &&
    !candidates.some((c) => c.kind === 'city' && c.main && c.population >= 500000)
  )
}

/**
 * Whether a report names great towns side by side and nothing small where its language is spoken: a county, a state, or a name
 * that is first of all a village's.
 */
function isWorldly(groups: readonly Group[], homes: Readonly<Record<string, number>>): boolean {
  let great = 0
  for (const { candidates } of groups) {
    const first = candidates[0]
    const metropolis =
      first.kind === 'region' && candidates.some((c) => c.kind === 'city' && c.main && c.population >= 500000)
    if (metropolis || (first.kind === 'city' && (first.seat === 3 || first.population >= 300000))) great++
    else if (
      first.kind === 'city'
        ? first.population < 100000
        : first.kind === 'region' && Object.hasOwn(homes, first.country)
    )
      return false
  }
  return great >= 2
}

/** Whether a reading stands out: it has most of what speaks for the name, or much more than any other single one. */
function isSure({ score, share, best }: Group): boolean {
  return share[best] >= sure || score.every((other, k) => k === best || score[best] - other >= clear)
}

/** How much a name says of its region: a metropolis is named everywhere. */
function spread(candidate: Candidate): number {
  return candidate.kind === 'city' && candidate.population >= 1000000 ? weights.greatTownDivision : 1
}

/**
 * How much a name says that the report stays in its country: a village or county much, a metropolis or a whole country, which
 * the whole world's news name side by side, little.
 */
function localness(candidate: Candidate): number {
  if (candidate.kind === 'country') return weights.country
  if (candidate.kind === 'city' && (candidate.seat === 3 || candidate.population >= 300000))
    return weights.greatTown
  return 1
}

/** Whether a name is a town's and a larger area's alike. */
function ambiguousInKind(candidates: readonly Candidate[]): boolean {
  if (candidates[0].kind === 'city') return false
  const town = candidates.find((candidate) => candidate.kind === 'city')
  // Hong Kong is a town and a territory in one place.
  return town !== undefined && squaredKilometres(town, candidates[0]) > 50 * 50
}

function share(group: Group): void {
  let best = 0
  for (let k = 1; k < group.score.length; k++) if (group.score[k] > group.score[best]) best = k
  let total = 0
  group.best = best
  group.share = group.score.map((score) => {
    let part = 1
    for (let gap = group.score[best] - score; gap >= 1 && part > 1e-6; gap--) part /= 2
    total += part
    return part
  })
  group.share = group.share.map((part) => part / total)
}
