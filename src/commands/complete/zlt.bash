# zlt 的补全。加进 ~/.bashrc： source <(zlt completions bash)
_zlt() {
    local IFS=$'\n'
    local words=("${COMP_WORDS[@]}")
    words[COMP_CWORD]="$2"
    COMPREPLY=($("${1/#\~/$HOME}" complete bash "$COMP_CWORD" -- "${words[@]}" 2>/dev/null))
    if [[ "${COMPREPLY-}" == */ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _zlt zlt 2>/dev/null || complete -F _zlt zlt
