@echo off
rem The menu in a window, for Windows computers without make. Saved as UTF-8, CRLF. Which commands
rem there are, and what they ask, is the program's (gongwen/commands/menu.py): cmd only finds Python.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
rem pushd, for cd cannot enter a shared folder that has no drive letter.
pushd "%~dp0"
set "PYTHONUTF8=1"
set "PYTHON="
rem Tried, not looked for: a new Windows has a python.exe that only opens the shop.
if exist python\python.exe set "PYTHON=python\python.exe"
if defined PYTHON goto menu
py -3 -c "" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=py -3"
if defined PYTHON goto menu
python -c "" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=python"
if defined PYTHON goto menu
echo 没有找到 Python。请从 python.org 安装 Python 3.12（安装时勾选 Add python.exe to PATH），再双击本文件。
echo 不能上网、装不了的，把 Python 解开放在这个文件夹的 python 里，见程序仓库 docs 里的 不上网的电脑.md。
pause
popd
exit /b 2

:menu
%PYTHON% build.py menu
if errorlevel 1 pause
popd
exit /b 0
