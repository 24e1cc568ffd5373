import ipaddr from 'ipaddr.js'

/**
 * The address by which a client is counted. IPv4 written as IPv6 is the IPv4 address; of other IPv6 addresses the network
 * of 64 bits counts, since one machine has all the addresses of its own.
 */
export function countedAddress(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'local'
  const read = ipaddr.process(address)
  if (!(read instanceof ipaddr.IPv6)) return read.toString()
  return `${read.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

export interface ConnectionCaps {
  /** Connections of all, and of one address. */
  all: number
  perAddress: number
}

/** The connections of one address: those with a request under way, and the others, idle for longest first. */
interface Held<Connection> {
  busy: Set<Connection>
  idle: Set<Connection>
}

/**
 * Who holds how many connections, and which makes room for a new one. Room is made by a connection on which no request is
 * under way: of the same address where it has as many as it may, else of the address that has most. So whoever opens
 * connections and says nothing keeps nobody out.
 */
export class Connections<Connection extends object> {
  readonly #caps: ConnectionCaps
  readonly #held = new Map<string, Held<Connection>>()
  readonly #addresses = new Map<Connection, string>()

  constructor(caps: ConnectionCaps) {
    this.#caps = caps
  }

  get count(): number {
    return this.#addresses.size
  }

  /**
   * Takes a new connection, or says that there is no room for it.
   * @param address as `countedAddress` gives it
   * @returns the connections that the caller has to close: none, one that made room, or the new one
   */
  admit(connection: Connection, address: string): Connection[] {
    const own = this.#held.get(address)
    const closed: Connection[] = []
    if (own && own.busy.size + own.idle.size >= this.#caps.perAddress) {
      const [longest] = own.idle
      if (longest === undefined) return [connection]
      this.gone(longest)
      closed.push(longest)
    } else if (this.count >= this.#caps.all) {
      const longest = this.#idleOfTheMost()
      if (longest === undefined) return [connection]
      this.gone(longest)
      closed.push(longest)
    }
    // Looked up anew: what made room may have been the last of this address.
    const held = this.#held.get(address) ?? { busy: new Set(), idle: new Set() }
    held.idle.add(connection)
    this.#held.set(address, held)
    this.#addresses.set(connection, address)
    return closed
  }

  /** A request begins on the connection. */
  begin(connection: Connection): void {
    const held = this.#of(connection)
    if (held?.idle.delete(connection)) held.busy.add(connection)
  }

  /** No request is under way on the connection any more. */
  rest(connection: Connection): void {
    const held = this.#of(connection)
    if (held?.busy.delete(connection)) held.idle.add(connection)
  }

  /** The connection is closed. */
  gone(connection: Connection): void {
    const address = this.#addresses.get(connection)
    if (address === undefined) return
    this.#addresses.delete(connection)
    const held = this.#held.get(address)
    held?.busy.delete(connection)
    held?.idle.delete(connection)
    if (held && held.busy.size + held.idle.size === 0) this.#held.delete(address)
  }

  #of(connection: Connection): Held<Connection> | undefined {
    return this.#held.get(this.#addresses.get(connection) ?? '')
  }

  #idleOfTheMost(): Connection | undefined {
    let most: Held<Connection> | undefined
    const size = ({ busy, idle }: Held<Connection>) => busy.size + idle.size
    for (const held of this.#held.values())
      if (held.idle.size > 0 && (!most || size(held) > size(most))) most = held
    const [longest] = most?.idle ?? []
    return longest
  }
}
