import { createEngine } from 'selon/browser'

const [form, text, careful, state, statements] = ['form', 'text', 'careful', 'state', 'statements'].map(
  (id) => document.getElementById(id),
)

// Made at the first reading; the browser keeps the models from then on.
let engine

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  statements.replaceChildren()
  state.textContent = 'Fetching the models …'
  try {
    engine ??= await createEngine({ models: './node_modules/selon/models/', languages: ['fr'] })
    if (careful.checked) await engine.loadCarefulReader()
    const { attributions, report } = engine.analyse(
      { text: text.value, language: 'fr' },
      { reader: careful.checked ? 'careful' : 'fast' },
    )
    // Spans are half-open pairs of UTF-16 offsets, as slice takes them.
    const words = (spans) => spans.map(([start, end]) => report.text.slice(start, end)).join(' … ')
    for (const { source, content } of attributions) {
      const item = document.createElement('li')
      // The words of a report are data: they are set as text, never as HTML.
      item.textContent = `${words(source) || '(nobody named)'}: ${words(content)}`
      statements.append(item)
    }
    state.textContent = `${attributions.length} statements`
  } catch (error) {
    state.textContent = error.message
  }
})

// Keeps the page and the program for a visit without network; the models are kept by Selon.
navigator.serviceWorker?.register('service-worker.js')
