# Runs one golden case: cmake -DEDCA=<program> -DCASE=<folder> -DSCRATCH=<folder> -P run.cmake
#
# The case folder holds `cmd` (one line: the arguments of edca) or `cmd.sh` (run by bash, with the
# program as $EDCA and in PATH and tests/tools as $TOOLS), what these need, an optional `stdin`, and
# what must come of it: `out`, `err` and `exit`. A missing file means empty, or 0. It runs in a copy
# of the folder.
# With EDCA_UPDATE=1 in the environment the expected files are written instead of compared.

include("${CMAKE_CURRENT_LIST_DIR}/compare.cmake")

file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}/home")
file(COPY "${CASE}/" DESTINATION "${SCRATCH}/work"
     REGEX "/(cmd|stdin|out|err|exit)$" EXCLUDE)
if(EXISTS "${CASE}/cmd.sh")
  set(command bash cmd.sh)
elseif(EXISTS "${CASE}/cmd")
  file(READ "${CASE}/cmd" line)
  separate_arguments(arguments UNIX_COMMAND "${line}")
  set(command "${EDCA}" ${arguments})
else()
  message(FATAL_ERROR "${CASE} has neither cmd nor cmd.sh")
endif()
set(stdin "${CASE}/stdin")
if(NOT EXISTS "${stdin}")
  set(stdin "${SCRATCH}/stdin")
  file(TOUCH "${stdin}")
endif()

cmake_path(GET EDCA PARENT_PATH program_dir)
set(ENV{PATH} "${program_dir}:$ENV{PATH}")
set(ENV{EDCA} "${EDCA}")
set(ENV{TOOLS} "${CMAKE_CURRENT_LIST_DIR}/../tools")
unset(ENV{EDCA_DATA})
set(ENV{HOME} "${SCRATCH}/home")
set(ENV{XDG_DATA_HOME} "${SCRATCH}/home/.local/share")
set(ENV{XDG_STATE_HOME} "${SCRATCH}/home/.local/state")
set(ENV{XDG_CONFIG_HOME} "${SCRATCH}/home/.config")
execute_process(COMMAND ${command} WORKING_DIRECTORY "${SCRATCH}/work" INPUT_FILE "${stdin}"
                OUTPUT_FILE "${SCRATCH}/out" ERROR_FILE "${SCRATCH}/err" RESULT_VARIABLE exit)

if(exit EQUAL 0)
  file(WRITE "${SCRATCH}/exit" "")
else()
  file(WRITE "${SCRATCH}/exit" "${exit}\n")
endif()
foreach(name IN ITEMS exit err out)
  compare("${CASE}/${name}" "${SCRATCH}/${name}")
endforeach()
finish_comparison()
