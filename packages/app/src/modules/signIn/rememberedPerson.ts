// The browser's own storage, as nobody is signed in yet whose settings the
// backend could keep.
const KEY = 'demo-sign-in:person';

/** Name of the User entity that this browser was last. */
export function getRememberedPerson(): string | undefined {
  return window.localStorage.getItem(KEY) ?? undefined;
}

export function rememberPerson(name: string): void {
  window.localStorage.setItem(KEY, name);
}

export function forgetPerson(): void {
  window.localStorage.removeItem(KEY);
}
