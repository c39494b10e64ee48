/**
 * A text as VS Code shows it, and nothing more. Its notifications, dialogs and prompts make `[words](command:id)` a link
 * that runs the command, and its lists make `$(name)` an icon: a name from a file, a certificate or a link must do
 * neither. A space between the two halves ends both, and can be read.
 */
export function plainText(text: string): string {
  return text.replace(/(?<=[\]$])\(/g, ' (');
}
