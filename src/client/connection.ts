/** Everything needed to talk to one server as somebody; made from a kubeconfig by the cluster door. */
export interface Connection {
  /** Base URL; may carry a path below which the API is served. */
  readonly server: URL;
  readonly tls: TlsOptions;
  readonly proxy: string | undefined;
  readonly compress: boolean;
  readonly userAgent: string;
  /** Credentials and impersonation for the next request. */
  headers(): Promise<Readonly<Record<string, string | readonly string[]>>>;
  /** After a 401: whether fresh credentials could be had, so that asking again makes sense. */
  refresh(): Promise<boolean>;
}

export interface TlsOptions {
  /** Looks closely at certificates and keys and throws kubectl's error for those that cannot be used. */
  readonly check?: () => Promise<void>;
  readonly ca?: string | Buffer | undefined;
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  readonly serverName?: string | undefined;
  readonly insecure: boolean;
}

export interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query below the server's base URL. */
  readonly path: string;
  readonly accept?: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request when aborted; the world's own signal always does. */
  readonly signal?: AbortSignal;
  /** Takes the server's warnings instead of having them shown at once. */
  readonly onWarning?: (text: string) => void;
}
