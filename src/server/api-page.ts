import { createHash } from 'node:crypto'
import { forHtml } from '../output/neutralise.ts'
import type { OpenApiDocument, OpenApiOperation } from './openapi-document.ts'

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
h2 { margin-top: 2.5rem } h3 { font-size: 1rem; margin: 0 }
code, pre { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .75rem; white-space: pre-wrap }
section > details, article { border-top: 1px solid var(--line); padding: .75rem 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0 }
th { font-weight: 600 } .method { font-weight: 700; text-transform: uppercase } nav a { margin-right: 1rem }
`

/** The policy of the page: its own style, known by its hash, and nothing else. */
export const apiPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

type Schema = Record<string, unknown>
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema in a few words, as HTML; named ones are links. */
function kindOf(schema: unknown): string {
  if (!isSchema(schema)) return 'anything'
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = forHtml(reference.slice(reference.lastIndexOf('/') + 1))
    return reference.startsWith('#/components/schemas/') && reference.split('/').length === 4
      ? `<a href="#schema-${name}">${name}</a>`
      : name
  }
  const among = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(among)) return among.map(kindOf).join(' or ')
  if (Array.isArray(schema['enum']))
    return schema['enum'].map((one) => `<code>${forHtml(JSON.stringify(one))}</code>`).join(', ')
  if ('const' in schema) return `<code>${forHtml(JSON.stringify(schema['const']))}</code>`
  if (Array.isArray(schema['prefixItems'])) return `[${schema['prefixItems'].map(kindOf).join(', ')}]`
  if (schema['items'] !== undefined) return `list of ${kindOf(schema['items'])}`
  if (isSchema(schema['properties']))
    return `{ ${Object.entries(schema['properties'])
      .map(([name, inner]) => `${forHtml(name)}: ${kindOf(inner)}`)
      .join(', ')} }`
  const type = schema['type']
  const name = Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'anything'
  const { minimum, maximum } = schema
  const range = typeof minimum === 'number' && typeof maximum === 'number' ? `, ${minimum} to ${maximum}` : ''
  return forHtml(name + range)
}

const described = (text: unknown) => (typeof text === 'string' ? forHtml(text) : '')

function operationHtml(method: string, path: string, operation: OpenApiOperation): string {
  const parameters = operation.parameters ?? []
  const body = operation.requestBody?.content['application/json']?.schema
  const answers = Object.entries(operation.responses).filter(([status]) => status !== 'default')
  return `<article id="${forHtml(operation.operationId)}">
<h3><span class="method">${forHtml(method)}</span> <code>${forHtml(path)}</code></h3>
<p>${forHtml(operation.summary)}.${operation.description ? ` ${forHtml(operation.description)}` : ''}</p>
${
  parameters.length > 0
    ? `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Value</th></tr></thead><tbody>${parameters
        .map(
          ({ name, in: place, required, schema, description }) =>
            `<tr><td><code>${forHtml(name)}</code>${required ? ' (needed)' : ''}</td><td>${forHtml(place)}</td><td>${kindOf(schema)}${description ? `<br>${forHtml(description)}` : ''}</td></tr>`,
        )
        .join('')}</tbody></table>`
    : ''
}
${body ? `<p>Takes ${kindOf(body)}</p>` : ''}
<p>${answers
    .map(([status, { description, content }]) => {
      const kinds = Object.entries(content ?? {}).map(([type, { schema }]) =>
        type === 'application/json' && (isSchema(schema) ? schema['type'] !== 'string' : true)
          ? kindOf(schema)
          : `<code>${forHtml(type)}</code>`,
      )
      return `<code>${forHtml(status)}</code> ${kinds.length > 0 ? kinds.join(', ') : forHtml(description)}`
    })
    .join('<br>')}</p>
</article>`
}

/** The API as a page to read, made from its OpenAPI document; one file, without scripts. */
export function apiPage(document: OpenApiDocument): string {
  const groups = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [tag] = operation.tags
      groups.set(tag, [...(groups.get(tag) ?? []), operationHtml(method, path, operation)])
    }
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => {
    const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : []
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : [])
    const rows = properties.map(
      ([field, inner]) =>
        `<tr><td><code>${forHtml(field)}</code>${required.has(field) ? '' : ' (may be absent)'}</td><td>${kindOf(inner)}${isSchema(inner) && inner['description'] ? `<br>${described(inner['description'])}` : ''}</td></tr>`,
    )
    return `<article id="schema-${forHtml(name)}"><h3>${forHtml(name)}</h3><p>${described(schema['description'])}</p>${
      rows.length > 0
        ? `<table><thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
        : `<p>${kindOf(schema)}</p>`
    }</article>`
  })
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Selon ${forHtml(document.info.version)}: the API</title><style>${style}</style></head>
<body>
<h1>Selon: the API</h1>
${(document.info.description ?? '')
  .split('\n\n')
  .map((paragraph) => `<p>${forHtml(paragraph)}</p>`)
  .join('\n')}
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Parts">${[...groups.keys()].map((tag) => `<a href="#${forHtml(tag)}">${forHtml(tag)}</a>`).join('')}<a href="#schemas">What answers hold</a></nav>
<main>
${[...groups].map(([tag, operations]) => `<section><h2 id="${forHtml(tag)}">${forHtml(tag)}</h2>${operations.join('\n')}</section>`).join('\n')}
<section><h2 id="schemas">What answers hold</h2>${schemas.join('\n')}</section>
</main>
</body>
</html>
`
}
