# hazardctl 的命令补全（fish）。当前窗口：hazardctl --show-completion fish | source
# 每次都有：hazardctl --show-completion fish > ~/.config/fish/completions/hazardctl.fish
function __hazardctl_complete
    set -l typed (commandline --cut-at-cursor --tokenize --current-process) 
    set -lx HAZARDCTL_COMPLETE fish
    hazardctl $typed[2..] (commandline --cut-at-cursor --current-token | string collect --allow-empty) 2>/dev/null
end
complete --command hazardctl --keep-order --arguments '(__hazardctl_complete)'
