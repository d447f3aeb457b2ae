@echo off
rem The README's commands on Windows: make demo, make quick, make test. Needs Python 3.11 or newer from python.org.
setlocal
cd /d "%~dp0"
if not defined PYTHON set "PYTHON=py -3"
if not defined DEMO set "DEMO=demo"
set "PYTHONUTF8=1"
set "BIN=.venv\Scripts"
rem What quick leaves out, by pytest's markers (pyproject.toml); test leaves out nothing.
set "LEFT_OUT=slow or libreoffice or sdk"

if /i "%~1"=="demo" goto demo
if /i "%~1"=="quick" goto quick
if /i "%~1"=="test" goto test
echo Use: make demo   or   make quick   or   make test
exit /b 2

:demo
call :install installed . || exit /b 1
"%BIN%\kpi-xl.exe" demo "%DEMO%"
exit /b %ERRORLEVEL%

:quick
call :install installed-dev .[dev] || exit /b 1
"%BIN%\python.exe" -m ruff check . || exit /b 1
"%BIN%\python.exe" -m pytest -n 2 -m "not (%LEFT_OUT%)" --hypothesis-profile quick --durations 5 || exit /b 1
exit /b 0

:test
call :install installed-dev .[dev] || exit /b 1
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
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
  echo kpi_xl needs Python 3.11 or newer. Install it from python.org, or set PYTHON to where it is.
  exit /b 1
)
if not exist "%BIN%\python.exe" %PYTHON% -m venv .venv || exit /b 1
echo Installing kpi_xl into .venv ^(a minute or two, once^)
"%BIN%\python.exe" -m pip --disable-pip-version-check --quiet install --editable "%~2" || exit /b 1
copy /y setup.cfg ".venv\%~1.cfg" >nul
exit /b 0
