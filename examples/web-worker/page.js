const [form, text, state, claims] = ['form', 'text', 'state', 'claims'].map((id) =>
  document.getElementById(id),
)

const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' })
const waiting = new Map()
worker.addEventListener('message', ({ data: { id, analysis, error } }) => {
  const { resolve, reject } = waiting.get(id)
  waiting.delete(id)
  if (error === undefined) resolve(analysis)
  else reject(new Error(error))
})

/** Reads a report in the worker; rejects with a sentence where it cannot be read. */
function analyse(report) {
  const id = crypto.randomUUID()
  worker.postMessage({ id, report })
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  claims.replaceChildren()
  state.textContent = 'Reading …'
  try {
    const analysis = await analyse({ text: text.value, language: 'en' })
    // A clause that only brings in what somebody says claims nothing besides.
    const found = analysis.claims.filter(({ reporting }) => !reporting)
    for (const { sentence, span, chain, factuality } of found) {
      const row = claims.insertRow()
      // The words of a report are data: they are set as text, never as HTML.
      row.insertCell().textContent = sentence ?? analysis.report.text.slice(...span)
      row.insertCell().textContent = chain.map((holder) => holder.name ?? holder.kind).join(' → ')
      row.insertCell().textContent = factuality
    }
    state.textContent = `${found.length} claims`
  } catch (error) {
    state.textContent = error.message
  }
})
