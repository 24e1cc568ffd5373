import ipaddr from 'ipaddr.js'

/** Whether a connection to this IP address (as text, IPv4 or IPv6) is allowed. Asked for every address of every hop. */
export type AddressPolicy = (address: string) => boolean

/** Networks set aside for something other than the public internet that ipaddr.js's own ranges leave as unicast. */
const reserved = [
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '240.0.0.0/4',
  // Addresses at which clouds serve their machines' secrets and which lie in public ranges.
  '168.63.129.16/32',
  '100.100.100.200/32',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fec0::/10',
].map((range) => ipaddr.parseCIDR(range))

/**
 * Allows public unicast addresses alone. Refused are private, loopback, link-local (cloud metadata among them),
 * carrier-grade NAT, multicast, broadcast, unspecified and reserved networks, in IPv4 and IPv6, and IPv6 addresses that
 * carry an IPv4 one in them (mapped, compatible, NAT64, 6to4, Teredo), whatever that is.
 */
export const publicAddressesOnly: AddressPolicy = (address) => {
  const bare = address.split('%')[0]
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.parse(bare)
  if (parsed.range() !== 'unicast') return false
  // IPv4-compatible addresses, ::a.b.c.d, long deprecated and still understood by some hosts.
  if (parsed.kind() === 'ipv6' && (parsed as ipaddr.IPv6).parts.slice(0, 6).every((part) => part === 0))
    return false
  return !reserved.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
}
