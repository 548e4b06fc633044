# hazardctl 的命令补全（PowerShell 5.1 和 7）。当前窗口：hazardctl --show-completion powershell | Out-String | Invoke-Expression
# 每次都有：把上面这一行写进 $PROFILE
Register-ArgumentCompleter -Native -CommandName hazardctl, hazardctl.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Skip 1 |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $env:HAZARDCTL_COMPLETE = 'powershell'
        # Windows PowerShell 丢掉空的参数，所以已输入的词放在环境变量里，一行一个。
        $env:HAZARDCTL_COMPLETE_WORDS = (@($words) + @($wordToComplete)) -join "`n"
        hazardctl 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            $text = if ($value -match '[\s"''`$;&|(){}@#<>,]') { "'" + ($value -replace "'", "''") + "'" } else { $value }
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $help)
        }
    }
    finally {
        Remove-Item Env:HAZARDCTL_COMPLETE, Env:HAZARDCTL_COMPLETE_WORDS -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $before
    }
}
