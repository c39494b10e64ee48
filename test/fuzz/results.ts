import { mostMemory, type Tally } from './lane';

/** Prints a line for each reader, and the failures; false if there are any. */
export function printResults(tallies: readonly Tally[], seed: number): boolean {
  const names = [...new Set(tallies.map(({ reader }) => reader))];
  const lines = names.map((name) =>
    lineOf(
      name,
      tallies.filter(({ reader }) => reader === name),
    ),
  );
  const head = ['reader', 'inputs', 'failures', 'slowest', 'at input', 'memory', 'what became of them'];
  const table = [head, ...lines.map(({ cells }) => cells)];
  const widths = head.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of table) {
    // Names and outcomes are texts, and what is between them numbers.
    const aligned = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 || column === cells.length - 1 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(aligned.join('  ').trimEnd());
  }
  console.log(`To repeat an input: npm run fuzz -- --seed ${seed} --reader NAME --input N`);
  for (const { reader, failures } of tallies) {
    for (const { input, message } of failures)
      console.error(`${reader}: npm run fuzz -- --seed ${seed} --reader ${reader} --input ${input}: ${message}`);
  }
  const grown = lines.filter(({ memory }) => memory > mostMemory);
  if (grown.length > 0) console.error(`A worker holds more than ${megabytes(mostMemory)} MB.`);
  return grown.length === 0 && tallies.every(({ failures }) => failures.length === 0);
}

function lineOf(name: string, tallies: readonly Tally[]): { cells: string[]; memory: number } {
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  const outcomes = new Map<string, number>();
  for (const [outcome, times = 0] of tallies.flatMap((tally) => Object.entries(tally.outcomes)))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times);
  const slowest = tallies.map((tally) => tally.slowest).reduce((a, b) => (a.ms >= b.ms ? a : b));
  const memory = Math.max(0, ...tallies.flatMap((tally) => tally.memory));
  const cells = [
    name,
    String(sum(({ inputs }) => inputs)),
    String(sum(({ failures }) => failures.length)),
    `${slowest.ms.toFixed(0)} ms`,
    String(slowest.input),
    `${megabytes(memory)} MB`,
    [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', '),
  ];
  return { cells, memory };
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(0);
}
