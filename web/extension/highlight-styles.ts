/** The looks of the marks on a page, made of the desk's own colours: highlights take no patterns and no custom properties of ours. */

/** The custom properties of a rule of the desk's stylesheet. */
function propertiesOf(tokens: string, selector: string): Map<string, string> {
  const at = tokens.indexOf(`${selector} {`)
  if (at < 0) throw new Error(`The desk's colours have no rule "${selector}".`)
  const body = tokens.slice(at, tokens.indexOf('}', at))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]))
}

const voices = ['named', 'document', 'group', 'media', 'anonymous', 'unstated', 'hearsay'] as const

/**
 * The stylesheet of the highlights for pages with dark or with light letters.
 * @param tokens web/style/tokens.css
 */
export function highlightStyles(tokens: string, theme: 'light' | 'dark'): string {
  const colours = propertiesOf(tokens, theme === 'light' ? ':root' : ':root[data-theme="dark"]')
  const colour = (name: string) => {
    const value = colours.get(name)
    if (value === undefined) throw new Error(`The desk's colours have no "--${name}".`)
    return value
  }
  const rule = (name: string, style: string) => `::highlight(selon-${name}) { ${style} }`
  return [
    ...voices.map((voice) =>
      rule(`voice-${voice}`, `background-color: ${colour(voice)}; color: ${colour('ink')};`),
    ),
    ...voices.map((voice) =>
      rule(`inserted-${voice}`, `text-decoration: underline 2px ${colour(`${voice}-ink`)};`),
    ),
    rule('sure-probable', 'text-decoration: underline dashed 1.5px;'),
    rule('sure-possible', 'text-decoration: underline dotted 2px;'),
    rule('sure-open', `text-decoration: underline wavy 1px ${colour('soft')};`),
    rule('negated', `text-decoration: underline 2px ${colour('hearsay-ink')};`),
    rule('words', `color: ${colour('accent')};`),
    rule(
      'chosen',
      `background-color: color-mix(in srgb, ${colour('accent')} 22%, transparent); text-decoration: underline 3px ${colour('accent')};`,
    ),
    '',
  ].join('\n')
}
