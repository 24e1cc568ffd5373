import type { ComparingWords } from '../../engine/comparing-words.ts'
import { lexicon as frequencies } from './document-frequencies.lexicon.ts'

/** The English words by which claims of several reports are compared. */
export const comparing: ComparingWords = {
  frequencies,
  light: new Set(
    'is are was were be been being has have had having do does did done make makes made making take takes took taken taking give gives gave given put puts get gets got become became able can could may might must shall should will would ought going go goes went it its he she they them his her their this that these those there here still also already then however according after before since'.split(
      ' ',
    ),
  ),
  pronouns: new Set(
    'i you he she it we they me him her us them myself yourself himself herself itself ourselves themselves mine yours his hers ours theirs one ones oneself this that these those such who whom whose which what whoever some any somebody someone anybody anyone everybody everyone nobody none no all both either neither each every many much most several few fewer more less another other others else same the a an of to former latter first second last two thing things something anything everything nothing'.split(
      ' ',
    ),
  ),
  percent: ['percent', 'per cent', 'pct'],
  certainty: {
    goingTo: /(?<!\p{L})(?:is|are|was|were) (?:going|due|set|expected|scheduled) to(?!\p{L})/u,
    open: /^(?:whether|if)(?!\p{L})/u,
    noDoubt: /(?<!\p{L})(?:no|without) doubt(?!\p{L})/u,
    noSubject: /^(?:no one|nobody|none of)(?!\p{L})/u,
    noObject: /^[^,;]{0,40}(?<!\p{L})no (?!longer|doubt|less|more|fewer|sooner)\p{L}/u,
  },
  nouns: {
    prepositions: [
      'of',
      'in',
      'on',
      'at',
      'after',
      'before',
      'during',
      'against',
      'for',
      'from',
      'to',
      'by',
      'with',
      'over',
    ],
    determiners: [String.raw`[\p{L}-]+['’]s`, 'the', 'an?', 'his', 'her', 'its', 'their', 'this', 'that'],
    partitives: [],
    before: /(?<!\p{L})(?:the|an?|his|her|its|their) (?:\p{L}+ )?$/iu,
    nameEndings: ['ia', 'y'],
    demonyms: ['i?ans?', 'eses?', 'ia', 'y', 's'],
  },
  denial: {
    words:
      /^(?:not|n['’]t|never|no|none|nobody|neither|nor|without|cannot|den(?:y|ies|ied|ying|ial)|refut\p{L}*|\p{L}+n['’]t)(?!\p{L})/u,
    denying:
      /(?<!\p{L})(?:den(?:y|ies|ied|ying|ials?)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|ruled? out|ruling out|rules out|refut\p{L}+|rebut\p{L}*|contest(?:s|ed|ing)?|contradict\p{L}*|dismiss(?:es|ed|ing)?|debunk\p{L}*|disown\p{L}*|disavow\p{L}*|repudiat\p{L}+|brush(?:es|ed)? off|false|falsely|untrue|not true|no truth|baseless|unfounded|groundless|fabricat(?:ed|ion)s?|invention|hoax|nonsense|fake|lies?|contrary to)(?!\p{L})/u,
    denier:
      /^(?:false|untrue|baseless|unfounded|groundless|den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted)?|contest(?:s|ed|ing)?|contradict(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|debunk(?:s|ed)?|disown(?:s|ed)?|rul(?:e|es|ed|ing) out|rule[ds]?)(?!\p{L})/u,
    false: /^(?:false|untrue|baseless|unfounded|groundless)(?!\p{L})/u,
    undergone: /(?<!\p{L})(?:is|are|was|were|be|been|being) (?:\p{L}+ )?$/u,
    accusing:
      /(?<!\p{L})(?:accus\p{L}+|blam(?:e|es|ed|ing)|alleg\p{L}+|responsib\p{L}+|fault(?:s|ed)?|culprits?|guilty|culpab\p{L}+|charg(?:es|ed) with|held? to account|pins? (?:it|the blame))(?!\p{L})/u,
    contrary: /(?<!\p{L})contrary to(?!\p{L})/u,
    countering:
      /(?<!\p{L})(?:insist(?:s|ed|ing)?|swears?|swore|retort(?:s|ed)?|repl(?:y|ies|ied)|respond(?:s|ed)?|answer(?:s|ed)?|correct(?:s|ed)|counter(?:s|ed)|rejoin(?:s|ed)|hit(?:s)? back|object(?:s|ed)?|protest(?:s|ed)?|claim(?:s|ed|ing)?|maintain(?:s|ed)?|st(?:ands?|ood) by)(?!\p{L})/u,
    contrasting:
      /(?<!\p{L})(?:but|however|yet|while|whereas|instead|by contrast|in contrast|on the contrary|though|although)(?!\p{L})/u,
    singling:
      /(?<!\p{L})(?:it (?:is|was) [^.;]{2,60} (?:who|that)|started it|(?:fired|shot|struck|opened fire) first)(?!\p{L})/u,
    reversing: /^ (?:out|off|against|without)\b/,
  },
  ahead:
    /(?<!\p{L})(?:(?:is|are|was|were|be|been) (?:\p{L}+ )?(?:to|due|set|expected|scheduled|supposed|slated|planned|about|going|meant|awaited)|due|will|shall|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|expect(?:s|ed|ing)?|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|prepar(?:es|ed|ing))(?!\p{L})/u,
  bounds: { before: /(?<!\p{L})(?:before|by|until)(?!\p{L})/u, end: /(?<!\p{L})(?:end of|late)(?!\p{L})/u },
  decision: {
    none: /(?:\b(?:no|before any) (?:\p{L}+ )?decisions?\b|\bdecisions?\b[^.;]{0,80}\b(?:not|n['’]t|never|yet to) (?:yet )?(?:been |be )?(?:made|taken|reached)|\b(?:not|never|n['’]t|yet to|nothing|neither) (?:yet )?(?:has |have |had |is |was |been |be )*(?:decided|settled|approved)\b)/u,
    taken:
      /(?<!\p{L})(?:order(?:s|ed)|decid(?:es|ed)|decisions?|approv(?:es|ed)|authori[sz](?:es|ed)|sign(?:s|ed) off|gave (?:the|its|his|her) (?:go-ahead|green light)|agreed to|settled on)(?!\p{L})/u,
  },
  passive: / by /,
  finite: /^(?:has|have|had|is|was|were)(?!\p{L})/u,
  titles: {
    words: 'm mr mrs ms dr sir lord lady colonel general captain pope king queen prince princess'.split(' '),
    former: /(?<!\p{L})(?:former|ex|one-time|onetime|then)(?!\p{L})/u,
    deputy: /(?<!\p{L})(?:deputy|vice|assistant|junior)(?!\p{L})/u,
    acting: /(?<!\p{L})(?:acting|interim|caretaker)(?!\p{L})/u,
    complement: / (?:of|for|to|at|in) /u,
    headLast: true,
  },
  outlets: {
    kinds: ['agency', 'news', 'the'],
    citing: ['citing', 'cited by', 'quot(?:ed|ing|es)', 'report(?:ed|s)', 'according to'],
    with: ['with', '[Ss]ource ?:?', 'via'],
    source: ['[Ss]ources?'],
    and: 'and',
    nouns: [
      'newspaper',
      'paper',
      'daily',
      'weekly',
      'magazine',
      'news agency',
      'agency',
      'broadcaster',
      'radio station',
      'station',
      'channel',
      'television',
      'tabloid',
      'media',
      'website',
    ],
    definite: ['the', 'that', 'this'],
    indefinite: ['an?', 'another'],
    relative: ['who', 'which', 'that'],
    having: [
      'citing',
      'cited',
      'quot(?:ed|ing|es)',
      'report(?:ed|s|ing)',
      'according to',
      'said',
      'says',
      'told',
      'publish(?:ed|es)',
      'reveal(?:ed|s)',
      'disclosed',
      'broke',
      'emerged',
      'obtained by',
      'seen by',
      'wrote',
      'carried by',
      'relayed',
      'first reported',
      'interview with',
      'statement to',
      'relied on',
    ],
    own: [
      'this (?:newspaper|paper|agency|reporter|correspondent|station|programme|website)',
      'our (?:reporter|correspondent|newsroom|photographer|newspaper)s?',
      'told us',
      'to us',
      'spoke to us',
      '(?:a|its|the) reporter (?:for|of|from)',
    ],
    release: [
      'press release',
      'for immediate release',
      'media release',
      'press statement',
      'press contact',
      'media contact',
    ],
  },
}
