import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Resources } from '../resources.ts'
import { firstNamesHash, genderOfFirstName } from './first-names.ts'
import { institutionsHash } from './institutions.ts'
import { leadersHash } from './leaders.ts'
import { groupNames } from './name-entities.ts'
import { nameLexicon } from './name-lexicon.ts'
import { findNameMentions } from './name-mentions.ts'
import { knowledgeOf, readNameModel } from './name-model.ts'

/**
 * The recogniser of names: persons, organisations, places and others by name, grouped into entities (name, part of a
 * name, acronym, an institution's several names). A structured perceptron over hashed features (Collins 2002; labels
 * after Ratinov and Roth 2009) with lexicons laid over it. Spans leave out titles, articles and the possessive 's.
 * Needs tokens only. Throws where the model `LANGUAGE.names` is missing or of another version.
 */
export function createNames(pack: LanguagePack, resources: Resources): Component {
  const name = pack.models.names
  const model = readNameModel(resources.bytes(name))
  const lexicon = nameLexicon(pack)
  const knowledge = knowledgeOf(model, lexicon.classOf, pack.names.smallBodies)
  const weights = { rows: model.rows, transitions: model.transitions, mask: (1 << model.bits) - 1 }
  const genderOf = (first: string) => genderOfFirstName(first, pack.code)
  return defineComponent({
    name: 'names',
    needs: ['tokens', 'sentences'],
    gives: ['entities'],
    uses: {
      [name]: resources.hash(name),
      [`${pack.code}.names.lexicon`]: lexicon.hash,
      institutions: institutionsHash,
      'first-names': firstNamesHash,
      leaders: leadersHash,
    },
    run: (document) => {
      const { units, mentions } = findNameMentions(document, weights, knowledge, lexicon)
      return { entities: groupNames(mentions, units, lexicon, genderOf).entities }
    },
  })
}
