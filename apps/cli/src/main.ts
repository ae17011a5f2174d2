#!/usr/bin/env node
import { runCollectie } from './program.ts';

await runCollectie(process.argv.slice(2), {
  env: process.env,
  streams: { out: process.stdout, err: process.stderr, in: process.stdin },
  exit: (code) => {
    process.exitCode = code;
  },
});
