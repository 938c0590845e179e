@echo off
rem Builds Lifeline and serves the demo on http://127.0.0.1:8080/ (LIFELINE_PORT for another port). Ctrl-C stops it.
rem Needs a JDK 17 or later and nothing else; the first build downloads Maven and its plugins.
setlocal
cd /d "%~dp0"

set "JAVA=java"
if not "%JAVA_HOME%"=="" set "JAVA=%JAVA_HOME%\bin\java"
set "VERSION="
for /f "tokens=2 delims= " %%v in ('""%JAVA%c" -version 2>&1"') do set "VERSION=%%v"
for /f "tokens=1 delims=." %%v in ("%VERSION%") do set /a MAJOR=%%v 2>nul
if not defined MAJOR set MAJOR=0
if %MAJOR% LSS 17 (
  echo Lifeline needs a JDK 17 or later on the PATH or in JAVA_HOME. 1>&2
  exit /b 1
)

echo Building; the first time Maven downloads what it needs, which takes a minute or two ...
call mvnw.cmd -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dmaven.test.skip=true -DskipTests -Dspotless.check.skip=true package
if errorlevel 1 exit /b 1
"%JAVA%" -jar target\ROOT.war --demo
