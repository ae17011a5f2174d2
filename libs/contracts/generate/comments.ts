import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Comments } from './schema.ts';

/** Reads the sentences above the classes and fields of the contracts, so that the published documents say the same. */
export function readComments(folder: string): Comments {
  const comments = new Map<string, string>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts'))) {
    const source = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isClassDeclaration(statement) || statement.name === undefined) continue;
      note(comments, statement.name.text, statement);
      for (const member of statement.members) {
        if (ts.isPropertyDeclaration(member)) note(comments, `${statement.name.text}.${member.name.getText()}`, member);
      }
    }
  }
  return comments;
}

function note(comments: Map<string, string>, name: string, node: ts.Node): void {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (text !== '') comments.set(name, text);
}
