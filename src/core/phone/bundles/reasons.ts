import { statements, type Catalogue } from '../../words/statement';

/** What the bundle tools conclude: whole sentences, each with the document that it rests on. */
export const bundleReasons = {
  'equal-file-names': {
    text: '{count} bundles are called {file}: on one SFTP server the later export overwrites the earlier, and CUCM then offers no Consolidate. Export to two directories, and consolidate here.',
    source: 'migrating-phones',
  },
  'equal-host-names': {
    text: '{count} bundles are called {file} because their servers are both called {host}: on one SFTP server the later export overwrites the earlier, and CUCM then offers no Consolidate. Export to two directories, and consolidate here.',
    source: 'migrating-phones',
  },
  'equal-tftp-servers': {
    text: 'Both clusters have a TFTP server called {host}: both export it as {host}_tftp.pkcs12, and on one SFTP server the later export overwrites the earlier. Export to two directories.',
    source: 'migrating-phones',
  },
  'in-a-bundle': { text: '{bundle} contains the certificate of {record}.', source: null },
  'in-no-bundle': { text: 'No bundle contains the certificate of {record}.', source: null },
} as const satisfies Catalogue;

export type BundleReason = keyof typeof bundleReasons;
export const state = statements(bundleReasons);
