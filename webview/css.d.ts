/** Style sheets that a page imports; the bundler writes them beside its script. */
declare module '*.css';
