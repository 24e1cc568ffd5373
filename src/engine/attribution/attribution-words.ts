import type { WordList } from '../word-list.ts'
import type { WordPattern } from '../word-pattern.ts'

/** What the finding of attributions asks of a language. Patterns are asked of forms, or of lemmas where so said. */
export interface AttributionWords {
  /** Verbs, nouns and phrases that introduce what somebody says. */
  readonly cues: WordList
  /** Function words and common nouns, each with the English word that the model knows it by. */
  readonly likeEnglish: WordList
  /** Nouns for sources, and outlets. */
  readonly sources: WordList
  /** Articles that may stand before the name of an outlet, as written at the beginning of a name. */
  readonly nameArticle: RegExp
  /** Words that stand for a preposition together with an article: "du" for "de". */
  readonly contractions: Readonly<Record<string, readonly string[]>>
  /** Lemmas of nouns that "according to" weighs things by: no source stands there. */
  readonly measures: ReadonlySet<string>
  /** Phrases that introduce a source only before people, at an edge of the clause. */
  readonly weakPhrases: ReadonlySet<string>
  /** Determiners of a nameless person. */
  readonly indefinite: ReadonlySet<string>
  /** Determiners of nameless people. */
  readonly indefinitePlural: ReadonlySet<string>
  /** Whether a cue is surer with just the complement behind it that the lexicon foresees: its "que", its infinitive. */
  readonly foreseesComplement: boolean
  /** "Il se dit que", "se supone que": what shows that nobody says it; undefined where the language has no such words. */
  readonly impersonal?: { readonly subject?: WordPattern; readonly reflexive: WordPattern }
  /** Clauses such as "según informó el ministerio"; undefined where the language has none. */
  readonly asClause?: {
    /** What opens one. */
    readonly opener: WordPattern
    /** Openers that do only behind another word: "ainsi que". */
    readonly second: WordPattern
    readonly first: WordPattern
    /** Openers that may have two words more before them, and those: "tal y como". */
    readonly third: WordPattern
    readonly before: readonly [WordPattern, WordPattern]
    /** Openers that belong to the cue. */
    readonly inCue: WordPattern
  }
  /** Words that may hold a finite verb within a noun phrase; undefined where any verb may stand in one. */
  readonly nounRelative?: WordPattern
  /** A word that negates the verb right behind it. */
  readonly negation: WordPattern
  /** Any word that says "not" among what hangs on a verb. */
  readonly notBefore: WordPattern
  /** A negation among the words before "comment". */
  readonly notIn: WordPattern
  /** A negation before "named". */
  readonly notNamed: WordPattern
  /** What opens a clause of reported speech: "que". */
  readonly that: WordPattern
  /** The pronoun of who speaks. */
  readonly i: WordPattern
  /** Lemmas of "make" in "made no comment". */
  readonly makeComment: WordPattern
  /** Forms of "comment". */
  readonly comment: WordPattern
  /** Lemmas of "can" in "could not verify", where its negation tells that nobody could. */
  readonly beAble: WordPattern
  /** How forms of "verify" and "confirm" begin. */
  readonly verifying: WordPattern
  /** "Independently", of a verification. */
  readonly independently: WordPattern
  /** The lemma of the auxiliary of the passive, where it stands right before its participle. */
  readonly passive: WordPattern
  /** The participle of "cite" that says whom an outlet has its words from. */
  readonly citing: WordPattern
  /** Lemmas of "comprise", which say of a text what it holds. */
  readonly comprise: WordPattern
  /** What behind "comprise" shows that it means "understand". */
  readonly comprehended: WordPattern
  /** Pronouns that stand for what comprises. */
  readonly comprising: WordPattern
  /** Connectives of the report's own at the beginning of a sentence. */
  readonly connectives: WordPattern
  /** Relative pronouns that may be a source by themselves. */
  readonly who: WordPattern
  /** Relative pronouns that stand for the phrase before them. */
  readonly relative: WordPattern
  /** Relative pronouns whose clause, up to a comma, belongs to a phrase's source. */
  readonly sourceRelative: WordPattern
  /** "Anonymity". */
  readonly anonymity: WordPattern
  /** Participles of "not to be named". */
  readonly named: WordPattern
  /** Prepositions of an infinitive that a cue foresees. */
  readonly infinitivePreposition: WordPattern
  /** A subject written together with its verb. */
  readonly clitic: WordPattern
  /** What stands before the pronoun in such a token. */
  readonly cliticMark: RegExp
  /** Words of time between a verb and the speaker behind it. */
  readonly timeWord: WordPattern
  /** Nouns of people who are somewhere or are in something by their office: "el embajador en Viena", "docteur en droit". */
  readonly posted: WordPattern
  /** Prepositions written together with an article. */
  readonly contracted: WordPattern
  /** Those of them that may be an article. */
  readonly contractedArticle: WordPattern
  /** Determiners before a word of time. */
  readonly timeDeterminer: WordPattern
  /** Pronouns that may speak, behind their verb. */
  readonly speakerPronoun: WordPattern
  /** Prepositions within the name or office of a speaker. */
  readonly of: WordPattern
  /** Prepositions that may be of an office: "ministre à", "embajador en". */
  readonly at: WordPattern
  /** The one of them that is, only behind people who are posted. */
  readonly in: WordPattern
  /** Prepositions with which a speaker ends. */
  readonly endsSpeaker: WordPattern
  /** What makes a phrase of "according". */
  readonly according: WordPattern
  /** How the lemma of a phrase ends that has its source in it: "de source sûre". */
  readonly bearsSource: WordPattern
  /** How the lemma of a phrase begins that may also say who agrees. */
  readonly agreement: WordPattern
  /** Lemmas of the verbs before it then. */
  readonly agree: WordPattern
  /** Pronouns of people behind a preposition of opinion: "pour lui". */
  readonly oneself: WordPattern
  /** How a past form ends that may have been taken for a noun. */
  readonly pastForm: WordPattern
  /** Pronouns that speak before their verb. */
  readonly sayingPronoun: WordPattern
  /** Pronouns that are never a subject. */
  readonly oblique: WordPattern
  /** Small numbers in words, of nameless sources. */
  readonly count: WordPattern
  /** Determiners of the plural. */
  readonly pluralDeterminer: WordPattern
  /** Pronouns of the plural. */
  readonly pluralPronoun: WordPattern
  /** Pronouns for people in general. */
  readonly everybody: WordPattern
  /** Pronouns for somebody who is not named. */
  readonly somebody: WordPattern
  /** Names of groups of people, in the plural. */
  readonly namedGroup: WordPattern
  /** Lemmas of words for people who speak for a body: several of them without a name are a nameless source. */
  readonly official: WordPattern
  /** Personal pronouns of persons, which hardly mean an outlet. */
  readonly he: WordPattern
  /** Personal pronouns that mean an outlet, unless what they say is hearsay. */
  readonly she: WordPattern
  /** Pronouns that take the kind of the speaker before them. */
  readonly heOrShe: WordPattern
  /** Pronouns that may stand for the speaker before. */
  readonly heAgain: WordPattern
  /** Determiners of a source that was named before. */
  readonly again: WordPattern
  /** Lemmas and forms of verbs of coming to know, whose subject is no source: "a-t-on appris auprès de la police". */
  readonly learn: WordPattern
  /** Before whom it was learnt from: "auprès" de. */
  readonly learnFrom: WordPattern
  /** What it was learnt from without such a word: "apprend-on de sources policières". */
  readonly learnSource: WordPattern
  /** Prepositions before the outlet that a source spoke through. */
  readonly through: WordPattern
  /** Nouns for the room that an outlet gives: "au micro de". */
  readonly channel: WordPattern
  /** Nouns for a conversation with an outlet, and who has one there. */
  readonly interview: WordPattern
  /** Lemmas of what an outlet does that has somebody's words from him or from a paper: "dont l'AFP a obtenu copie". */
  readonly obtain: WordPattern
  /** Prepositions between such a noun and the outlet. */
  readonly ofOutlet: WordPattern
  /** Prepositions within a source before the outlet that cites it. */
  readonly citedBy: WordPattern
  /** Articles and nouns before the name of an outlet. */
  readonly outletNoun: WordPattern
  /** Articles and nouns before those. */
  readonly outletArticle: WordPattern
  /** Lemmas of verbs whose object is who was told. */
  readonly tell: WordPattern
  /** Forms by which the model knows a negation. */
  readonly notForm: WordPattern
  /** Lemmas by which it does. */
  readonly notLemma: WordPattern
  /** What introduces an agent: "par", "by". */
  readonly agentMark: WordPattern
  /** Participles that say who cites or asked a source. */
  readonly cited: WordPattern
  /** Prepositions before whom something is said to, where they stand behind the speaker. */
  addressee: WordPattern
  /** Deeds that share their verbs (lemmas) with speech, and by what they are known. */
  deeds: {
    /** "Attack", "defend", of whom (an army, a dog) or what (a village): no speech. */
    strike: WordPattern
    striker: WordPattern
    struck: WordPattern
    /** "Offer", "promise", by a shop or of a thing in hand. */
    give: WordPattern
    giver: WordPattern
    given: WordPattern
    /** "Condamner", with a penalty behind it. */
    sentence: WordPattern
    penalty: WordPattern
    /** Nouns (lemmas) for who judges. */
    court: WordPattern
    /** "Citar a declarar", with the two words behind the verb. */
    summon: WordPattern
    summoned: WordPattern
    /** "Obligar a": to make somebody do something. */
    force: WordPattern
    /** "Mentir". */
    lie: WordPattern
    /** "Déplorer", with a number of dead. */
    mourn: WordPattern
    /** Adjectives (lemmas) for somebody under suspicion. */
    suspected: WordPattern
    /** Nouns (lemmas) for what would show something: "aucun élément". */
    evidence: WordPattern
  }
  /** How a sentence gives the words before it to somebody: its first three words, "it", and nouns (lemmas) for words. */
  saidSo: { opening: WordPattern; it: WordPattern; words: WordPattern; how: WordPattern }
  /** How words name a speaker: "for X", nouns (lemmas) for a message, "of", "his" before a colon; "what X said". */
  opening: {
    what: WordPattern
    for: WordPattern
    message: WordPattern
    of: WordPattern
    his: WordPattern
    /** Adjectives (lemmas) for the manner of who speaks: "adamant". */
    manner: WordPattern
  }
  /** Verbs (lemmas) of publishing, and what opens the clause that is published. */
  publish: { verb: WordPattern; that: WordPattern }
}
