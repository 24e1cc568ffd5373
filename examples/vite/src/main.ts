import { type Analysis, type BrowserEngine, createEngine, type Span } from 'selon/browser'

const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E
const text = element<HTMLTextAreaElement>('text')
const state = element('state')

let engine: BrowserEngine | undefined

element<HTMLFormElement>('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  element('marked').replaceChildren()
  state.textContent = 'Leyendo …'
  try {
    // BASE_URL ends with a slash: where Vite serves public/ from.
    engine ??= await createEngine({ models: `${import.meta.env.BASE_URL}models/`, languages: ['es'] })
    const analysis = engine.analyse({ text: text.value, language: 'es' })
    element('marked').append(...marked(analysis))
    state.textContent = `${analysis.attributions.length} declaraciones`
  } catch (error) {
    state.textContent = (error as Error).message
  }
})

/** The report with what others say marked: who says it stands in the mark's title. */
function marked({ report, attributions }: Analysis): (Node | string)[] {
  const words = (spans: readonly Span[]) => spans.map((span) => report.text.slice(...span)).join(' … ')
  const contents = attributions
    .flatMap(({ source, content }) => content.map((span) => ({ span, speaker: words(source) })))
    .sort((one, other) => one.span[0] - other.span[0])
  const parts: (Node | string)[] = []
  let done = 0
  for (const { span, speaker } of contents) {
    // One may stand within another: the outer one is marked.
    if (span[0] < done) continue
    const mark = document.createElement('mark')
    mark.title = speaker
    mark.textContent = report.text.slice(...span)
    parts.push(report.text.slice(done, span[0]), mark)
    done = span[1]
  }
  return [...parts, report.text.slice(done)]
}
