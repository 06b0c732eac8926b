/** Completion for bash 3.2 and later, with or without the bash-completion package. */
export const script = (program: string): string => `# ${program} completion for bash

_${program}_complete() {
    local line=\${COMP_LINE:0:COMP_POINT} cur answer directive word
    local -a words=() found=()
    # Words are split at blanks only: bash itself would also split at "=" and ":".
    read -r -a words <<< "$line"
    case $line in *[[:space:]]) words+=("") ;; esac
    cur=\${words[\${#words[@]}-1]}
    answer=$("\${words[0]}" __completeNoDesc "\${words[@]:1}" 2>/dev/null) || return
    directive=\${answer##*:}
    answer=\${answer%:*}
    # The part that bash takes for finished already stays on the line.
    local done_part=
    case $cur in *[=:]*) done_part=\${cur%"\${cur##*[=:]}"} ;; esac
    while IFS= read -r word; do
        [ -n "$word" ] || continue
        case $word in
            "$cur"*) found+=("\${word#"$done_part"}") ;;
            *) case $cur in -*=*) case $word in "\${cur#*=}"*) found+=("$word") ;; esac ;; esac ;;
        esac
    done <<< "$answer"
    COMPREPLY=(\${found[@]+"\${found[@]}"})
    if [ $((directive & 2)) -ne 0 ]; then compopt -o nospace 2>/dev/null; fi
    if [ \${#COMPREPLY[@]} -eq 0 ] || [ $((directive & 8)) -ne 0 ]; then
        COMPREPLY=()
        if [ $((directive & 4)) -eq 0 ]; then compopt -o default 2>/dev/null; fi
    fi
}

complete -F _${program}_complete ${program}
`;
