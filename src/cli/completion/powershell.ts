import { programOptions, spellings, type CommandSyntax, type Shell, type Value } from './shells';

/** Works in Windows PowerShell 5.1 too. Where it offers nothing, PowerShell completes files. */
export const powershell: Shell = (commands) => `# PowerShell completion of trustlist
Register-ArgumentCompleter -Native -CommandName trustlist, trustlist.cmd -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = [ordered]@{
${commands.map(({ name, summary }) => `    ${pair(name, summary)}\n`).join('')}  }
  $options = @{
${commands.map(optionsOf).join('')}  }
  $operands = @{
${commands.map(operandsOf).join('')}  }
  $values = @{
${commands.flatMap(valuesOf).join('')}  }
  $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
  $offered = [ordered]@{}
  if ($typed.Count -le 1) {
    $offered = $commands
    if ($wordToComplete -like '-*') { $offered = [ordered]@{ ${programOptions.map((option) => pair(option, option)).join('; ')} } }
  } elseif ($commands.Contains($typed[1])) {
    $command = $typed[1]
    $before = "$command $($typed[-1])"
    if ($values.ContainsKey($before)) { $values[$before] | ForEach-Object { $offered[$_] = $_ } }
    elseif ($wordToComplete -like '-*') { $offered = $options[$command] }
    elseif ($operands.ContainsKey($command)) { $operands[$command] | ForEach-Object { $offered[$_] = $_ } }
  }
  $offered.GetEnumerator() | Where-Object { $_.Key.StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
  }
}
`;

function optionsOf({ name, options }: CommandSyntax): string {
  const pairs = options.flatMap((option) => spellings(option).map((spelling) => pair(spelling, option.summary)));
  return `    ${quoted(name)} = [ordered]@{ ${pairs.join('; ')} }\n`;
}

function operandsOf({ name, operands }: CommandSyntax): string {
  return operands.kind === 'words' ? `    ${quoted(name)} = ${wordsOf(operands)}\n` : '';
}

/** What stands behind an option: an empty list keeps options and operands from being offered there. */
function valuesOf({ name, options }: CommandSyntax): string[] {
  return options.flatMap((option) => {
    const { value } = option;
    if (value === null) return [];
    return spellings(option).map((spelling) => `    ${quoted(`${name} ${spelling}`)} = ${wordsOf(value)}\n`);
  });
}

function wordsOf(value: Value): string {
  return `@(${value.kind === 'words' ? value.words.map(quoted).join(', ') : ''})`;
}

function pair(key: string, value: string): string {
  return `${quoted(key)} = ${quoted(value)}`;
}

/** Typographic quotes end a text of PowerShell as well, and are doubled as well. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
