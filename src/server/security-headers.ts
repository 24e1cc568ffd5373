import type { MiddlewareHandler } from 'hono'

/**
 * What the desk needs and nothing else: its own files, and this server. WebAssembly may be compiled (text is analysed in the
 * page, see network-kernel.ts); script may not be made from strings.
 */
export const deskPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What keeps a browser strict, whatever the answer. */
export const strictHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Where a reader goes from a report is nobody's business.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'content-security-policy': deskPolicy,
  'cache-control': 'no-store',
}

/** Puts these headers on every answer; a route may have set its own policy. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers: given } = context.res
  for (const [name, value] of Object.entries(strictHeaders)) if (!given.has(name)) context.header(name, value)
}
