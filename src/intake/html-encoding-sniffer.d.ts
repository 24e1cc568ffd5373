declare module 'html-encoding-sniffer' {
  interface Options {
    xml?: boolean
    transportLayerEncodingLabel?: string
    defaultEncoding?: string
  }
  /** The WHATWG name of the encoding that an HTML page's bytes, header and meta elements lead to. */
  const sniff: (bytes: Uint8Array, options?: Options) => string
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS.
  export default sniff
}
