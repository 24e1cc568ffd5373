export type Fields = Record<string, unknown>
export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const bodies = ['body_text', 'body_xhtml', 'body_html', 'bodies']

/** Whether parsed JSON is a news item in ninjs, of any version: by its fields, since it need not say so. */
export function isNinjs(value: unknown): value is Fields {
  if (!isObject(value) || value['text'] !== undefined) return false
  const named = typeof value['uri'] === 'string' || typeof value['guid'] === 'string'
  const says = /ninjs/i.test(JSON.stringify(value['standard'] ?? value['$schema'] ?? value['ninjs'] ?? ''))
  return (
    (says || named) &&
    (says ||
      bodies.some((name) => value[name] !== undefined) ||
      value['headline'] !== undefined ||
      value['headlines'] !== undefined)
  )
}
