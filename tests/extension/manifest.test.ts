import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/contract/analysis.ts'
import { extensionOrigin } from '../../src/server/extension-origin.ts'
import { highlightStyles } from '../../web/extension/highlight-styles.ts'
import { manifest } from '../../web/extension/manifest.ts'
import { messagesFor } from '../../web/extension/messages.ts'
import { root } from '../support.ts'

describe('what the extension is', () => {
  const made = manifest('0.1.0')
  it('is known to the desk by its key', () => {
    const hash = createHash('sha256').update(Buffer.from(made.key, 'base64')).digest('hex').slice(0, 32)
    const id = [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
    expect(`chrome-extension://${id}`).toBe(extensionOrigin)
  })
  it('may do what it needs and no more', () => {
    expect(made.permissions).toEqual(['activeTab', 'scripting', 'offscreen', 'storage'])
    expect(made.optional_host_permissions).toEqual(['http://127.0.0.1/*'])
    expect(Object.keys(made)).not.toContain('host_permissions')
    expect(Object.keys(made)).not.toContain('content_scripts')
    expect(Object.keys(made)).not.toContain('web_accessible_resources')
    expect(Object.keys(made)).not.toContain('externally_connectable')
  })
  it('can connect to nothing but itself and this machine', () => {
    const { extension_pages: policy } = made.content_security_policy
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:*;")
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:\/\/(?!127\.0\.0\.1:\*)/)
  })
  it.each(languages)('says in %s what it does, as short as the browser takes it', (language) => {
    expect(messagesFor(language).description.length).toBeLessThanOrEqual(132)
  })
  it.each(['light', 'dark'] as const)('has a look in %s for every kind of voice and sureness', (theme) => {
    const styles = highlightStyles(readFileSync(`${root}web/style/tokens.css`, 'utf8'), theme)
    for (const voice of ['named', 'document', 'group', 'media', 'anonymous', 'unstated', 'hearsay'])
      for (const kind of ['voice', 'inserted'])
        expect(styles).toContain(`::highlight(selon-${kind}-${voice})`)
    for (const sure of ['probable', 'possible', 'open'])
      expect(styles).toContain(`::highlight(selon-sure-${sure})`)
    for (const name of ['negated', 'words', 'chosen']) expect(styles).toContain(`::highlight(selon-${name})`)
    expect(styles).not.toContain('var(')
  })
})
