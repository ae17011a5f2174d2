import { writeDocuments } from './write.ts';

const { written, refused } = writeDocuments(process.cwd());
if (refused.length > 0) {
  process.stderr.write(
    `These changes would break a hearer; publish a new version of the event beside the old one:\n${refused.join('\n')}\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(`Wrote ${written.length} files into docs/\n`);
}
