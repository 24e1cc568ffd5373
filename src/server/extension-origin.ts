/**
 * The origin of Selon's own browser extension. Its id is the hash of the key in its manifest (web/extension/manifest.ts), so it
 * is the same on every machine; no page of the web can send it.
 */
export const extensionOrigin = 'chrome-extension://icombbglljbnnbmlheojigkfjoamocnd'
