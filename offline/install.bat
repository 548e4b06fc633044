@echo off
rem 本文件存成 GBK：中文 Windows 的命令行按 936 代码页读批处理；用 chcp 65001 会让 cmd 在中文后面跳错行。
setlocal EnableExtensions DisableDelayedExpansion
cd /d "%~dp0"
set "TARGET=%~1"
if not defined TARGET set "TARGET=%LOCALAPPDATA%\hazardctl"
set "PYTHON="

for %%V in (3.14 3.13 3.12 3.11) do call :try_launcher %%V
if not defined PYTHON call :try_path
if not defined PYTHON call :install_python
if not defined PYTHON goto no_python
echo 用 %PYTHON%
if exist "%TARGET%\env" rmdir /s /q "%TARGET%\env"
"%PYTHON%" -m venv "%TARGET%\env" || goto failed
set "PIP_NO_INDEX=1"
set "PIP_CONFIG_FILE=nul"
set "PIP_FIND_LINKS=wheels"
"%TARGET%\env\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --constraint constraints.txt hazardctl || goto failed
"%TARGET%\env\Scripts\hazardctl.exe" --version || goto failed

rem 用户自己的 PATH 由 PowerShell 来加：setx 会把长的 PATH 截断，还会把系统的混进来。
set "HAZARDCTL_BIN=%TARGET%\env\Scripts"
powershell -NoProfile -ExecutionPolicy Bypass -Command "$b=$env:HAZARDCTL_BIN; $p=[Environment]::GetEnvironmentVariable('Path','User'); if (-not $p) {$p=''}; if (($p -split ';') -notcontains $b) {[Environment]::SetEnvironmentVariable('Path',(($p.TrimEnd(';')+';'+$b).TrimStart(';')),'User')}" || goto no_path
echo 装好了。关掉这个窗口，重新打开一个命令行，键入 hazardctl 开始；先看演示：hazardctl demo
pause
exit /b 0

:try_launcher
if defined PYTHON exit /b 0
for /f "delims=" %%P in ('py -%1 -c "import sys; print(sys.executable)" 2^>nul') do set "PYTHON=%%P"
exit /b 0

:try_path
rem 应用商店的占位程序什么也不打印，所以不会被当成 Python。
for /f "delims=" %%P in ('python -c "import sys; sys.version_info ^>= (3, 11) and print(sys.executable)" 2^>nul') do set "PYTHON=%%P"
exit /b 0

:install_python
set "SETUP="
for %%F in (python-3.*-arm64.exe) do if /i "%PROCESSOR_ARCHITECTURE%"=="ARM64" set "SETUP=%%F"
for %%F in (python-3.*-amd64.exe) do if not defined SETUP set "SETUP=%%F"
if not defined SETUP exit /b 0
echo 电脑上没有 Python 3.11 以上，正在用文件夹里的 %SETUP% 安装（只装给自己，约一两分钟）
start /wait "" "%SETUP%" /quiet InstallAllUsers=0 Include_launcher=1 Include_test=0 PrependPath=0
for %%V in (3.14 3.13 3.12 3.11) do call :try_launcher %%V
if defined PYTHON exit /b 0
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*") do if exist "%%D\python.exe" set "PYTHON=%%D\python.exe"
exit /b 0

:no_python
echo 没有装上：电脑上没有 Python 3.11 以上（Windows 7、8 装不了）。
echo 请把 Python 的安装程序放进这个文件夹再双击本文件：一般电脑 python-3.12.10-amd64.exe，ARM 电脑 python-3.12.10-arm64.exe
pause
exit /b 1

:no_path
echo 装好了，但没能加进 PATH。可以直接用：%TARGET%\env\Scripts\hazardctl.exe
pause
exit /b 0

:failed
echo 没有装上。请确认安装包是整个解开的，Python 是 3.11 到 3.14，再试一次。
pause
exit /b 1
