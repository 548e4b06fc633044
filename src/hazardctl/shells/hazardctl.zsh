#compdef hazardctl
# hazardctl 的命令补全（zsh）。当前窗口：eval "$(hazardctl --show-completion zsh)"（先要有 autoload -Uz compinit && compinit）
# 每次都有：存成 $fpath 里的 _hazardctl
_hazardctl() {
    local value help
    local -a values shown
    while IFS=$'\t' read -r value help; do
        values+=("$value")
        shown+=("${value}${help:+  -- $help}")
    done < <(HAZARDCTL_COMPLETE=zsh hazardctl "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        compadd -V hazardctl -U -l -d shown -- "${values[@]}"
    else
        _files
    fi
}
if [[ "$funcstack[1]" == _hazardctl ]]; then
    _hazardctl "$@"
else
    compdef _hazardctl hazardctl
fi
