import { BlockList, isIP } from "node:net";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a server: the kubeconfig's proxy-url, else HTTP(S)_PROXY unless NO_PROXY names the host (names,
 * .suffixes, host:port, addresses, CIDRs, `*`). Loopback is never sent through a proxy of the environment (as Go).
 */
export function chooseProxy(server: URL, proxyUrl: string | undefined, env: Environment): string | undefined {
  if (proxyUrl) return proxyUrl;
  const scheme = server.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const proxy = env[scheme] || env[scheme.toLowerCase()];
  if (!proxy || isExempt(server, env.NO_PROXY || env.no_proxy || "")) return undefined;
  return /^[a-z0-9+.-]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function isExempt(server: URL, noProxy: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = server.port || (server.protocol === "https:" ? "443" : "80");
  if (host === "localhost" || isLoopback(host)) return true;
  return noProxy.split(",").some((entry) => covers(entry.trim().toLowerCase(), host, port));
}

const isLoopback = (host: string): boolean => host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  if (entry.includes("/")) return isIP(host) > 0 && inNetwork(entry, host);
  const [, name = entry, onlyPort] = isIP(entry) ? [] : (/^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? []);
  if (onlyPort && onlyPort !== port) return false;
  if (isIP(host) > 0) return name === host;
  if (name.startsWith(".")) return host.endsWith(name);
  if (name.startsWith("*.")) return host.endsWith(name.slice(1));
  return host === name || host.endsWith(`.${name}`);
}

function inNetwork(cidr: string, host: string): boolean {
  const [network = "", bits] = cidr.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const prefix = Number(bits);
  if (isIP(network) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === "ipv6" ? 128 : 32)) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}
