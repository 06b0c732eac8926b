// The only file that names undici. Its rooms are imported one by one: the whole package takes twice as long to load. The
// build makes a file of its own of this one, so that commands which send nothing never read it.
export { default as request } from "undici/lib/api/api-request.js";
export { default as Agent } from "undici/lib/dispatcher/agent.js";

/** The agent for HTTP CONNECT and SOCKS5 proxies, loaded when there is a proxy. */
export const loadProxyAgent = async () => (await import("undici/lib/dispatcher/proxy-agent.js")).default;
