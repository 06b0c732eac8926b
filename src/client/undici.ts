// The only file that names undici. Its rooms are imported one by one: the whole package takes twice as long to load. The
// build makes a file of its own of this one, so that commands which send nothing never read it.
export { default as request } from "undici/lib/api/api-request.js";
export { default as Pool } from "undici/lib/dispatcher/pool.js";

/** The agent for HTTP CONNECT and SOCKS5 proxies, loaded when there is a proxy. */
export async function loadProxyAgent() {
  const [{ default: ProxyAgent }, { default: Dispatcher }, { default: connect }] = await Promise.all([
    import("undici/lib/dispatcher/proxy-agent.js"),
    import("undici/lib/dispatcher/dispatcher.js"),
    import("undici/lib/api/api-connect.js"),
  ]);
  // Opened whole, the package does this itself.
  Object.assign(Dispatcher.prototype, { connect });
  return ProxyAgent;
}
