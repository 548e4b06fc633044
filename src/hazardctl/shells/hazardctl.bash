# hazardctl 的命令补全（bash）。当前窗口：eval "$(hazardctl --show-completion bash)"
# 每次都有：hazardctl --show-completion bash > ~/.local/share/bash-completion/completions/hazardctl
_hazardctl() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(HAZARDCTL_COMPLETE=bash hazardctl "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -o nosort -F _hazardctl hazardctl
