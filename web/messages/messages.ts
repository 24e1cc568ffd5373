/** Every word that the desk itself says. The tables have one shape, so a key that is missing is a type error. */
import type { EntityType, Language, Reader } from '../../src/contract/analysis.ts'
import type {
  Correction,
  ExportFormat,
  LeadOrder,
  LedgerFacetName,
  LedgerFormat,
  LedgerOpposition,
  LedgerOrder,
  Reliability,
  StoryMoveKind,
} from '../../src/contract/api.ts'
import type {
  BriefReason,
  differenceKinds,
  relationAspects,
  relationKinds,
  StatementCollapseReason,
} from '../../src/contract/situation.ts'
import type { LinkReason } from '../compare/align.ts'
import type { SpanName } from '../now/since.ts'
import type { CitationFormat } from '../reading/citation.ts'
import type { Certainty } from '../story/claim-words.ts'
import type { CopyLink } from '../story/copy-graph.ts'
import type { StatementFilterName } from '../story/story-book.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'

type Counted = (count: number) => string

export interface Messages {
  common: {
    loading: string
    retry: string
    export: string
    undo: string
    save: string
    cancel: string
    language: string
    anyLanguage: string
    promise: string
  }
  nav: {
    name: string
    skip: string
    now: string
    paste: string
    search: string
    ledger: string
    sources: string
    feeds: string
    settings: string
  }
  errors: {
    unreachable: string
    missing: string
    tooMany: string
    failed: string
    noView: string
  }
  signIn: { title: string; help: string; token: string; enter: string; wrong: string }
  now: {
    title: string
    filter: string
    fresh: Counted
    changed: string
    moved: string
    noMatch: string
    empty: string
    emptyHelp: string
    undated: string
    order: string
    orders: Record<LeadOrder, string>
    groups: Record<BriefReason, string>
    filters: { title: string; outlet: string; place: string; from: string; to: string; clear: string }
    moves: {
      title: string
      since: string
      visit: (moment: string) => string
      spans: Record<SpanName, string>
      from: (moment: string) => string
      choose: string
      moment: string
      show: string
      nothing: string
      reports: (reports: number, stories: number) => string
      list: string
      before: string
      counts: Record<StoryMoveKind, Counted>
      kinds: Record<StoryMoveKind, string>
    }
  }
  story: {
    title: string
    parts: string
    origin: string
    origins: Counted
    reports: Counted
    originsOf: (origins: number, reports: number) => string
    untitled: string
    brief: string
    noDisputes: string
    hearsayShare: (share: string) => string
    moreFigures: Counted
    atLeast: (value: string) => string
    atMost: (value: string) => string
    copiesTitle: string
    noCopies: string
    leftToRight: string
    citedOnly: string
    unplaced: Counted
    copyKinds: Record<CopyLink, string>
    copyLinks: Record<CopyLink, (to: string, from: string) => string>
    disputes: string
    disputedHere: Counted
    deniedBy: (who: string) => string
    conflictIn: (aspect: string) => string
    denials: Counted
    conflicts: Counted
    ranges: Counted
    undisputed: string
    statements: string
    reportsTitle: string
    timeline: string
    map: string
    since: (moment: string) => string
    nothingNew: string
    newStatement: string
    newReport: string
    filter: string
    filters: Record<StatementFilterName, string>
    noStatements: string
    saysNot: string
    whoSays: Counted
    alike: Counted
    copied: (percent: number, from: string) => string
    lostHedges: string
    relays: string
    restTitle: string
    restNone: string
    adds: string
    leavesOut: string
    surer: string
    differences: string
    status: string
    noTimeline: string
    noPlaces: string
    noActors: string
    actorsList: string
  }
  /** How surely, and for whom. */
  certainty: {
    words: Record<Certainty, string>
    for: (word: string, who: string) => string
    /** Between what the holder says and what the outlet makes of it. */
    and: string
    takenOver: (outlet: string) => string
    /** Where the outlet keeps its distance and names nobody. */
    hearsay: (outlet: string) => string
    notTakenOver: (outlet: string) => string
  }
  relations: Record<(typeof relationKinds)[number], string>
  aspects: Record<(typeof relationAspects)[number], string>
  differences: Record<(typeof differenceKinds)[number], string>
  collapse: Record<StatementCollapseReason, (other: string) => string>
  links: Record<LinkReason, string>
  reading: {
    title: string
    story: string
    textOf: (title: string) => string
    found: string
    original: string
    remove: string
    removeSure: string
    rest: (only: number, missing: number, surer: number) => string
    elsewhere: string
    onlyHere: string
    against: string
    address: string
    names: string
    legend: string
    legendVoices: string
    legendSure: string
    negated: string
    source: string
    cue: string
    legendDoubt: string
    doubt: string
    confidence: (percent: number) => string
    doubtHelp: string
    readBy: Record<Reader, string>
    readingCarefully: string
    keys: string
    margin: string
    hint: string
    previous: string
    next: string
    copy: string
    copyAs: Record<CitationFormat, string>
    copied: (what: string) => string
  }
  versions: { title: Counted; number: Counted; added: string; removed: string; changed: string }
  compare: {
    title: string
    help: string
    with: string
    any: string
    withNewest: string
    left: string
    right: string
    another: string
    find: string
    noneFound: string
    agreements: string
    differences: string
    lostHedges: string
    copies: string
    show: string
    all: string
    linked: string
    different: string
    swap: string
    sideBySide: string
    nothing: string
    nothingLinked: string
  }
  paste: {
    title: string
    help: string
    text: string
    placeholder: string
    reportTitle: string
    publisher: string
    published: string
    detect: string
    analyse: string
    address: string
    addressHelp: string
    fetch: string
    unknownLanguage: string
    steps: { models: string; reading: string; careful: string; fetching: string; saving: string }
    /** Before a sentence about a report that was fetched. */
    lookAt: string
    carefulFailed: string
    keep: string
    notKept: string
    change: string
    clear: string
  }
  search: {
    title: string
    words: string
    placeholder: string
    kind: string
    both: string
    inReports: string
    inClaims: string
    from: string
    to: string
    go: string
    help: string
    found: (count: number, all: boolean) => string
    none: (words: string) => string
    suggestion: (words: string) => string
    alsoAs: (names: string) => string
    since: (moment: string) => string
    claim: string
  }
  ledger: {
    title: string
    help: string
    words: string
    order: string
    orders: Record<LedgerOrder, string>
    once: string
    facets: Record<LedgerFacetName, string>
    choose: string
    chosen: (facet: string, value: string) => string
    drop: (facet: string, value: string) => string
    clear: string
    more: string
    rows: Counted
    none: string
    waiting: Counted
    columns: { who: string; what: string; where: string; outlet: string }
    ownVoice: string
    unnamed: string
    opposition: Record<LedgerOpposition, string>
    origins: Record<'1' | '2' | '3+', string>
    formats: Record<LedgerFormat, string>
    received: (moment: string) => string
    source: string
    watches: string
    watch: string
    watched: (name: string) => string
    unwatch: (name: string) => string
    fresh: Counted
    seeStory: string
    against: string
  }
  source: {
    title: (name: string) => string
    spellings: string
    alsoWritten: string
    sameAs: string
    find: string
    merged: string
    mergedInto: (from: string, to: string) => string
    noPassage: string
    split: string
    splitHelp: string
    against: string
    nothingAgainst: string
    said: string
    nothing: string
    inLedger: string
  }
  sources: {
    title: string
    help: string
    scale: string
    filter: string
    published: Counted
    cited: Counted
    ratingOf: (name: string) => string
    rated: (name: string, rating: string) => string
    note: string
    empty: string
  }
  reliability: Record<Reliability, string>
  feeds: {
    title: string
    help: string
    address: string
    add: string
    opml: string
    tooLarge: string
    empty: string
    emptyHelp: string
    items: Counted
    asked: (moment: string) => string
    next: (moment: string) => string
    paused: string
    failure: Counted
    ask: string
    pause: string
    resume: string
    remove: string
    removed: (name: string) => string
  }
  /** What came and is not read yet, or not with care. */
  waiting: { careful: Counted; queue: Counted; workers: Counted; noWorker: string; unread: Counted }
  settings: {
    title: string
    language: string
    /** Each language's own name for itself. */
    languages: Record<Language, string>
    theme: string
    themes: { system: string; light: string; dark: string }
    size: string
    sizes: readonly [string, string, string, string]
    database: string
    counts: { reports: string; stories: string; claims: string; corrections: string; version: string }
    browser: string
    browserHelp: string
    forget: string
  }
  corrections: {
    title: string
    none: string
    correct: string
    what: string
    parts: Record<'right' | 'wrong' | 'speaker' | 'certainty' | 'place' | 'name' | 'verdict' | 'note', string>
    speaker: string
    outletItself: string
    certainty: string
    place: string
    where: string
    nowhere: string
    name: string
    /** What a person judges of a claim: Selon itself judges nothing. */
    verdict: string
    verdictExample: string
    rating: string
    noRating: string
    ratings: Record<1 | 2 | 3 | 4 | 5, string>
    verdictAddress: string
    verdictHelp: string
    verdictNote: string
    wrongLabel: string
    note: string
    noteLabel: string
    merge: string
    split: string
    sameAs: string
    sameStatement: string
    splitStatement: string
    mergeStories: string
    mergeStoriesHelp: string
    ownStory: string
    saved: string
    undone: string
    lost: string
    kinds: Record<Correction['kind'], string>
  }
  entityTypes: Record<EntityType, string>
  exportFormats: Record<ExportFormat, string>
  /** Names of what figures count; a unit without a name stands as it is. */
  units: { killed: string; injured: string; arrested: string; missing: string; displaced: string }
}

const tables: Record<Language, Messages> = { fr: french, en: english, es: spanish }

/** The desk's words in a language. */
export function messagesFor(language: Language): Messages {
  return tables[language]
}
