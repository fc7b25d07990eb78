@echo off
rem The daily commands as a menu, for Windows computers without make. Saved as UTF-8, CRLF.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
rem pushd, for cd cannot enter a shared folder that has no drive letter.
pushd "%~dp0"
set "PYTHONUTF8=1"
set "PYTHON="
set "EMPTY=0"
rem Tried, not looked for: a new Windows has a python.exe that only opens the shop.
py -3 -c "" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=py -3"
if defined PYTHON goto menu
python -c "" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=python"
if defined PYTHON goto menu
echo 没有找到 Python。请从 python.org 安装 Python 3.12（安装时勾选 Add python.exe to PATH），再双击本文件。
pause
popd
exit /b 2

:menu
echo.
echo   公文
echo   1  新建一份文稿
echo   2  全部生成（各按文稿里写的稿本）
echo   3  只生成一份
echo   4  检查，不生成
echo   5  全部做成征求意见稿
echo   6  全部做成送审稿
echo   7  全部做成印发稿
echo   8  比较：一份文稿现在的样子和上次保存的有什么不同
echo   9  保存一份文稿的这一版
echo  10  体检：缺什么、怎么办
echo  11  一直看着，存盘就重新生成
echo   0  退出
echo.
set "CHOICE="
set /p "CHOICE=请打一个数字，再按回车："
if not defined CHOICE goto empty
set "EMPTY=0"
set "CHOICE=%CHOICE:"=%"
if "%CHOICE%"=="1" goto new
if "%CHOICE%"=="2" goto build
if "%CHOICE%"=="3" goto single
if "%CHOICE%"=="4" goto check
if "%CHOICE%"=="5" goto consult
if "%CHOICE%"=="6" goto review
if "%CHOICE%"=="7" goto final
if "%CHOICE%"=="8" goto compare
if "%CHOICE%"=="9" goto save
if "%CHOICE%"=="10" goto doctor
if "%CHOICE%"=="11" goto watch
if "%CHOICE%"=="0" goto leave
echo 没有这一项。
goto menu

:empty
rem Without end where nothing more can be typed: the window's input is closed.
set /a EMPTY+=1
if %EMPTY% GEQ 9 goto leave
goto menu

:new
set "KIND="
set "NAME="
set "WITH="
set /p "KIND=文种（通知、函、请示……）："
set /p "NAME=文件名："
set /p "WITH=先放上哪些部分（名单,职责,任务,阶段,方案,办法,征求意见……；不要就直接按回车）："
setlocal EnableDelayedExpansion
%PYTHON% build.py new "--with=!WITH!" -- "!KIND!" "!NAME!"
endlocal
goto result

:build
%PYTHON% build.py build
goto result

:single
set "NAME="
set /p "NAME=文件名："
setlocal EnableDelayedExpansion
%PYTHON% build.py build -- "!NAME!"
endlocal
goto result

:check
%PYTHON% build.py check
goto result

:consult
%PYTHON% build.py build --stage 征求意见稿
goto result

:review
%PYTHON% build.py build --stage 送审稿
goto result

:final
%PYTHON% build.py build --stage 印发稿
goto result

:compare
set "NAME="
set /p "NAME=文件名："
setlocal EnableDelayedExpansion
%PYTHON% build.py diff -- "!NAME!"
endlocal
goto result

:save
rem It asks itself what was changed, and the first time who you are.
set "NAME="
set /p "NAME=文件名："
setlocal EnableDelayedExpansion
%PYTHON% build.py save -- "!NAME!"
endlocal
goto result

:doctor
%PYTHON% build.py doctor
goto result

:watch
%PYTHON% build.py watch
goto menu

:result
if errorlevel 2 goto unusable
if errorlevel 1 goto problems
echo 完成。
goto menu

:problems
echo 有的文件没有生成，或者有错误：请照上面的提示改好，再做一次。
goto menu

:unusable
echo 没有做成：请看上面的提示；缺什么、怎么办，选 10 体检。
goto menu

:leave
popd
exit /b 0
