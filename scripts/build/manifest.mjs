/**
 * The parts of package.json that scripts read.
 * @typedef {{ name: string, version: string, publisher: string, private?: boolean, icon?: string, license?: string,
 *   homepage?: string, bugs?: string | { url: string }, repository?: string | { type: string, url: string },
 *   dependencies?: Record<string, string> } & Record<string, unknown>} Manifest
 */

/** What is of use in the project only. The bundles contain what `dependencies` names: VS Code installs none. */
const ofTheProject = ['private', 'bin', 'scripts', 'dependencies', 'devDependencies', 'overrides'];

/**
 * The manifest of the package.
 * @param {Manifest} manifest of the project
 */
export const packagedManifest = (manifest) =>
  /** @type {Manifest} */ (Object.fromEntries(Object.entries(manifest).filter(([key]) => !ofTheProject.includes(key))));

/**
 * Stands in package.json until the owner has a publisher.
 * @param {string} publisher
 */
export const isOwnersPlaceholder = (publisher) => publisher === 'trust-list-editor';
