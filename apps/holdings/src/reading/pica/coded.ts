import type { Material } from '#libs/contracts';

const MATERIALS: Record<string, Material> = {
  A: 'book',
  B: 'video',
  C: 'book',
  G: 'sound',
  H: 'book',
  I: 'image',
  K: 'map',
  M: 'score',
  O: 'e-book',
};

/** The kind of material, from 002@ $0: physical form first, then how it is published. */
export function materialOf(coded: string): Material {
  const form = coded[0] ?? '';
  const serial = coded[1] === 'b' || coded[1] === 'd';
  if (serial && (form === 'A' || form === 'O' || form === '')) return 'serial';
  return MATERIALS[form] ?? (form === '' ? 'book' : 'other');
}

/** Whether it is an electronic manifestation, online (O) or on a carrier (S). */
export function isElectronic(coded: string): boolean {
  return coded[0] === 'O' || coded[0] === 'S';
}
