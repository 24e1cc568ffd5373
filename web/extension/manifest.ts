/** The extension's manifest: what it is, and the little that it may. */

/** Its public half alone: the extension's id is made of it, by which the desk knows the extension. */
export const publicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArWzSOkRdR8YnQyD1v4+NNVox2x4d7Y08VqedcDjPjXfTAT+OdxTM7ezmjyibpUrpDndh7RhzZFE0eENqYfyIWjoAU7JT9aVjli+bMfv8PvL0vokqunuw7SVTrpugID9QLqnBKgZR+zYaESnKFG3U5NS/JygpRo0WSg0XaiHnYOZRQS8VJwc73k77oN4VmXv+ge+WObWh4Rt5iPNd6bsBcncTboeHc7oFJBsgD+Zzk0om1EOx6MdLOqxr/eqCv2eK5lMZyEC0UU1yQf0dDuV8+kYYECnjXunWzyhQE4ZCiNr64lpEHhfsRyhscskRhD0//a8h4ZyNwGtb4CpuGny3RwIDAQAB'

/** Where the extension's own pages may connect to: its own files, and programs on this machine. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const sizes = [16, 32, 48, 128] as const
const icons = Object.fromEntries(sizes.map((size) => [String(size), `icons/${size}.png`]))

export const manifest = (version: string) => ({
  manifest_version: 3,
  name: 'Selon',
  version,
  description: '__MSG_description__',
  default_locale: 'en',
  key: publicKey,
  minimum_chrome_version: '125',
  icons,
  action: { default_title: '__MSG_action__', default_icon: icons },
  background: { service_worker: 'background.js', type: 'module' },
  options_ui: { page: 'options.html', open_in_tab: true },
  permissions: ['activeTab', 'scripting', 'offscreen', 'storage'],
  optional_host_permissions: ['http://127.0.0.1/*'],
  content_security_policy: { extension_pages: policy },
})
