import { describe, expect, test } from 'vitest'
import { detectLanguage } from '../../src/engine/text/language.ts'
import { declaredLanguage, tellLanguage } from '../../src/intake/tell-language.ts'

const reports: [string, string][] = [
  [
    'fr',
    'Le maire de Velmar a annoncé lundi que le pont serait fermé pendant trois mois. Selon une source proche du dossier, les travaux pourraient durer plus longtemps, ce que la mairie dément.',
  ],
  [
    'en',
    'The mayor of Velmar said on Monday that the bridge would be closed for three months. According to a source close to the matter, the works could take longer, which the town hall denies.',
  ],
  [
    'es',
    'El alcalde de Velmar anunció el lunes que el puente estará cerrado durante tres meses. Según una fuente cercana al asunto, las obras podrían durar más, algo que el ayuntamiento desmiente.',
  ],
]
const others: [string, string][] = [
  [
    'Portuguese',
    'O prefeito de Velmar anunciou na segunda-feira que a ponte ficará fechada durante três meses. Segundo uma fonte próxima do assunto, as obras podem demorar mais, o que a prefeitura desmente.',
  ],
  [
    'Italian',
    'Il sindaco di Velmar ha annunciato lunedì che il ponte resterà chiuso per tre mesi. Secondo una fonte vicina alla vicenda, i lavori potrebbero durare di più, cosa che il comune smentisce.',
  ],
  [
    'Catalan',
    "L'alcalde de Velmar va anunciar dilluns que el pont estarà tancat durant tres mesos. Segons una font propera a l'afer, les obres podrien durar més, cosa que l'ajuntament desmenteix.",
  ],
  [
    'German',
    'Der Bürgermeister von Velmar teilte am Montag mit, dass die Brücke drei Monate lang gesperrt wird. Laut einer Quelle könnten die Arbeiten länger dauern, was das Rathaus bestreitet.',
  ],
  [
    'Dutch',
    'De burgemeester van Velmar zei maandag dat de brug drie maanden dicht blijft. Volgens een bron dicht bij de zaak kan het werk langer duren, wat het stadhuis ontkent.',
  ],
  [
    'Romanian',
    'Primarul din Velmar a anunțat luni că podul va fi închis timp de trei luni. Potrivit unei surse apropiate cazului, lucrările ar putea dura mai mult, lucru pe care primăria îl neagă.',
  ],
  [
    'Swedish',
    'Borgmästaren i Velmar sade i måndags att bron kommer att vara stängd i tre månader. Enligt en källa kan arbetet ta längre tid, vilket stadshuset förnekar.',
  ],
  [
    'Polish',
    'Burmistrz Velmar ogłosił w poniedziałek, że most będzie zamknięty przez trzy miesiące. Według źródła prace mogą potrwać dłużej, czemu ratusz zaprzecza.',
  ],
  [
    'Turkish',
    'Velmar belediye başkanı pazartesi günü köprünün üç ay boyunca kapalı kalacağını açıkladı. Bir kaynağa göre çalışmalar daha uzun sürebilir, belediye ise bunu yalanlıyor.',
  ],
  [
    'Russian',
    'Мэр Вельмара заявил в понедельник, что мост будет закрыт на три месяца. По словам источника, работы могут продлиться дольше, что мэрия отрицает.',
  ],
  [
    'Arabic',
    'أعلن رئيس بلدية فيلمار يوم الاثنين أن الجسر سيغلق لمدة ثلاثة أشهر. وبحسب مصدر مطلع فإن الأشغال قد تستغرق وقتا أطول.',
  ],
]

describe('the language of a text', () => {
  test.each(reports)('a report in %s is told by its function words alone', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
    expect(detectLanguage(text.toUpperCase())).toBe(language)
    expect(detectLanguage(text.repeat(500))).toBe(language)
  })

  test.each(others)('%s is never taken for one of the three, and is refused by name', async (name, text) => {
    expect(detectLanguage(text)).toBeUndefined()
    await expect(tellLanguage(text, 'The text')).rejects.toThrow(
      `is in ${name}; Selon reads French, English and Spanish.`,
    )
  })

  test.each([
    ['fr', 'Législatives : le candidat battu dénonce une fraude'],
    ['en', 'Mayor denies bridge will close for months'],
    ['es', 'El alcalde niega el cierre del puente de Velmar'],
  ])('a headline in %s is told with the larger detector', async (language, text) => {
    expect(await tellLanguage(text, 'The text')).toBe(language)
  })

  test.each(['', '123 456', '!!! ???', '\ud800\udc00 \ud800', 'Velmar'])(
    'nothing is told of %j',
    async (text) => {
      expect(detectLanguage(text)).toBeUndefined()
      await expect(tellLanguage(text, 'The text')).rejects.toThrow(/Selon reads French|could not be told/)
    },
  )

  test('what the page declares decides only where its words do not', async () => {
    expect(await tellLanguage('Incendie à Lyon', 'The text', 'fr-FR')).toBe('fr')
    expect(await tellLanguage(reports[1][1], 'The text', 'fr-FR')).toBe('en')
    await expect(tellLanguage(others[3][1], 'The text', 'de')).rejects.toThrow(/German/)
  })

  test.each([
    ['fr', 'fr'],
    ['FR-ca', 'fr'],
    ['en_US', 'en'],
    [' es ', 'es'],
  ])('the tag %s is %s', (tag, language) => {
    expect(declaredLanguage(tag, 'It')).toBe(language)
  })
})
