#!/bin/sh
# 把 hazardctl 装到自己的用户文件夹：不联网，不用管理员权限。用法：sh install.sh [装到哪个文件夹]
set -eu
cd "$(dirname "$0")"
target=${1:-"$HOME/.local/share/hazardctl"}
links="$HOME/.local/bin"

fail() {
    printf '没有装上：%s\n' "$1" >&2
    exit 1
}

# 安装包在路上坏了，现在就说，不等到用的时候。
if command -v sha256sum >/dev/null 2>&1; then
    sha256sum --check --quiet SHA256SUMS >/dev/null 2>&1 || fail '安装包不完整，请重新拷贝、重新解开'
fi

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for name in python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
        python=$(command -v "$name")
        break
    fi
done
if [ -z "$python" ]; then
    for archive in cpython-3.*install_only*.tar.gz; do
        [ -f "$archive" ] || continue
        printf '电脑上没有 Python 3.11 以上，用文件夹里的 %s\n' "$archive"
        mkdir -p "$target"
        tar -xzf "$archive" -C "$target"
        python="$target/python/bin/python3"
        break
    done
fi
[ -n "$python" ] || fail '电脑上没有 Python 3.11 以上。请装 python3.11，或把 python-build-standalone 的 cpython-3.12…install_only.tar.gz 放进这个文件夹再装'
printf '用 %s（%s）\n' "$python" "$("$python" -V)"

# 有的系统（Debian、统信、麒麟）把 ensurepip 拆了出去：那就用安装包里带的 pip。
rm -rf "$target/env"
mkdir -p "$target"
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$target/env"
else
    "$python" -m venv --without-pip "$target/env" || fail "这个 Python 没有 venv：装上 python3-venv 再试"
    PYTHONPATH=$(ls wheels/pip-*.whl)
    export PYTHONPATH
fi
PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONFIG_FILE=/dev/null \
    "$target/env/bin/python" -m pip install --quiet --no-index --constraint constraints.txt hazardctl || fail '组件不全，或和这个 Python 对不上（能用的是 3.11 到 3.14）'
unset PYTHONPATH

mkdir -p "$links"
ln -sf "$target/env/bin/hazardctl" "$links/hazardctl"
"$target/env/bin/hazardctl" --version >/dev/null || fail '装好了但是运行不了'
printf '装好了：%s\n' "$("$target/env/bin/hazardctl" --version)"
case ":$PATH:" in
*":$links:"*) printf '键入 hazardctl 开始；先看演示：hazardctl demo\n' ;;
*) printf '%s 不在 PATH 里：注销再登录一次，或在 ~/.profile 加一行 PATH="$HOME/.local/bin:$PATH"；现在可以用 %s/hazardctl\n' "$links" "$links" ;;
esac
