import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { translatedWords } from './scripts/lint/translated-words.mjs';

/** The modules of src/core, lowest first: each may import only from itself and those before it. */
const modules = ['words', 'format', 'certificates', 'trust'];
const upperModules = ['edit', 'show', 'compare', 'phone', 'cluster', 'decrypt'];
/** The features of the extension: each imports src/extension/host and src/core, and no other feature. */
const features = ['editor', 'signed', 'text', 'problems', 'compare', 'phone', 'cluster', 'terminal'];
/** Imports of features: by a module in a feature (`../phone/`), and by one in a folder of a feature (`../../phone/`). */
const foldersOf = (names) => names.flatMap((name) => [`../${name}/*`, `../../${name}/*`]);
const hostsApart = (other) => [
  [`**/${other}/**`],
  'The command line and the extension do not import each other: what both need is in src/core, or in src/node.',
];
/** The network has one door, and only what carries out a person's explicit command goes through it. */
const netDoor = [['**/net/*', '!**/net/cluster-client'], 'The door to the network is ClusterClient.'];
const withoutNode = [
  ['node:*', '**/node/*', '**/net/*'],
  'It runs in a browser too: what needs Node.js is in src/extension/node.',
];

const noBarrels = { selector: 'ExportAllDeclaration', message: 'No barrels: import from where a thing lives.' };
/** Where regular expressions are made of parts: lint cannot tell how long these take. */
const expressionsModule = 'src/core/words/expressions.ts';
const madeExpression = {
  selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
  message: `Write a literal, whose time lint checks, or make it with ${expressionsModule}.`,
};
const everywhere = [noBarrels, madeExpression];
/** What is shipped, and what builds it. */
const product = ['src/**', 'webview/**', 'scripts/**', 'esbuild.mjs'];

/** What one module of src/extension/host does for all. */
const throughHost = [
  [
    'host/window-questions.ts',
    '/^(show(Information|Warning|Error)Message|showQuickPick|showInputBox|show(Open|Save)Dialog|create(QuickPick|InputBox))$/',
    'Ask and tell through Questions.',
  ],
  ['host/progress.ts', '/^withProgress$/', 'Show progress with host/progress.ts.'],
  ['host/command.ts', '/^register(TextEditor)?Command$/', 'Make it a Command, and register it with registerCommands.'],
].map(([file, name, message]) => ({
  file: `src/extension/${file}`,
  rule: { selector: `MemberExpression[property.name=${name}]`, message },
}));

const restrict = (files, groups) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
  },
});
const outside = [
  [['vscode', 'node:*', 'fs', 'path', 'crypto', 'os'], 'src/core is pure: no VS Code, no Node.'],
  [['**/extension/**', '**/cli/**', '**/node/**', '**/net/**', '**/webview/**'], 'Imports go down only.'],
];
const modulesAbove = (module) => {
  const above = [...modules.slice(modules.indexOf(module) + 1), ...upperModules];
  return [above.map((name) => `**/${name}/*`), `${module} is below these modules.`];
};

export default defineConfig(
  // What other projects check too, and whatever needs types, is oxlint's (.oxlintrc.json): it takes a fifth of the time.
  // Here are this project's own rules; the tests that are left out have none.
  { ignores: ['dist/', 'out/', 'node_modules/', 'media/', 'test/*', '!test/extension/', '!test/web/'] },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { jsDocParsingMode: 'none' } },
  },
  {
    files: product,
    plugins: { regexp },
    rules: {
      'no-restricted-syntax': ['error', ...everywhere],
      // Regular expressions that take exponential time, or the square of the length of a text. What these rules miss is
      // measured in test/unit/growth.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain', ignoreSticky: true }],
    },
  },
  { files: [expressionsModule], rules: { 'no-restricted-syntax': ['error', noBarrels] } },
  {
    files: ['test/extension/**', 'test/web/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each)?$/]',
          message: 'Here it runs for the tests of every file: call it in a describe().',
        },
      ],
    },
  },
  restrict(['src/core/**'], outside),
  ...modules.map((module) => restrict([`src/core/${module}/**`], [...outside, modulesAbove(module)])),
  ...upperModules.map((module) =>
    restrict(
      [`src/core/${module}/**`],
      [
        ...outside,
        // The phone's verdict is part of a comparison and of a fleet, and edits build what the phone module signs and
        // strips.
        [
          upperModules
            .filter(
              (name) =>
                name !== module &&
                !((module === 'compare' || module === 'cluster') && name === 'phone') &&
                !(module === 'phone' && name === 'edit'),
            )
            .map((name) => `**/${name}/*`),
          `${module} does not import the modules next to it.`,
        ],
      ],
    ),
  ),
  restrict(['src/cli/**'], [hostsApart('extension'), netDoor]),
  restrict(['src/extension/**'], [hostsApart('cli'), withoutNode]),
  restrict(['src/extension/node/**'], [hostsApart('cli'), netDoor]),
  restrict(
    ['src/net/**'],
    [
      [['vscode', '**/extension/**', '**/cli/**', '**/webview/**'], 'src/net is Node.js and src/core/cluster.'],
      [['../core/*', '!../core/cluster'], 'Of the core, src/net imports src/core/cluster.'],
    ],
  ),
  restrict(
    ['src/node/**'],
    [
      [
        ['vscode', '**/core/**', '**/net/**', '**/extension/**', '**/cli/**', '**/webview/**'],
        'src/node is Node.js and nothing else.',
      ],
    ],
  ),
  // The core as Node.js loads it: the one place that gives it what Node.js has.
  {
    files: ['src/node/engine.ts'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': ['error', madeExpression] },
  },
  ...features.map((feature) =>
    restrict(
      [`src/extension/${feature}/**`],
      [
        hostsApart('cli'),
        withoutNode,
        [
          [...foldersOf(features.filter((name) => name !== feature)), '**/extension'],
          'A feature imports src/extension/host and src/core: what two features need belongs there.',
        ],
      ],
    ),
  ),
  restrict(
    ['src/extension/host/**'],
    [
      hostsApart('cli'),
      withoutNode,
      [[...foldersOf(features), '**/extension'], 'What all features stand on imports none of them.'],
    ],
  ),
  {
    files: ['src/extension/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...throughHost.map(({ rule }) => rule)] },
  },
  ...throughHost.map(({ file, rule }) => ({
    files: [file],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        ...throughHost.filter((other) => other.rule !== rule).map((other) => other.rule),
      ],
    },
  })),
  {
    files: ['src/**', 'webview/**'],
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
    },
  },
  // Tables of sentences, a row for each fact: there is nothing in them to take apart.
  { files: ['src/core/trust/catalogue.ts', 'src/core/phone/migration/reasons.ts'], rules: { 'max-lines': 'off' } },
  // Whatever a person reads goes through the translator (src/core/words/translate.ts).
  {
    files: ['src/extension/**', 'webview/**'],
    plugins: { words: translatedWords },
    rules: { 'words/translated': 'error' },
  },
  // HTML, scripts of shells, and faults of the package
  {
    files: ['src/extension/host/{page,section-first,modules}.ts', 'src/extension/node/launchers.ts'],
    rules: { 'words/translated': 'off' },
  },
  { files: ['src/**'], plugins: { words: translatedWords }, rules: { 'words/when-used': 'error' } },
  restrict(['webview/**'], [[['vscode', 'node:*', '**/net/**'], 'The webview has neither VS Code nor Node.']]),
  {
    files: ['webview/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/(?!core/words/translate$)',
              allowTypeImports: true,
              message: 'The webview imports types of src/, and no code but the translator.',
            },
          ],
        },
      ],
    },
  },
);
