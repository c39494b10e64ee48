const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' };

/** A line that was copied from the source of a web page, as it was. */
export function withoutEntities(line: string): string {
  return line.includes('&')
    ? line.replace(/&(lt|gt|quot|amp|nbsp);/g, (entity, name: string) => entities[name] ?? entity)
    : line;
}
