import {
  hasComplementMark,
  hasOwnSubject,
  hasPastAuxiliary,
  isBareInfinitive,
  isComplementCase,
  isDefinite,
  isFiniteVerb,
  isMarked,
  isParticiple,
  isPassive,
  isPerfect,
} from './clause-forms.ts'
import { complementState, neutralClasses } from './complement-state.ts'
import { contentRule } from './content-rule.ts'
import type { Tokens } from './document.ts'
import { copyEvidence, type Evaluation, markOf, note } from './evaluation.ts'
import type { Inheritance, InheritanceRule } from './inheritance.ts'
import type { Modality } from './language.ts'
import type { FactualityWords, GovernorClass } from './lexicon.ts'
import { lowerOf, type Own, subordinationAt } from './own-marks.ts'
import { classOf, isEventNoun, lemmaOf } from './predicates.ts'
import { atMost, certain, denied, possible, type State, unknown } from './states.ts'

const complementRelations = new Set(['ccomp', 'xcomp', 'csubj', 'acl', 'advcl'])
/** How who is accused hangs on the verb. */
const accusedRelations = new Set(['obj', 'iobj', 'obl', 'nsubj'])
const nominalRelations = new Set(['obj', 'iobj', 'obl', 'nmod', 'nsubj', 'appos', 'amod', 'compound'])

const fresh = new Set(['parataxis', 'discourse', 'vocative', 'dislocated', 'root', 'list', 'dep'])

/** What somebody is charged with: "accusé d'avoir tué", "poursuivi pour avoir volé", "accused of stealing". */
const chargeRule: InheritanceRule = {
  name: 'charge',
  apply(at) {
    const { tokens, words, result, i, relation } = at
    let { h, kind, head } = at
    if (h < 0 || i < h) return false
    // "Ils accusent la maire d'avoir incendié la grange" with the deed hung on who is accused.
    const up = tokens.head[h]
    if (
      relation === 'acl' &&
      up >= 0 &&
      up < h &&
      accusedRelations.has(tokens.baseRelation(h)) &&
      !isFiniteVerb(tokens, i) &&
      hasComplementMark(tokens, words, i) &&
      classOf(tokens, words, up) === 'accuse'
    ) {
      h = up
      kind = 'accuse'
      head = result.state[up]
    }
    if (!complementRelations.has(relation) && relation !== 'obl' && relation !== 'nmod') return false
    if (tokens.relation[i] === 'acl:relcl') return false
    const charges =
      tokens.tag[h] !== 'NOUN' &&
      isOfLaw(tokens, words, h, i) &&
      (tokens.tag[i] === 'VERB' || (tokens.tag[i] === 'NOUN' && isEventNoun(tokens, words, i))) &&
      isCharge(tokens, words, i)
    if (
      words.convicting.has(lemmaOf(tokens, h)) &&
      tokens.tag[i] === 'VERB' &&
      (isCharge(tokens, words, i) || hasComplementMark(tokens, words, i)) &&
      !isPurpose(tokens, words, i)
    ) {
      // "Convicted of killing": what a court has found is told as so.
      result.inherited[i] = complementState('true', head, false)
      result.link[i] = 'true'
      result.settled[i] = 1
      result.disowned[i] = 1
      result.unverifies[h] = 1
      return true
    }
    const accuses =
      tokens.tag[h] !== 'NOUN' && (kind === 'accuse' || (kind === 'suspect' && relation !== 'ccomp'))
    if (!charges && !accuses) return false
    // "charged with the murder": that it was one is presupposed.
    if (tokens.tag[i] === 'NOUN' && isDefinite(tokens, words, i)) return false
    if (
      accuses &&
      !charges &&
      relation !== 'ccomp' &&
      !hasComplementMark(tokens, words, i) &&
      !isCharge(tokens, words, i)
    )
      return false
    if (isPassive(tokens, words, h)) {
      result.inherited[i] = complementState('accuse', head, false)
      result.distant[i] = 1
    } else if (accuses)
      result.inherited[i] = complementState(kind === 'suspect' ? 'suspect' : 'say', head, false)
    else return false
    result.link[i] = 'accuse'
    result.settled[i] = 1
    note(result, i, h, h, 'evidential', 'distance')
    return true
  },
}

/** "Condamné à payer": what is still to be done. */
function isPurpose(tokens: Tokens, words: FactualityWords, i: number): boolean {
  return tokens
    .children(i)
    .some(
      (child) =>
        child < i &&
        /^(?:mark|case)$/.test(tokens.baseRelation(child)) &&
        words.language.sentenceCase.test(lowerOf(tokens, child)),
    )
}

/** "poursuivi", "mis en examen", "put on trial" */
function isOfLaw(tokens: Tokens, words: FactualityWords, h: number, before: number): boolean {
  if (words.charging.has(lemmaOf(tokens, h))) return true
  for (const child of tokens.children(h))
    if (
      child > h &&
      child < before &&
      tokens.tag[child] === 'NOUN' &&
      words.charging.has(lemmaOf(tokens, child))
    )
      return true
  return false
}

/** "pour avoir volé", "for stealing", "por robo" behind a verb of the law. */
function isCharge(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (
      (relation === 'mark' || relation === 'case') &&
      child < i &&
      words.language.chargeCase.test(lowerOf(tokens, child))
    )
      return true
  }
  return false
}

/** A new clause begins with what its own words say. */
const freshRule: InheritanceRule = {
  name: 'fresh',
  apply(at) {
    const { tokens, result, i, questions, h, relation } = at
    if (result.verdict[i]) {
      // "La afirmación de que … es falsa": the outlet's own word, wherever the tree hangs it.
      result.inherited[i] = certain
      result.link[i] = 'root'
      result.settled[i] = 1
      result.disowned[i] = 1
      return true
    }
    if (h < 0 || fresh.has(relation)) {
      // "Si dix maisons ont été détruites, …" with the main clause hung on its condition.
      const conditioned =
        at.own.subordination === 'condition' && tokens.relation[at.own.subordinator] === 'mark'
      result.inherited[i] = questions[i] || conditioned ? unknown : certain
      result.link[i] = conditioned ? 'condition' : 'root'
      if (conditioned) {
        result.settled[i] = 1
        note(result, i, at.own.subordinator, at.own.subordinator, 'condition', 'condition')
      }
      if (questions[i]) note(result, i, i, i, 'question', 'question')
      return true
    }
    return false
  },
}

/** What somebody could not verify. */
const unverifiedRule: InheritanceRule = {
  name: 'unverified',
  apply(at) {
    const { tokens, result, i, h, relation } = at
    if (
      result.unverifies[h] &&
      (relation === 'obj' || relation === 'ccomp' || tokens.relation[i] === 'nsubj:pass')
    ) {
      result.unverified[i] = 1
      result.distant[i] = 1
      result.inherited[i] = unknown
      result.link[i] = 'unverified'
      for (const e of result.evidence[h] ?? [])
        if (e.rule === 'unverified') note(result, i, e.first, e.last, e.kind, e.rule)
      return true
    }
    return false
  },
}

/** The act of a cue, where the tree shows no governor. */
const actOfCueRule: InheritanceRule = {
  name: 'act-of-cue',
  apply(at) {
    const { result, i, act, kind } = at
    if (!kind && act) {
      // The cue's act says what the tree does not.
      result.inherited[i] = complementState(act, certain, true)
      result.link[i] = act
      return true
    }
    return false
  },
}

/** "au lieu de signer" as a clause of a noun, "a forcé le maire à partir" as one of the person. */
const misplacedClauseRule: InheritanceRule = {
  name: 'misplaced-clause',
  apply(at) {
    const { tokens, words, result, i, h, relation, own, kind } = at
    if (
      (relation === 'acl' || relation === 'advcl' || relation === 'ccomp') &&
      !tokens.relation[i].includes(':')
    ) {
      const around = subordinationAt(tokens, words, h)
      // "au lieu de signer", "afin de rassurer" taken for a noun or an adverb with its own clause.
      if (around && around !== 'none' && tokens.tag[h] !== 'VERB' && own.subordination === undefined) {
        own.subordination = around
        own.subordinator = h
      } else if (
        !kind &&
        tokens.tag[h] === 'NOUN' &&
        relation !== 'ccomp' &&
        tokens.head[h] >= 0 &&
        tokens.has(i, 'VerbForm', 'Inf')
      ) {
        // "a forcé le maire à partir" with the clause hung on the person.
        const above = classOf(tokens, words, tokens.head[h])
        if (
          above &&
          (tokens.baseRelation(h) === 'obj' ||
            tokens.baseRelation(h) === 'iobj' ||
            tokens.baseRelation(h) === 'obl') &&
          hasComplementMark(tokens, words, i)
        ) {
          result.inherited[i] = complementState(above, result.state[tokens.head[h]], false)
          result.link[i] = above
          if (!neutralClasses.has(above))
            note(result, i, tokens.head[h], tokens.head[h], markOf(above), 'governor')
          return true
        }
      }
    }
    return false
  },
}

/** A conjunct shares the governor of the first, and its modals and negation where it has none of its own. */
const conjunctRule: InheritanceRule = {
  name: 'conjunct',
  apply(at) {
    const { tokens, result, owns, i, h, relation } = at
    if (relation === 'conj') {
      const shares = !hasOwnSubject(tokens, i) && !isFiniteVerb(tokens, i)
      result.inherited[i] = shares ? result.state[h] : result.inherited[h]
      if (shares) result.shares[i] = 1
      result.link[i] = result.link[h]
      if (shares && owns[h]) copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** The complement of a modal verb. */
const modalRule: InheritanceRule = {
  name: 'modal',
  apply(at) {
    const { tokens, result, i, h, relation, head } = at
    const modal = at.words.modals.get(at.lemma)
    if (modal && complementRelations.has(relation) && relation !== 'advcl') {
      result.inherited[i] = modalState(head, modal, tokens, h)
      result.link[i] = `modal:${modal}`
      note(result, i, h, h, 'modal', 'modal')
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** "va signer". */
const nearFutureRule: InheritanceRule = {
  name: 'near-future',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, lemma, complement } = at
    if (
      words.nearFuture.has(lemma) &&
      (relation === 'xcomp' || complement) &&
      !tokens.has(h, 'VerbForm', 'Part')
    ) {
      result.inherited[i] = atMost(head, 2)
      result.link[i] = 'future'
      note(result, i, h, h, 'future', 'future')
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** A clause of condition, purpose, "before", "without", "instead". */
const subordinateRule: InheritanceRule = {
  name: 'subordinate',
  apply(at) {
    const { tokens, words, result, i, h, relation, own, head, complement } = at
    if (!complement && (relation === 'advcl' || own.subordination)) {
      const found =
        own.subordination ??
        (relation === 'advcl' && isBareInfinitive(tokens, i) && !isMarked(tokens, words, i)
          ? 'purpose'
          : undefined)
      const indirect = own.subordination === 'condition' && relation === 'ccomp'
      if (
        found &&
        (relation === 'advcl' ||
          relation === 'acl' ||
          relation === 'obl' ||
          relation === 'nmod' ||
          relation === 'ccomp' ||
          relation === 'csubj' ||
          (relation === 'xcomp' && found !== 'condition') ||
          indirect)
      ) {
        const at = own.subordinator >= 0 ? own.subordinator : i
        result.link[i] = found
        switch (found) {
          case 'condition':
            result.inherited[i] = unknown
            result.settled[i] = 1
            note(result, i, at, at, 'condition', indirect ? 'question' : 'condition')
            return true
          case 'purpose':
            // "condamné pour avoir volé" tells why, not to what end.
            if (isPerfect(tokens, words, i)) break
            if (relation === 'advcl' || tokens.tag[i] === 'VERB') {
              result.inherited[i] = possible
              return true
            }
            break
          case 'before':
            // "a fui avant d'être arrêté" tells two deeds in their order.
            result.inherited[i] =
              relation !== 'advcl' ||
              (head === certain &&
                !isFiniteVerb(tokens, i) &&
                (tokens.has(h, 'Tense', 'Past') || hasPastAuxiliary(tokens, h)))
                ? certain
                : atMost(head.positive ? head : certain, 2)
            if (relation === 'advcl') return true
            break
          case 'without':
            if (relation === 'advcl' || tokens.tag[i] === 'VERB' || isEventNoun(tokens, words, i)) {
              result.inherited[i] = denied
              note(result, i, at, at, 'negation', 'negation')
              return true
            }
            break
          case 'instead':
            // "loin des combats" is a place.
            if (relation !== 'advcl' && tokens.tag[i] !== 'VERB') break
            result.inherited[i] = denied
            note(result, i, at, at, 'negation', 'negation')
            return true
        }
      }
    }
    return false
  },
}

/** Another clause of circumstance. */
const circumstanceRule: InheritanceRule = {
  name: 'circumstance',
  apply(at) {
    const { tokens, result, i, relation, head, complement } = at
    if (relation === 'advcl' && !complement) {
      result.inherited[i] = isParticiple(tokens, i) ? { level: head.level, positive: true } : certain
      result.link[i] = 'advcl'
      return true
    }
    return false
  },
}

/** A relative clause. */
const relativeRule: InheritanceRule = {
  name: 'relative',
  apply(at) {
    const { tokens, result, i, relation, kind } = at
    if (relation === 'acl' && (tokens.relation[i] === 'acl:relcl' || isFiniteVerb(tokens, i))) {
      if (tokens.relation[i] === 'acl:relcl' || !kind) {
        result.inherited[i] = certain
        result.link[i] = 'relative'
        return true
      }
    }
    return false
  },
}

/** A participle that describes. */
const participleRule: InheritanceRule = {
  name: 'participle',
  apply(at) {
    const { tokens, result, i, relation } = at
    if (relation === 'acl' && isParticiple(tokens, i)) {
      result.inherited[i] = certain
      result.link[i] = 'participle'
      return true
    }
    return false
  },
}

/** A subject clause or noun. */
const subjectRule: InheritanceRule = {
  name: 'subject',
  apply(at) {
    const { result, i, h, relation, head, kind, passive } = at
    if (relation === 'nsubj' && !passive) {
      result.link[i] = 'subject'
      result.inherited[i] =
        kind === 'occur' ||
        kind === 'possible' ||
        kind === 'probable' ||
        kind === 'unlikely' ||
        kind === 'false' ||
        kind === 'impossible'
          ? complementState(kind, head, false)
          : certain
      if (result.inherited[i] !== certain) {
        copyEvidence(result, h, i)
        if (kind !== 'occur') note(result, i, h, h, markOf(kind!), 'governor')
      }
      return true
    }
    return false
  },
}

/** The complement of a word that says how sure it is. */
const governedRule: InheritanceRule = {
  name: 'governed',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, passive } = at
    let { kind } = at
    if (
      kind &&
      nominalRelations.has(relation) &&
      (relation === 'obl' || relation === 'nmod') &&
      !isComplementCase(tokens, words, i)
    )
      kind = undefined
    if (
      kind &&
      (complementRelations.has(relation) ||
        relation === 'obj' ||
        passive ||
        relation === 'obl' ||
        relation === 'nmod' ||
        relation === 'amod')
    ) {
      if (relation === 'obj' || relation === 'nmod' || relation === 'obl' || passive) {
        // "dénonce une attaque", "a annoncé l'attaque": a noun under a verb of speech is taken as so.
        if (neutralClasses.has(kind) || kind === 'force' || kind === 'believe') {
          result.inherited[i] =
            kind === 'force' ? head : isDefinite(tokens, words, i) ? certain : head.positive ? certain : head
          result.link[i] = `noun:${kind}`
          return true
        }
      }
      const state = complementState(kind, head, false)
      result.inherited[i] = state
      result.link[i] = kind
      if (kind === 'implicative' || kind === 'force' || kind === 'occur') {
        result.shares[i] = 1
        copyEvidence(result, h, i)
      } else if (!neutralClasses.has(kind)) {
        note(result, i, h, h, markOf(kind), 'governor')
        if (kind !== 'deny' && kind !== 'pretend') copyEvidence(result, h, i)
      }
      return true
    }
    return false
  },
}

/** An infinitive or clause of a noun. */
const clauseOfNounRule: InheritanceRule = {
  name: 'clause-of-noun',
  apply(at) {
    const { result, i, relation } = at
    if (relation === 'acl') {
      result.inherited[i] = possible
      result.link[i] = 'acl'
      return true
    }
    return false
  },
}

/** A content clause without such a word. */
const contentClauseRule: InheritanceRule = {
  name: 'content-clause',
  apply(at) {
    const { result, i, relation, head } = at
    if (relation === 'ccomp' || relation === 'csubj') {
      result.inherited[i] =
        head.positive && head.level === 3 ? certain : relation === 'ccomp' ? unknown : certain
      result.link[i] = relation
      return true
    }
    return false
  },
}

/** An open complement. */
const openComplementRule: InheritanceRule = {
  name: 'open-complement',
  apply(at) {
    const { result, i, h, relation, head } = at
    if (relation === 'xcomp') {
      result.inherited[i] = head
      result.link[i] = relation
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** A noun of an event. */
const nounRule: InheritanceRule = {
  name: 'noun',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, passive } = at
    if (relation === 'obj' || passive || relation === 'obl' || relation === 'nmod' || relation === 'appos') {
      result.link[i] = relation
      if (!isDefinite(tokens, words, i) && (relation === 'obj' || passive || tokens.tag[h] === 'NOUN')) {
        result.inherited[i] = head
        result.shares[i] = 1
        copyEvidence(result, h, i)
      } else result.inherited[i] = certain
      return true
    }
    return false
  },
}

/** Function words and modifiers carry the state of their governor through. */
const carriedRule: InheritanceRule = {
  name: 'carried',
  apply(at) {
    const { result, i, h, head } = at
    result.inherited[i] = head
    result.link[i] = result.link[h]
    return true
  },
}

/** In the order in which they are asked. */
const inheritanceRules: readonly InheritanceRule[] = [
  contentRule,
  freshRule,
  chargeRule,
  unverifiedRule,
  actOfCueRule,
  misplacedClauseRule,
  conjunctRule,
  modalRule,
  nearFutureRule,
  subordinateRule,
  circumstanceRule,
  relativeRule,
  participleRule,
  subjectRule,
  governedRule,
  clauseOfNounRule,
  contentClauseRule,
  openComplementRule,
  nounRule,
  carriedRule,
]

/** Sets what predicate `i` takes over from its governor, by the first rule that has something to say. */
export function inherit(
  tokens: Tokens,
  words: FactualityWords,
  result: Evaluation,
  owns: readonly (Own | undefined)[],
  i: number,
  questions: Uint8Array,
  act: GovernorClass | undefined,
  governor: number,
): void {
  const h = tokens.head[i]
  const relation = tokens.baseRelation(i)
  const kind = h < 0 ? undefined : classOf(tokens, words, h)
  const reading: Inheritance = {
    tokens,
    words,
    result,
    owns,
    i,
    own: owns[i]!,
    questions,
    act,
    governor,
    h,
    relation,
    head: h < 0 ? certain : result.state[h],
    lemma: h < 0 ? '' : lemmaOf(tokens, h),
    kind,
    complement: kind !== undefined && relation === 'advcl' && hasComplementMark(tokens, words, i),
    passive: tokens.relation[i] === 'nsubj:pass',
  }
  for (const { apply } of inheritanceRules) if (apply(reading)) return
}

function modalState(head: State, modality: Modality, tokens: Tokens, h: number): State {
  const past = tokens.has(h, 'Tense', 'Past') || hasPastAuxiliary(tokens, h)
  switch (modality) {
    case 'may':
    case 'can':
      // "a pu signer" did so; "n'a pas pu signer" did not.
      if (past && !tokens.has(h, 'Mood', 'Cnd')) return head
      return head.positive ? atMost(head, 1) : atMost(head, 2)
    case 'must':
    case 'should':
      if (past && !tokens.has(h, 'Mood', 'Cnd')) return head
      return atMost(head, 2)
    case 'would':
      return atMost(head, 1)
    case 'will':
      return atMost(head, 2)
  }
}
