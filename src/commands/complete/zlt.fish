# zlt 的补全。存为 ~/.config/fish/completions/zlt.fish： zlt completions fish > ~/.config/fish/completions/zlt.fish
function __zlt_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    zlt complete fish (count $words) -- $words (commandline --current-token --cut-at-cursor) 2>/dev/null
end
complete --command zlt --no-files --keep-order --arguments '(__zlt_complete)'
