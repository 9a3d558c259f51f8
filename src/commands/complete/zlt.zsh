#compdef zlt
# zlt 的补全。加进 ~/.zshrc： source <(zlt completions zsh)
_zlt() {
    local -a lines values shown
    local line
    lines=("${(@f)$("${words[1]/#\~/$HOME}" complete zsh $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null)}")
    for line in $lines; do
        [[ -z $line ]] && continue
        values+=("${line%%$'\t'*}")
        shown+=("${line//$'\t'/  }")
    done
    (( $#values )) || return 1
    # 用 -U：打的是拼音，补出来的是汉字。几个都合适又没有共同开头的，只列出来，打了的字不动。
    compadd -U -V zlt -l -d shown -a values
    if (( $#values > 1 && ${#${(M)values:#${PREFIX}*}} < $#values )); then
        compstate[insert]=''
        compstate[list]='list force'
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
compdef _zlt zlt
