/** Completion for PowerShell 5 and later, with descriptions as tool tips. */
export const script = (program: string): string => `# ${program} completion for PowerShell

Register-ArgumentCompleter -Native -CommandName '${program}' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { $_.Extent.Text })
    $before = @($words | Select-Object -Skip 1)
    if ($wordToComplete -eq '') { $before += '' }
    $answer = @(& $words[0] __complete @before 2>$null)
    if ($answer.Count -lt 1) { return }
    $answer | Select-Object -SkipLast 1 | Where-Object { $_ } | ForEach-Object {
        $word, $about = $_ -split "\`t", 2
        if (-not $about) { $about = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
    }
}
`;
