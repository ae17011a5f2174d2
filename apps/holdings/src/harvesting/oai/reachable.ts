import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Refusal } from '#libs/kernel';

/** Addresses of networks of one's own, of this machine, and those that no repository has. */
const INNER = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  INNER.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  INNER.addSubnet(network, prefix, 'ipv6');
}

export function isInner(address: string): boolean {
  // An IPv4 address that is written as IPv6 is held against the rules of IPv4 by BlockList itself.
  return INNER.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The address as it may be asked, or a refusal: a repository is on the web, not inside the network of this service. */
export function reachable(url: string, allowInner: boolean): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new Refusal('harvest.address-wrong', `'${url.slice(0, 200)}' is no web address: begin it with https://`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new Refusal(
      'harvest.address-wrong',
      'A web address with a name and password in it is not kept; leave these out',
    );
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  if (!allowInner && isIP(host) !== 0 && isInner(host)) throw refused(host);
  return parsed;
}

/** Looks a name up for the very connection that is made, so that it cannot mean one address now and another then. */
export function lookupReachable(allowInner: boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '', 0);
      const inner = allowInner ? undefined : found.find(({ address }) => isInner(address));
      const [first] = found;
      if (inner !== undefined || first === undefined) return done(refused(hostname), '', 0);
      return options.all === true ? done(null, found) : done(null, first.address, first.family);
    });
  };
}

function refused(host: string): Refusal {
  return new Refusal(
    'harvest.address-inside',
    `${host} is an address inside a network of its own, which is not harvested. Ask the administrator (HARVEST_PRIVATE_ADDRESSES=allow) when the repository is there`,
  );
}
