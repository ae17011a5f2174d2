import { useState } from 'react';

/** What is being typed, beginning with what is sought; after Back or a choice elsewhere it is what is sought then. */
export function useTyped(sought: string): readonly [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState(sought);
  const [before, setBefore] = useState(sought);
  if (before !== sought) {
    setBefore(sought);
    setTyped(sought);
  }
  return [typed, setTyped];
}
