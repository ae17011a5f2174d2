type Numbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** The same numbers with room for so many at least; a quarter more than there was, so that growing costs little. */
export function grown<Some extends Numbers>(numbers: Some, needed: number): Some {
  if (numbers.length >= needed) return numbers;
  const wider = new (numbers.constructor as new (length: number) => Some)(
    Math.max(needed, Math.ceil(1.25 * numbers.length)),
  );
  wider.set(numbers);
  return wider;
}
