/** Why a command did nothing, as one sentence. */
export class Refusal extends Error {}

/** Why something failed, as one sentence for a person. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
