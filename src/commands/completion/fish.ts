/** Completion for fish 3, with descriptions. */
export const script = (program: string): string => `# ${program} completion for fish

function __${program}_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l answer ($words[1] __complete $words[2..-1] 2>/dev/null)
    or return
    set -l directive (string replace -r '^:' '' -- $answer[-1])
    if test (count $answer) -gt 1; and test (math "bitand($directive, 8)") -eq 0
        string join \\n -- $answer[1..-2]
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path (commandline -ct)
    end
end

complete -c ${program} -f -a '(__${program}_complete)'
`;
