@echo off
rem The README's commands on Windows: make demo, make quick, make test. Needs Python 3.11 or newer from python.org.
setlocal EnableExtensions DisableDelayedExpansion
rem pushd, not cd: cmd has no present folder on a share, and gives it a drive's letter until popd.
pushd "%~dp0" || exit /b 1
call :chosen "%~1"
set "CODE=%ERRORLEVEL%"
popd
exit /b %CODE%

:chosen
if not defined PYTHON set "PYTHON=py -3"
rem A path may hold spaces and be in quotes already; what is no path, such as py -3.12, is left as it is.
if exist "%PYTHON:"=%" set PYTHON="%PYTHON:"=%"
if not defined DEMO set "DEMO=demo"
set "PYTHONUTF8=1"
set "BIN=.venv\Scripts"
rem What quick leaves out, by pytest's markers (pyproject.toml); test leaves out nothing.
set "LEFT_OUT=slow or libreoffice or sdk"

if /i "%~1"=="demo" goto demo
if /i "%~1"=="quick" goto quick
if /i "%~1"=="test" goto test
echo Use: make.cmd demo   or   make.cmd quick   or   make.cmd test     (in PowerShell with .\ in front)
exit /b 2

:demo
call :install installed "." || exit /b 1
rem Not kpi-xl.exe: it may be blocked for having no signature, and holds the path it was made under.
"%BIN%\python.exe" -m kpi_xl demo "%DEMO%"
exit /b %ERRORLEVEL%

:quick
call :install installed-dev ".[dev]" || exit /b 1
"%BIN%\python.exe" -m ruff check . || exit /b 1
"%BIN%\python.exe" -m pytest -n 2 -m "not (%LEFT_OUT%)" --hypothesis-profile quick --durations 5 || exit /b 1
exit /b 0

:test
call :install installed-dev ".[dev]" || exit /b 1
"%BIN%\python.exe" -m ruff check . || exit /b 1
"%BIN%\python.exe" -m ruff format --check . || exit /b 1
"%BIN%\python.exe" -m mypy || exit /b 1
"%BIN%\python.exe" -m coverage erase
"%BIN%\python.exe" -m coverage run -m pytest -n 2 --dist worksteal || exit /b 1
"%BIN%\python.exe" -m coverage combine --quiet || exit /b 1
"%BIN%\python.exe" -m coverage report || exit /b 1
exit /b 0

rem install STAMP WHAT: nothing to do while the stamp is a copy of setup.cfg as it now is.
:install
fc /b setup.cfg ".venv\%~1.cfg" >nul 2>nul && exit /b 0
rem Any code but 0, also one below it, by which a program ends that cannot start: "if errorlevel 1" would miss that.
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto nopython
if not exist "%BIN%\python.exe" %PYTHON% -m venv .venv || exit /b 1
echo Installing kpi_xl into .venv (a minute or two, once)
"%BIN%\python.exe" -m pip --disable-pip-version-check --quiet install --editable "%~2" || exit /b 1
copy /y setup.cfg ".venv\%~1.cfg" >nul
exit /b 0

:nopython
echo kpi_xl needs Python 3.11 or newer. Install it from python.org, or set PYTHON to where it is.
exit /b 1
