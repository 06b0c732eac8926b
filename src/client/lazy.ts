/** A value made when it is first asked for, and once; `value` is what came of it, undefined until then. */
export interface Lazy<T> {
  (): Promise<T>;
  readonly value: T | undefined;
}

export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let pending: Promise<T> | undefined;
  let value: T | undefined;
  const get = () => {
    pending ??= make().then((made) => {
      value = made;
      return made;
    });
    return pending;
  };
  return Object.defineProperty(get, "value", { get: () => value }) as Lazy<T>;
}
