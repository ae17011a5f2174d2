/** Puts the focus on the first field that is wrong, in the form or dialog that a selector finds, once it is marked so. */
export function showFirstMistake(within: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`${within} [aria-invalid="true"]`)?.focus());
}
