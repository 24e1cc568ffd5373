import type { Language } from '../../contract/analysis.ts'

/**
 * The commonest function words of the three languages that Selon reads and of those that are mistaken for them. A word
 * counts for every language that lists it, so what tells two neighbours apart (Portuguese "não", Catalan "amb") must
 * stand here along with what they share. Without accents lost: "à" is not "a".
 */
const functionWords: Readonly<Record<string, string>> = {
  fr: `le la les l un une des du de d à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant selon et ou mais donc car ni que qu qui quoi dont où si comme quand lorsque puis alors ainsi ce cet cette ces c se s sa son ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous je j y lui eux ne n pas plus moins très aussi encore déjà toujours jamais est sont était étaient a ont avait avaient été être avoir sera serait auraient aurait fait faire peut doit deux trois tout tous toute toutes même après avant contre quelques plusieurs jeudi mardi lundi mercredi vendredi samedi dimanche`,
  en: `the a an of to in on at by for from with without about into over after before under between through during against and or but nor so if then than as that which who whom whose what when where while because this these those it its he she they we you i his her their our your my him them us not no is are was were be been being has have had do does did will would can could may might must should said says there here also more most some any all both other another such only just very up out two three new`,
  es: `el la los las lo un una unos unas de del a al en con sin por para sobre entre desde hasta hacia según contra tras y e o u pero sino ni que quien quienes cual cuyo donde cuando como si porque aunque mientras se su sus mi tu nuestro nuestra este esta estos estas ese esa eso esto aquel él ella ellos ellas nos les le me te no más muy también ya es son era eran fue fueron ser está están estaba ha han había habían sido hay haber será sería podría puede tiene tienen dos tres todo todos toda todas otro otra otros después antes dijo ayer jueves martes lunes miércoles viernes sábado domingo`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às com sem por pelo pela pelos pelas para sobre entre desde até e ou mas nem que quem qual cujo onde quando como se porque embora enquanto seu sua seus suas meu minha este esta estes estas esse essa isso isto aquele ele ela eles elas nós você lhe não mais muito também já é são era eram foi foram ser está estão estava há tem têm tinha havia será seria pode dois duas três todo todos toda todas outro outra após depois antes disse ontem`,
  it: `il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei negli nelle con su sul sulla sui sulle per tra fra e ed o ma né che chi cui dove quando come se perché anche mentre si suo sua suoi sue loro questo questa questi queste quello quella lui lei noi voi ne non più molto già è sono era erano fu stato stata stati essere ha hanno aveva avevano sarà sarebbe può deve due tre tutto tutti tutte altro altri dopo prima ancora ieri secondo`,
  ca: `el la els les l un una uns unes de del dels d a al als en amb sense per pel pels sobre entre des fins cap segons contra i o però ni que qui qual on quan com si perquè mentre es s se seu seva seus seves aquest aquesta aquests aquestes aquell això ell ella ells no més molt també ja és són era eren va van ser estat està ha han havia hi ho han sigut serà seria pot dos dues tres tot tots tota totes altre altra altres després abans ahir avui`,
  gl: `o a os as un unha uns unhas de do da dos das en no na nos nas ao á aos ás con sen por polo pola polos polas para sobre entre desde ata e ou pero nin que quen onde cando como se porque mentres seu súa seus súas este esta isto ese esa iso el ela eles elas non máis moi tamén xa é son era eran foi foron ser está están hai ten teñen tiña será pode dous dúas tres todo todos toda todas outro outra despois antes onte hoxe`,
  oc: `lo la los las l un una de del dels d a al als en amb sens per pel sus entre dempuèi fins e o mas ni que qual ont quand coma se son sa sos sas aqueste aquesta aquò el ela eles non pas plan tanben ja es son èra èran foguèt estat a an aviá serà pòt dos doas tres tot totes autre autra aprèp abans`,
  ro: `și de la în cu pe pentru din prin către fără despre între după până sub spre un o unei unui ale al a ai cel cea cei cele care ce cine unde când cum dacă că să dar sau nici este sunt era erau fost fi are au avea va vor ar nu mai foarte și-a s-a l-a acest această aceste acesta lui ei lor său sa săi el ea ei ele noi doi două trei tot toate toți alt după înainte potrivit`,
  de: `der die das den dem des ein eine einer eines einem einen und oder aber denn sondern nicht kein keine ist sind war waren wird werden wurde wurden hat haben hatte hatten sein kann können muss soll zu zum zur von vom mit ohne für auf aus bei nach über unter vor an am im in ins durch gegen seit um dass wenn weil wie als ob was wer er sie es wir ihr ich sich auch noch nur schon mehr sehr diese dieser dieses seine ihre zwei drei alle`,
  nl: `de het een en of maar want niet geen is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen moet zal zou te van met zonder voor op uit bij naar over onder aan in door tegen sinds om dat die dit deze als omdat hoe wat wie waar er hij zij ze we wij ik zich ook nog al meer zeer zijn haar hun twee drie alle volgens`,
  sv: `och att det som en ett den de är var har hade inte på av för med till från om men eller ska skulle kan under efter vid sig han hon vi jag så när där här också mer alla två tre enligt över mot utan`,
  da: `og at det som en et den de er var har havde ikke på af for med til fra om men eller skal skulle kan under efter ved sig han hun vi jeg så når der her også mere alle to tre ifølge over mod uden blev bliver`,
  no: `og at det som en et den de er var har hadde ikke på av for med til fra om men eller skal skulle kan under etter ved seg han hun vi jeg så når der her også mer alle to tre ifølge over mot uten ble blir`,
  pl: `w i z na do nie się że to jest są był była było być od po przez dla o za przy jak ale lub oraz który która które których tego tym ten ta te jego jej ich już także tylko dwa trzy według po przed`,
  cs: `v a na se je že z do s o k pro za po od by být byl byla bylo jsou ale nebo jako který která které podle také už jeho její jejich tento tato při dva tři`,
  hu: `a az és hogy nem is egy van volt vagy de csak meg mint már még ezt azt ez ki el szerint után lesz volna két három`,
  tr: `ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ancak ama değil var yok ne en her iki üç göre`,
  fi: `ja on ei että oli se hän ovat olla mutta tai kuin myös joka jotka mukaan sen hänen kun niin jos vain kaksi kolme`,
  ht: `nan ak yo pou ki pa te li la se yon ap sou men oswa gen ka moun sa tout avèk`,
  id: `yang di dan dari ini itu dengan untuk pada tidak akan dalam ke oleh juga sudah telah bisa ada kata para`,
  sq: `të e në i që me për nga një është dhe se ka më si do u ishte janë nuk por`,
  eu: `eta da ez bat du ere dira zen dute izan ditu baina hau hori duen ziren arte`,
  la: `et in est non ad ut cum ex de qui quae quod sed esse sunt ab per si atque aut`,
}

const readable: readonly Language[] = ['fr', 'en', 'es']
const names = Object.keys(functionWords)
/** For each word, the indices into `names` of the languages that list it. */
let languagesOfWord: Map<string, number[]> | undefined

function wordTable(): Map<string, number[]> {
  const table = new Map<string, number[]>()
  for (const [index, name] of names.entries())
    for (const word of new Set(functionWords[name].split(' '))) {
      const list = table.get(word)
      if (list) list.push(index)
      else table.set(word, [index])
    }
  return table
}

/** How much of a text is looked at: windows at its start, middle and end, so that a foreign preamble does not decide. */
const windowLength = 6000

function sampleOf(text: string): string {
  if (text.length <= windowLength * 3) return text
  const middle = (text.length - windowLength) >> 1
  return `${text.slice(0, windowLength)} ${text.slice(middle, middle + windowLength)} ${text.slice(-windowLength)}`
}

/** What function words say of a text's language. */
interface Evidence {
  /** Words looked at. */
  words: number
  /** Share of letters outside the Latin script, 0 to 1. */
  foreignLetters: number
  /** How often each function word of any language stands there. */
  counts: Map<string, number>
}

function evidenceOf(text: string, table: ReadonlyMap<string, readonly number[]>): Evidence {
  const counts = new Map<string, number>()
  let words = 0
  let latin = 0
  let foreign = 0
  for (const [word] of sampleOf(text)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    words++
    // Latin letters with their diacritics lie below U+0250, and from U+1E00 to U+1EFF.
    const first = word.charCodeAt(0)
    if (first < 0x250 || (first >= 0x1e00 && first < 0x1f00)) latin += word.length
    else foreign += word.length
    if (table.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { words, foreignLetters: latin + foreign > 0 ? foreign / (latin + foreign) : 0, counts }
}

/**
 * The language of a text, where its function words leave no doubt; undefined where they do (a text of a few words, a
 * text in a neighbouring or another language, a mixed one). Never a guess: whoever needs one asks a larger detector.
 * Against each rival count the words that one of the two has and the other lacks: a Spanish text shows no "amb", a
 * Catalan one many.
 */
export function detectLanguage(text: string): Language | undefined {
  languagesOfWord ??= wordTable()
  const { words, foreignLetters, counts } = evidenceOf(text, languagesOfWord)
  if (words < 6 || foreignLetters > 0.2) return undefined
  const totals = new Float64Array(names.length)
  for (const [word, count] of counts)
    for (const index of languagesOfWord.get(word) as number[]) totals[index] += count
  let best = 0
  for (let i = 1; i < names.length; i++) if (totals[i] > totals[best]) best = i
  const language = readable.find((name) => name === names[best])
  if (!language || totals[best] < words * 0.2) return undefined

  const own = new Float64Array(names.length)
  const theirs = new Float64Array(names.length)
  for (const [word, count] of counts) {
    const listed = languagesOfWord.get(word) as number[]
    const isOwn = listed.includes(best)
    for (let i = 0; i < names.length; i++) {
      const isTheirs = listed.includes(i)
      if (isOwn && !isTheirs) own[i] += count
      else if (isTheirs && !isOwn) theirs[i] += count
    }
  }
  for (let i = 0; i < names.length; i++)
    if (i !== best && (own[i] < 2 + 3 * theirs[i] || own[i] < words * 0.03)) return undefined
  return language
}
