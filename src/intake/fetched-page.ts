import type { AddressPolicy } from './address-policy.ts'

/** How an address is asked for. */
export interface FetchOptions {
  /** Asked for every address that a name resolves to, at every hop, before anything is sent to it. */
  allowAddress: AddressPolicy
  /** Most bytes of the body, counted after decompression. */
  bytes: number
  /** Milliseconds in all, redirects and body included. */
  time: number
  redirects: number
  /** Resolves a host name to addresses; the system's resolver by default. */
  resolve?: (host: string) => Promise<string[]>
}

/** What an address gave. */
export interface FetchedPage {
  /** The address that answered, after redirects. */
  url: string
  contentType?: string
  bytes: Uint8Array
}
