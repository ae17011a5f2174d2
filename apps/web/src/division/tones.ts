import type { DivisionState } from '../api/divisions.ts';
import type { Tone } from '../ui/mark.tsx';

export const TONES: Readonly<Record<DivisionState, Tone>> = {
  running: 'busy',
  done: 'good',
  nothing: 'warn',
  cancelled: 'quiet',
  interrupted: 'warn',
  failed: 'bad',
};
