import { v5 as uuidOf } from 'uuid'
import type { Analysis, Factuality, Language } from '../contract/analysis.ts'
import type { Passage, RelatedClaim, Situation, StatementRelation } from '../contract/situation.ts'
import { holdersOf, type KnownHolder } from './holders.ts'
import { labelsFor } from './labels.ts'
import { momentOf, webAddress } from './moment.ts'
import { reportNames } from './report-names.ts'
import { isShown } from './report-view.ts'
import { claimAt, type Verdict } from './verdicts.ts'

type StixObject = { type: string; id: string } & Record<string, unknown>
const opinions = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] as const
type Opinion = (typeof opinions)[number]

/** Under it Selon names its objects, so that the same words have the same id in every export (UUID version 5). */
const ownNamespace = '8f4bd6a5-5e0f-5b0c-9d5e-0d7f3a1c2b64'
/** The namespace that STIX 2.1 (2.9) has for observables. */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** STIX wants a time of everything; what has no date bears this one, and the label "undated". */
const noTime = '1970-01-01T00:00:00.000Z'

/** How much whom a claim is given to holds it for so. */
const heldAs: Record<Factuality, Opinion> = {
  'CT+': 'strongly-agree',
  'PR+': 'agree',
  'PS+': 'neutral',
  CTu: 'neutral',
  Uu: 'neutral',
  'PS-': 'neutral',
  'PR-': 'disagree',
  'CT-': 'strongly-disagree',
}

/** What a STIX 2.1 bundle holds, each object once. */
class Bundle {
  readonly #objects = new Map<string, StixObject>()
  readonly selon = this.identity('Selon', 'system')

  /** Adds an object named by what makes it the one that it is; gives its id. */
  add(
    type: string,
    key: readonly (string | number)[],
    time: string | undefined,
    rest: Record<string, unknown>,
  ): string {
    const id = `${type}--${uuidOf(JSON.stringify([type, ...key]), ownNamespace)}`
    const labels = [
      ...((rest['labels'] as string[] | undefined) ?? []),
      ...(time === undefined ? ['undated'] : []),
    ]
    const at = time ?? noTime
    if (!this.#objects.has(id))
      this.#objects.set(id, {
        type,
        spec_version: '2.1',
        id,
        created: at,
        modified: at,
        ...rest,
        ...(labels.length > 0 && type !== 'identity' ? { labels } : {}),
      })
    return id
  }

  /** Somebody, or a body; the same name is the same one, and nothing more is claimed of who it is. */
  identity(name: string, identityClass: string): string {
    return this.add('identity', [identityClass, name.toWellFormed()], undefined, {
      name: name.toWellFormed(),
      identity_class: identityClass,
    })
  }

  /** The observed address of a page. */
  page(value: string): string {
    // The id of an observable is made of its properties as canonical JSON.
    const id = `url--${uuidOf(JSON.stringify({ value }), observables)}`
    this.#objects.set(id, { type: 'url', spec_version: '2.1', id, value })
    return id
  }

  whole(): object {
    const objects = [...this.#objects.values()]
    const id = `bundle--${uuidOf(JSON.stringify(objects.map(({ id: one }) => one)), ownNamespace)}`
    return { type: 'bundle', id, objects }
  }
}

/** What a report's head tells; `SituationReport` and `Report` both do. */
interface Head {
  id: string
  language: Language
  publisher?: string
  title?: string
  published?: string
  url?: string
}

const classOf = ({ kind, type }: KnownHolder): string =>
  type === 'person'
    ? 'individual'
    : type === 'group' || kind === 'group'
      ? 'group'
      : type === 'organization' || type === 'facility' || kind === 'media' || kind === 'outlet'
        ? 'organization'
        : 'unknown'

/** A report with its outlet, its page and whom it names; `name` tells it from others of one export. */
function addReport(bundle: Bundle, name: string, head: Head, others: readonly string[]): string {
  const time = momentOf(head.published)
  const outlet = head.publisher ? bundle.identity(head.publisher, 'organization') : undefined
  const url = webAddress(head.url)
  const seen =
    url && time
      ? [
          bundle.add('observed-data', [url, time], time, {
            created_by_ref: bundle.selon,
            first_observed: time,
            last_observed: time,
            number_observed: 1,
            object_refs: [bundle.page(url)],
          }),
        ]
      : []
  return bundle.add('report', [name], time, {
    created_by_ref: outlet ?? bundle.selon,
    name: (head.title ?? head.id).toWellFormed(),
    labels: ['news-report'],
    published: time ?? noTime,
    lang: head.language,
    object_refs: [...new Set([outlet ?? bundle.selon, ...seen, ...others])],
    external_references: [
      {
        source_name: (head.publisher ?? 'report').toWellFormed(),
        external_id: name,
        ...(url ? { url } : {}),
      },
    ],
  })
}

const passageReference = (name: string, [start, end]: readonly [number, number]) => ({
  source_name: 'Selon',
  external_id: `${name}#char=${start},${end}`,
})

/**
 * Reports as a STIX 2.1 bundle: a report with its outlet (identity) and its page (observed-data); a note for each claim with
 * who vouches for it; and as opinions how sure whom it is given to is of it, and what persons judged. Selon has none itself.
 * @param language of Selon's own words; each report's where none is given
 */
export function renderStix(
  analyses: readonly Analysis[],
  options: { language?: Language; verdicts?: readonly Verdict[] } = {},
): object {
  const bundle = new Bundle()
  const names = reportNames(analyses)
  analyses.forEach((analysis, n) => {
    const { report } = analysis
    const labels = labelsFor(options.language ?? report.language)
    const time = momentOf(report.published)
    const shown = analysis.claims.filter(isShown)
    const speakers = shown.flatMap((claim) =>
      holdersOf(analysis, claim)
        .filter(({ kind, name }) => kind !== 'outlet' && name)
        .map((holder) => bundle.identity(holder.name ?? '', classOf(holder))),
    )
    const reportId = addReport(bundle, names[n], report, speakers)
    const notes = new Map<string, string>()
    for (const claim of shown) {
      const holders = holdersOf(analysis, claim)
      const last = holders.at(-1)
      const words = report.text.slice(claim.span[0], claim.span[1]).toWellFormed()
      const chain = holders.map(({ kind, name }) =>
        (
          name ?? (kind === 'outlet' ? labels.outlet : kind === 'unstated' ? labels.noSource : kind)
        ).toWellFormed(),
      )
      const reference = [passageReference(names[n], claim.span)]
      const key = [names[n], ...claim.span, ...claim.predicate]
      const note = bundle.add('note', key, time, {
        created_by_ref: bundle.selon,
        abstract: (claim.sentence ?? words).toWellFormed(),
        content: `“${words}”\n${chain.join(' > ')} (${labels.factuality[claim.factuality]}; ${labels.outlet}: ${labels.factuality[claim.outletFactuality]})`,
        ...(last?.name ? { authors: [last.name.toWellFormed()] } : {}),
        labels: [claim.basis],
        object_refs: [reportId],
        external_references: reference,
      })
      notes.set(claim.id, note)
      if (last && last.kind !== 'outlet' && last.name)
        bundle.add('opinion', key, time, {
          created_by_ref: bundle.selon,
          opinion: heldAs[claim.factuality],
          explanation: `“${words}”`,
          authors: [last.name.toWellFormed()],
          object_refs: [note],
          external_references: reference,
        })
    }
    for (const verdict of options.verdicts ?? []) {
      const judged = verdict.anchor.report === report.id ? claimAt(analysis, verdict) : undefined
      addVerdict(bundle, verdict, judged && notes.get(judged.id))
    }
  })
  return bundle.whole()
}

/** What a person judged of a claim. Without a rating there is no opinion in STIX's five words. */
function addVerdict(bundle: Bundle, verdict: Verdict, note: string | undefined): void {
  if (!note || verdict.rating === undefined) return
  bundle.add('opinion', [verdict.id, verdict.at, note], momentOf(verdict.at), {
    created_by_ref: bundle.identity(verdict.by, 'individual'),
    opinion: opinions[verdict.rating - 1],
    explanation: [verdict.verdict, verdict.note].filter(Boolean).join('\n').toWellFormed(),
    authors: [verdict.by.toWellFormed()],
    object_refs: [note],
    ...(webAddress(verdict.address)
      ? {
          external_references: [{ source_name: verdict.by.toWellFormed(), url: webAddress(verdict.address) }],
        }
      : {}),
  })
}

const relationOpinion: Partial<Record<StatementRelation['kind'], Opinion>> = {
  confirms: 'agree',
  denies: 'strongly-disagree',
  conflicts: 'disagree',
}

/**
 * A Situation as a STIX 2.1 bundle: its reports, a grouping for each story, a note for each statement, and as opinions
 * what other reports say of it: that they confirm it, deny it, or cannot be so beside it.
 */
export function renderSituationStix(situation: Situation): object {
  const bundle = new Bundle()
  const heads = new Map(situation.reports.map((report) => [report.id, report]))
  const reports = new Map(
    situation.reports.map((report) => [
      report.id,
      addReport(bundle, encodeURIComponent(report.id.toWellFormed()), report, []),
    ]),
  )
  const reference = ({ report, span }: Passage) =>
    passageReference(encodeURIComponent(report.toWellFormed()), [span[0], span[1]])
  const notes = new Map<string, string>()
  for (const statement of situation.statements) {
    const having = [...new Set(statement.claims.map(({ report }) => report))]
    const refs = having.flatMap((report) => reports.get(report) ?? [])
    if (refs.length === 0) continue
    const authors = [...new Set(statement.claims.flatMap(({ chain }) => chain.at(-1) ?? []))]
    const { report, span } = statement.passage
    notes.set(
      statement.id,
      bundle.add('note', [report, ...span, 'statement'], momentOf(statement.first), {
        created_by_ref: bundle.selon,
        abstract: (statement.sentence ?? statement.passage.text).toWellFormed(),
        content: statement.claims
          .map(({ passage, chain, factuality }) => `“${passage.text}” — ${chain.join(' > ')} (${factuality})`)
          .join('\n')
          .toWellFormed(),
        ...(authors.length > 0 ? { authors: authors.map((author) => author.toWellFormed()) } : {}),
        labels: [statement.polarity],
        object_refs: refs,
        external_references: statement.claims.map(({ passage }) => reference(passage)),
      }),
    )
  }
  for (const { kind, from, to, statements } of situation.relations) {
    const opinion = relationOpinion[kind]
    const about = notes.get(statements[1])
    if (!opinion || !about) continue
    const outlet = heads.get(from.report)?.publisher
    bundle.add(
      'opinion',
      [kind, ...placeOf(from), ...placeOf(to)],
      momentOf(heads.get(from.report)?.published),
      {
        created_by_ref: bundle.selon,
        opinion,
        explanation: `“${from.passage.text}” ↔ “${to.passage.text}”`.toWellFormed(),
        ...(outlet ? { authors: [outlet.toWellFormed()] } : {}),
        labels: [kind],
        object_refs: [about],
        external_references: [reference(from.passage), reference(to.passage)],
      },
    )
  }
  for (const story of situation.stories) {
    const refs = story.reports.flatMap((report) => reports.get(report) ?? [])
    const own = situation.statements.filter((one) => one.story === story.id)
    if (refs.length > 0)
      bundle.add('grouping', ['story', ...story.reports], momentOf(story.first), {
        created_by_ref: bundle.selon,
        name: story.title.toWellFormed(),
        context: 'unspecified',
        object_refs: [...new Set([...refs, ...own.flatMap(({ id }) => notes.get(id) ?? [])])],
      })
  }
  return bundle.whole()
}

const placeOf = ({ report, passage }: RelatedClaim) => [report, ...passage.span]
