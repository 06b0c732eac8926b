/** Completion for zsh 5, with descriptions. */
export const script = (program: string): string => `#compdef ${program}
# ${program} completion for zsh

_${program}() {
    local answer directive line
    local -a found
    answer=$("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null) || return
    directive=\${answer##*:}
    for line in "\${(@f)\${answer%:*}}"; do
        [[ -n $line ]] || continue
        line=\${line//:/\\\\:}
        found+=("\${line/$'\\t'/:}")
    done
    local -a space
    (( directive & 2 )) && space=(-S '')
    if (( directive & 8 )); then
        local ext="\${(j:|:)found}"
        _files -g "*.($ext)"
    elif (( \${#found} )); then
        if [[ $PREFIX == -*=* ]]; then compset -P '*='; fi
        _describe -V '${program}' found $space
    elif (( ! (directive & 4) )); then
        _files
    fi
}

if [ "$funcstack[1]" = "_${program}" ]; then _${program} "$@"; else compdef _${program} ${program}; fi
`;
