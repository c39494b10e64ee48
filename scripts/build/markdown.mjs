const picture = /!\[[^[\]]*\]\(([^()\s]+)\)/g;
/** Its words may have brackets, as code does. */
const link = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(([^()\s]+)\)/g;
const isKept = (/** @type {string} */ address) => /^(\w+:|#)/.test(address);

/**
 * The README or the changelog as the page of the extension shows it. With a repository vsce makes addresses of its relative
 * links and pictures. Without one they lead nowhere: of a link its words stay, and a picture is left out.
 * @param {string} text Markdown
 * @param {boolean} hasRepository
 */
export function packagedMarkdown(text, hasRepository) {
  if (hasRepository) return text;
  return text
    .replace(picture, (whole, address) => (isKept(address) ? whole : ''))
    .replace(link, (whole, words, address) => (isKept(address) ? whole : words))
    .replace(/\n{3,}/g, '\n\n');
}
