import { type LanguageWords, onceALanguage } from '../language-words.ts'
import { NameBeginnings } from '../name-beginnings.ts'
import { outletNames, outletOf } from '../names/institutions.ts'

/** What a noun says of the source that it names. */
export type SourceClass = 'anonymous' | 'person' | 'group' | 'body' | 'document' | 'media'

/** The words for sources of one language. */
export interface SourceLexicon {
  readonly hash: string
  /** All classes of a noun, by its lemma. */
  classesOf(lemma: string): readonly SourceClass[]
  /** Whether a name is that of an outlet or a network; an article before it is let pass. */
  isOutlet(name: string): boolean
  /** By which word such a name may begin. */
  outletBeginnings: NameBeginnings
}

const none: readonly SourceClass[] = []
function read(pack: LanguageWords): SourceLexicon {
  const { lines, hash } = pack.attribution.sources
  const plainName = (name: string): string =>
    name.replace(/’/g, "'").replace(pack.attribution.nameArticle, '').toLowerCase().trim()
  const classes = new Map<string, SourceClass[]>()
  const outlets = new Set<string>()
  for (const line of lines) {
    const [word = '', kind = ''] = line.split('\t')
    if (kind === 'outlet') outlets.add(plainName(word))
    else {
      const list = classes.get(word) ?? []
      list.push(kind as SourceClass)
      classes.set(word, list)
    }
  }
  return {
    hash,
    classesOf: (lemma) => classes.get(lemma) ?? none,
    outletBeginnings: new NameBeginnings([...outlets, ...outletNames()], (word, mayBegin) => {
      const article = pack.names.article
      if (article.test(`${word} `) || article.test(`${word}'`)) return true
      // As `plainName` takes the article off, also where it is only the first letters.
      const rest = word.replace(/’/g, "'").replace(pack.attribution.nameArticle, '')
      return rest.length < word.length && mayBegin(rest)
    }),
    isOutlet: (name) => outlets.has(plainName(name)) || outletOf(name.trim(), pack) !== undefined,
  }
}

/** The words for sources of a language; read once. */
export const sourceLexicon = onceALanguage(read)
